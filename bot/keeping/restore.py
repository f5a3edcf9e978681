"""Restores a backup into an empty place, and keeps it from saying anything twice."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.keeping.backup import Manifest, page_of
from bot.keeping.copying import copy, holds_nothing
from bot.keeping.digest import digest_of
from bot.keeping.places import file_of, new_file, opened, url_of
from bot.keeping.progress import Progress
from bot.keeping.sqlite_tables import integrity
from bot.store import Unavailable, open_store
from bot.store.migrate import newest, place
from bot.store.ownership import Ownership
from bot.telegram.inbox import finish_all
from domain import broadcasts, notices
from domain.audit import Findings, audit
from domain.tx import Tx
from domain.vault import Vault


@dataclass(frozen=True)
class Silenced:
    """What a restore kept from being said or done again."""

    notices: int
    broadcasts: int
    updates: int


@dataclass(frozen=True)
class Restored:
    """What was restored, and what the audit says about it."""

    manifest: Manifest
    silenced: Silenced
    findings: Findings


def silence(tx: Tx) -> Silenced:
    """Books fresh from a backup wait to be asked: the rest of it may have happened since."""
    tx.sql.keeper.note_restored(at=tx.now)
    broadcasts.recover(tx)
    return Silenced(
        notices=notices.hold_back(tx),
        broadcasts=broadcasts.pause_running(tx),
        updates=finish_all(tx),
    )


def restore(file: Path, target: str, clock: Clock, vault: Vault, progress: Progress) -> Restored:
    """Brings a backup back to life at `target`, which must be empty and stays so if this fails.

    Raises Unavailable where the backup is not what its manifest says, was written under another
    key, or where its books are wrong.
    """
    manifest = Manifest.beside(file)
    if manifest.schema > newest():
        raise Unavailable(f"{file} was made by a newer bot: restore it with that one")
    with _empty(target) as books:
        with progress.step("restore"):
            shutil.copyfile(file, books)
        _must_be_whole(file, books, manifest, progress)
        with progress.step("audit"):
            silenced, findings = asyncio.run(_wake(books, clock, vault))
        if not findings.ok:
            wrong = ", ".join([*dict(findings.breaches), *(["seals"] if findings.sealed else [])])
            raise Unavailable(f"the books in {file} are wrong ({wrong}): copy moves them as is")
        if file_of(target) is None:
            copy(url_of(books), target, progress)
    return Restored(manifest, silenced, findings)


@contextmanager
def _empty(target: str) -> Iterator[Path]:
    """The file to restore into: for SQLite the place itself, once all went well."""
    file = file_of(target)
    if file is None:
        with opened(target) as tables:
            if not holds_nothing(tables):
                raise Unavailable(f"{place(target)} is not empty: restore into a new database")
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder) / "books.db"
        return
    owner = Ownership.take(file)
    try:
        with new_file(file) as books:
            yield books
    finally:
        owner.release()


def _must_be_whole(file: Path, books: Path, manifest: Manifest, progress: Progress) -> None:
    rows = sum(manifest.rows.values())
    try:
        with progress.step("integrity"):
            faults = integrity(books)
        with progress.step("digest", rows) as moved, opened(url_of(books)) as tables:
            digest = digest_of(tables, moved)
    except sqlite3.DatabaseError as error:
        faults = [str(error)]
    if faults:
        raise Unavailable(f"{file} is damaged: {faults[0]}")
    if digest.whole != manifest.digest:
        raise Unavailable(f"{file} is not what {page_of(file)} says it is: one of them was changed")


async def _wake(books: Path, clock: Clock, vault: Vault) -> tuple[Silenced, Findings]:
    store = await open_store(url_of(books), clock, vault)
    try:
        silenced = await store.write(silence, key=None)
        return silenced, await store.read(audit)
    finally:
        await store.close()
