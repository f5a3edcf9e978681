"""Where books are: a SQLite file or a PostgreSQL database, by its URL."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from bot.keeping import sqlite_tables
from bot.keeping.tables import Tables
from bot.store import Unavailable
from bot.store.migrate import SQLITE, place
from bot.store.ownership import Ownership

_LED = "SELECT 1 FROM lease WHERE until > extract(epoch FROM clock_timestamp()) * 1000000"


def file_of(url: str) -> Path | None:
    """The file of a SQLite URL; None for a PostgreSQL one."""
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None


def url_of(file: Path) -> str:
    """The URL of a SQLite file."""
    return f"{SQLITE}{file}"


def opened(url: str, *, writing: bool = False) -> AbstractContextManager[Tables]:
    """The tables of a place in one transaction; raises Unavailable where there is no such place."""
    file = file_of(url)
    if file is None:
        from bot.keeping import postgres_tables

        return postgres_tables.opened(url, writing=writing)
    if not file.exists():
        raise Unavailable(f"there is no database at {file}")
    return sqlite_tables.opened(file, writing=writing)


@contextmanager
def at_rest(url: str) -> Iterator[None]:
    """Keeps a place still: raises Unavailable where a bot runs on it, and lets none start."""
    file = file_of(url)
    if file is not None:
        if not file.exists():
            raise Unavailable(f"there is no database at {file}")
        owner = Ownership.take(file)
        try:
            yield
        finally:
            owner.release()
        return
    with opened(url) as tables:
        if tables.revision() and tables.query(_LED):
            raise Unavailable(f"{place(url)} is in use by a bot: stop it first")
    yield


@contextmanager
def new_file(file: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A file that appears whole at the end, or not at all; raises Unavailable where one stands."""
    if file.exists() and not overwrite:
        raise Unavailable(f"{file} exists already: name another, or move it away")
    for left in (file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal")):
        # It would be played into the new file, and be the end of it.
        if left.exists():
            raise Unavailable(f"{left} was left by another database: move it away with its own")
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}.") as folder:
        growing = Path(folder) / file.name
        yield growing
        growing.chmod(0o600)
        _to_disk(growing)
        growing.replace(file)
        _to_disk(file.parent)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
