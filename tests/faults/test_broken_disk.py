"""A disk that is full, broken or not to be written: a clear word, nothing half done, no restart."""

import asyncio
import sqlite3
from typing import Any

import pytest

from bot.store import Unavailable
from domain import earning
from tests.faults.place import LONG, Place, dice, is_sound
from tests.faults.snapshot import Onlooker
from tests.faults.stage import LUCKY, credit_of
from tests.faults.wire import Execute, ForGood, Wire
from tests.scene import joins, points

FAULTS = 200 if LONG else 20
ENDLESS = 1 << 30
SAYINGS = {
    "database or disk is full": "the disk is full",
    "attempt to write a readonly database": "may not be written",
    "disk I/O error": "disk I/O error",
}


@pytest.mark.parametrize(("said", "told"), SAYINGS.items())
async def test_a_broken_disk_is_told_plainly_and_forgotten_once_it_is_mended(
    file: Place, said: str, told: str
) -> None:
    """At random statements of credits; what was refused is done once it is asked for again."""
    chance, wire = dice("disk", said), Wire(lambda: sqlite3.OperationalError(said))
    async with file.opened(LUCKY, wire.through) as store:
        ann, onlooker = await joins(store), Onlooker(file.url)
        # The first draw of a day promises its seed, and the later ones do not.
        await credit_of(ann).done(store)
        wire.count()
        await credit_of(ann).done(store)
        statements = len(wire.passed)
        for number in range(FAULTS):
            deed, before = credit_of(ann), onlooker.rows()
            wire.count()
            # What comes after the commit is another story: tests of lost answers tell it.
            wire.breaks = ForGood(chance.randrange(statements), False)
            with pytest.raises(Unavailable, match=told):
                await deed.done(store)
            assert onlooker.rows() == before
            assert await points(store, ann) == 500 + (number + 2) * 108
            wire.mends()
            await deed.done(store)
        onlooker.close()
        await is_sound(store)


async def test_a_full_disk_is_survived_by_all_that_were_writing(file: Place) -> None:
    """A real limit: the file may grow by so many pages, and then by as many as it wants."""
    limit = PageLimit()
    async with file.opened(LUCKY, limit.through) as store:
        members = [await joins(store, number + 1) for number in range(8)]
        limit.pages = limit.used + 20
        deeds = [credit_of(members[number % 8]) for number in range(400)]
        got = await asyncio.gather(*(deed.done(store) for deed in deeds), return_exceptions=True)
        refused = [deed for deed, each in zip(deeds, got, strict=True) if told_full(each)]
        done = [each for each in got if isinstance(each, earning.Credited)]
        assert len(refused) + len(done) == len(deeds)
        assert refused
        await is_sound(store)
        limit.pages = ENDLESS
        await asyncio.gather(*(deed.done(store) for deed in deeds))
        assert [await points(store, member) for member in members] == [500 + 50 * 108] * 8
        await is_sound(store)


class PageLimit:
    """A disk with so much room: on the one connection that writes, before each transaction."""

    def __init__(self) -> None:
        self.pages = ENDLESS
        self.used = 0

    def through(self, execute: Execute) -> Execute:
        """What the store is given."""

        def passes(sql: str, given: Any) -> Any:
            if sql.startswith("BEGIN"):
                execute(f"PRAGMA max_page_count = {self.pages}", ())
                (self.used,) = execute("PRAGMA page_count", ()).fetchone()
            return execute(sql, given)

        return passes


def told_full(each: object) -> bool:
    return isinstance(each, Unavailable) and "the disk is full" in str(each)
