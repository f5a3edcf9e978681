"""Who leads works, and stops by itself before another one begins."""

import asyncio
import math
import time
from typing import Any

import pytest

from bot.leading import Term, term
from bot.store import Store, Unavailable
from bot.store.lease import take
from domain import members
from domain.tx import Tx
from tests.scene import joins

SECONDS = 0.2


@pytest.fixture
def engine() -> str:
    return "postgres"


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
async def test_the_next_term_begins_when_one_is_given_up(store: Store) -> None:
    fences = []
    for _ in range(3):
        async with asyncio.timeout(5), term(store) as held:
            await held.store.write(_nothing, key=None)
            fences.append(held.fence)
    assert fences == [1, 2, 3]


async def test_a_lease_is_kept_for_as_long_as_it_is_needed(store: Store) -> None:
    async with term(store, SECONDS) as held:
        next_one = asyncio.create_task(_leads_once(store))
        until = held.until + 2 * SECONDS
        while time.monotonic() < until:
            await held.store.write(_nothing, key=None)
        assert not next_one.done()
    assert await next_one == 2


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_file_s_term_lasts_without_a_word_to_the_database(store: Store) -> None:
    cut_off: Any = CutOff(store)
    async with term(cut_off, 0.0) as held:
        cut_off.is_whole = False
        for _ in range(100):
            await asyncio.sleep(0)
        held.hold()


async def test_a_term_ends_where_its_lease_cannot_be_renewed(store: Store) -> None:
    cut_off: Any = CutOff(store)
    async with asyncio.timeout(5), term(cut_off, SECONDS) as held:
        cut_off.is_whole = False
        await held.over.wait()
        assert time.monotonic() >= held.until
    cut_off.is_whole = True
    async with asyncio.timeout(5), term(cut_off, SECONDS) as held:
        assert held.fence == 2


async def test_a_term_ends_at_the_first_write_after_another_one_began(store: Store) -> None:
    member = await joins(store)
    held = await _takes(store)
    await held.store.write(_nothing, key=None)
    await _takes(store)
    with pytest.raises(asyncio.CancelledError):
        await held.store.write(_marks, member, key=None)
    assert held.over.is_set()
    contact = await store.read(members.contact, member)
    assert contact is not None
    assert contact.reachable


async def test_who_was_held_up_beyond_its_lease_has_stopped_before_it_knows(store: Store) -> None:
    """Nobody else has taken it yet; somebody might at any moment."""
    held = await _takes(store)
    held.until = time.monotonic()
    for _ in range(2):
        with pytest.raises(asyncio.CancelledError):
            held.hold()
        with pytest.raises(asyncio.CancelledError):
            await held.store.write(_nothing, key=None)


class CutOff:
    """A store whose database may be out of reach for writing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.is_whole = True

    async def write(self, *args: Any, **given: Any) -> Any:
        """Writes, or says that it cannot."""
        if not self.is_whole:
            raise Unavailable("the server is out of reach")
        return await self._store.write(*args, **given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


async def _leads_once(store: Store) -> int:
    async with term(store, SECONDS) as held:
        return held.fence


async def _takes(store: Store) -> Term:
    """Takes a lease that runs out at once, and takes it to last for ever."""
    lease = await store.write(take, "process", 0, key=None)
    assert lease is not None
    return Term(store, lease.fence, math.inf)


def _marks(tx: Tx, member: int) -> None:
    members.mark_reachable(tx, member, reachable=False)


def _nothing(tx: Tx) -> None:
    """Goes and comes back."""
