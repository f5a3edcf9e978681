"""Backups: one SQLite file and a page about it, whatever the books live in, while they are used."""

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from bot.clock import Clock
from bot.keeping.copying import copy
from bot.keeping.digest import digest_of
from bot.keeping.places import file_of, new_file, opened, url_of
from bot.keeping.progress import Progress
from bot.keeping.sqlite_tables import connect
from bot.store import Unavailable
from bot.store.migrate import newest, place

PAGES = 4_096


@dataclass(frozen=True)
class Manifest:
    """What a backup is: written beside it as JSON."""

    schema: str
    taken_at: str
    bytes: int
    digest: str
    points: int
    newest_seal: str | None
    rows: dict[str, int]

    @classmethod
    def beside(cls, file: Path) -> Self:
        """Reads the page beside a backup; raises Unavailable where there is none that fits."""
        page = page_of(file)
        if not file.exists():
            raise Unavailable(f"there is no backup at {file}")
        if not page.exists():
            raise Unavailable(f"{page} is missing: it belongs to the backup")
        try:
            return cls(**json.loads(page.read_text("utf-8")))
        except (ValueError, TypeError) as error:
            raise Unavailable(f"{page} cannot be read: {error}") from error


def page_of(file: Path) -> Path:
    """Where the manifest of a backup stands."""
    return file.with_name(file.name + ".json")


def backup(
    source: str, file: Path, clock: Clock, progress: Progress, *, overwrite: bool = False
) -> Manifest:
    """Writes what the books say at one moment into `file`; nobody who uses them waits for it.

    Raises Unavailable where there are no books of this schema, or where `file` exists already.
    """
    own = file_of(source)
    if own is not None and file.resolve() == own.resolve():
        raise Unavailable(f"{file} is the database itself: name another file for the backup")
    with new_file(file, overwrite=overwrite) as growing:
        taken_at = datetime.fromtimestamp(clock.now() // 1_000_000, UTC).isoformat()
        books = file_of(source)
        if books is None:
            copy(source, url_of(growing), progress)
        else:
            _must_stand_at_newest(source)
            _copy_pages(books, growing, progress)
        manifest = _describe(growing, taken_at, progress)
        page_of(file).unlink(missing_ok=True)
    with new_file(page_of(file)) as page:
        page.write_text(json.dumps(asdict(manifest), indent=2) + "\n", "utf-8")
    return manifest


def _must_stand_at_newest(source: str) -> None:
    with opened(source) as tables:
        stands = tables.revision()
    if stands != newest():
        raise Unavailable(
            f"{place(source)} stands at schema {stands}, this bot at {newest()}: "
            "take the backup with the bot that wrote it"
        )


def _copy_pages(books: Path, file: Path, progress: Progress) -> None:
    with closing(connect(books)) as source, closing(sqlite3.connect(file)) as target:
        # One moment for all pages: without it, each change meanwhile would start them over.
        source.execute("BEGIN")
        (left,) = source.execute("PRAGMA page_count").fetchone()
        with progress.step("copy", left) as moved:

            def pass_on(_: int, remaining: int, total: int) -> None:
                nonlocal left
                moved(left - remaining, "pages")
                left = remaining

            target.execute("PRAGMA synchronous = FULL")
            source.backup(target, pages=PAGES, progress=pass_on)
            # A file by itself, with nothing beside it to be forgotten.
            target.execute("PRAGMA journal_mode = DELETE")


def _describe(file: Path, taken_at: str, progress: Progress) -> Manifest:
    with opened(url_of(file)) as tables:
        rows = sum(tables.count(table) for table in tables.all())
        with progress.step("digest", rows) as moved:
            digest = digest_of(tables, moved)
        ((points,),) = tables.query(_POINTS)
        seals = tables.query(_NEWEST_SEAL)
        revision = tables.revision()
    assert revision is not None
    return Manifest(
        schema=revision,
        taken_at=taken_at,
        bytes=file.stat().st_size,
        digest=digest.whole,
        points=points,
        newest_seal=seals[0][0] if seals else None,
        rows={name: rows for name, rows, _ in digest.tables if rows},
    )


_POINTS = "SELECT coalesce(sum(points), 0) FROM account WHERE member > 0"
_NEWEST_SEAL = "SELECT lower(hex(hash)) FROM seal ORDER BY number DESC LIMIT 1"
