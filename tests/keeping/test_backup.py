"""A backup is taken while the shop goes on, and is the shop as it was at one moment."""

import asyncio
import json
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from bot.keeping.backup import Manifest, backup, page_of
from bot.keeping.places import file_of, opened, url_of
from bot.keeping.progress import Progress
from bot.store import Store, Unavailable, open_store
from domain import purchases
from domain.errors import UnknownCode
from tests.clock import StandingClock
from tests.keeping.conftest import said
from tests.scene import SHOP, VAULT, buys, found, joins

ENGINES = ("sqlite", "postgres")
CALLERS = 8
LONG = os.environ.get("FAULTS") == "long"


class Crowd:
    """Callers who credit purchase after purchase; `done` is what each had acknowledged."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._moved = asyncio.Event()
        self.done = [0] * CALLERS

    async def write(self) -> None:
        """Goes on until cancelled."""
        await asyncio.gather(*(self._caller(number) for number in range(CALLERS)))

    async def more(self, count: int) -> None:
        """Waits for so many more."""
        enough = sum(self.done) + count
        while sum(self.done) < enough:
            self._moved.clear()
            await self._moved.wait()

    async def _caller(self, number: int) -> None:
        member = await joins(self._store, 1_000 + number)
        while True:
            receipt = f"R-{number}-{self.done[number] + 1}"
            await buys(self._store, member, 100, receipt)
            self.done[number] += 1
            self._moved.set()


async def counted(store: Store, number: int) -> int:
    """How many of a caller's purchases the books know, up to the first that they do not."""
    count = 0
    while True:
        try:
            await store.read(purchases.by_receipt, SHOP, f"R-{number}-{count + 1}")
        except UnknownCode:
            return count
        count += 1


@pytest.mark.parametrize(
    ("engine", "backups"), [("sqlite", 50 if LONG else 10), ("postgres", 50 if LONG else 3)]
)
async def test_each_backup_taken_under_writes_is_a_committed_prefix(
    store: Store, url: str, tmp_path: Path, clock: StandingClock, quiet: Progress, backups: int
) -> None:
    taken, crowd = [], Crowd(store)
    writing = asyncio.create_task(crowd.write())
    try:
        for number in range(backups):
            await asyncio.wait_for(crowd.more(CALLERS), 10)
            file, before = tmp_path / f"{number}.db", list(crowd.done)
            await asyncio.to_thread(backup, url, file, clock, quiet)
            # One more of each caller's may have been committed and not yet acknowledged.
            taken.append((file, before, [count + 1 for count in crowd.done]))
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    for file, before, after in taken:
        copy = await open_store(url_of(file), clock, VAULT)
        assert (await found(copy)).ok
        counts = [await counted(copy, number) for number in range(CALLERS)]
        await copy.close()
        assert all(
            low <= count <= high for low, count, high in zip(before, counts, after, strict=True)
        )
        assert Manifest.beside(file).rows["purchase"] == sum(counts)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_manifest_says_what_the_backup_is(
    books: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    file = tmp_path / "there" / "backup.db"
    manifest = backup(books, file, clock, quiet)
    assert manifest.digest == said(books).whole
    assert manifest.taken_at == "2026-11-23T04:00:00+00:00"
    assert manifest.bytes == file.stat().st_size
    assert manifest.rows["member"] == 5
    with opened(books) as tables:
        balances = tables.query("SELECT sum(points) FROM account WHERE member > 0")
    assert balances == [(manifest.points,)]
    assert Manifest.beside(file) == manifest
    assert json.loads(page_of(file).read_text())["schema"] == manifest.schema


def test_a_backup_is_one_file_that_its_owner_alone_can_read(
    books: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    file = tmp_path / "there" / "backup.db"
    backup(books, file, clock, quiet)
    assert sorted(file.parent.iterdir()) == [file, page_of(file)]
    assert {stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()} == {0o600}


def test_a_backup_is_replaced_only_on_purpose(
    books: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    file = tmp_path / "backup.db"
    first = backup(books, file, clock, quiet)
    clock.advance(1_000_000)
    with pytest.raises(Unavailable, match="exists already"):
        backup(books, file, clock, quiet)
    assert Manifest.beside(file) == first
    assert backup(books, file, clock, quiet, overwrite=True) == Manifest.beside(file) != first


def test_a_backup_that_fails_leaves_the_one_before(
    books: str, tmp_path: Path, clock: StandingClock, quiet: Progress
) -> None:
    place = tmp_path / "there"
    first = backup(books, place / "backup.db", clock, quiet)
    os.truncate(str(file_of(books)), 100_000)
    with pytest.raises(sqlite3.DatabaseError):
        backup(books, place / "backup.db", clock, quiet, overwrite=True)
    assert Manifest.beside(place / "backup.db") == first
    assert len(list(place.iterdir())) == 2


def test_a_backup_interrupted_leaves_nothing(
    books: str, tmp_path: Path, clock: StandingClock
) -> None:
    class Interrupted(Progress):
        def step(self, name: str, total: int | None = None):  # type: ignore[no-untyped-def]
            if name == "digest":
                raise KeyboardInterrupt
            return super().step(name, total)

    place = tmp_path / "there"
    with pytest.raises(KeyboardInterrupt):
        backup(books, place / "backup.db", clock, Interrupted())
    assert list(place.iterdir()) == []
