"""The leader's lease: one has it, each taking raises the fence, an older one writes nothing."""

import asyncio
import threading

import pytest

from bot.store import StaleFence, Store, open_store
from bot.store.lease import give_up, leader, renew, take
from domain import members
from domain.calendar import HOUR
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import VAULT, joins

# It has run out as soon as it is taken.
AT_ONCE = 0
TRIES = 200


async def takes(store: Store, owner: str, lasts: int = HOUR) -> int | None:
    """Somebody tries to take the lease; the fence."""
    lease = await store.write(take, owner, lasts, key=None)
    return lease.fence if lease else None


async def test_each_taking_raises_the_fence(store: Store) -> None:
    assert [await takes(store, owner, AT_ONCE) for owner in ("a", "b", "a")] == [1, 2, 3]


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_whoever_has_the_file_has_the_lease_and_it_does_not_run_out(store: Store) -> None:
    await takes(store, "a")
    lease = await store.write(take, "b", AT_ONCE, key=None)
    assert lease is not None
    assert (lease.fence, lease.runs_out) == (2, False)


@pytest.mark.parametrize("engine", ["postgres"])
async def test_while_it_lasts_nobody_else_takes_it(store: Store) -> None:
    """By the server's clock: the programme's may jump as it likes."""
    await takes(store, "a")
    assert await takes(store, "b") is None


@pytest.mark.parametrize("engine", ["postgres"])
async def test_of_many_at_once_one_takes_it(store: Store) -> None:
    fences = await asyncio.gather(*(takes(store, f"p{number}") for number in range(32)))
    assert [fence for fence in fences if fence] == [1]


@pytest.mark.parametrize("engine", ["postgres"])
async def test_a_renewed_lease_lasts_on(store: Store) -> None:
    await takes(store, "a", AT_ONCE)
    assert await store.write(renew, 1, HOUR, key=None)
    assert await takes(store, "b") is None


async def test_a_lease_given_up_is_free_at_once(store: Store) -> None:
    await takes(store, "a")
    await store.write(give_up, 1, key=None)
    assert await takes(store, "b") == 2


async def test_who_lost_it_can_neither_renew_it_nor_give_it_up(store: Store) -> None:
    await takes(store, "a", AT_ONCE)
    await takes(store, "b")
    assert not await store.write(renew, 1, HOUR, key=None)
    await store.write(give_up, 1, key=None)
    assert await store.write(renew, 2, HOUR, key=None)


async def test_without_a_lease_every_fence_is_stale(store: Store) -> None:
    with pytest.raises(StaleFence):
        await store.write(_marks, await joins(store), key=None, fence=1)


async def test_no_write_under_an_older_fence_comes_through(store: Store) -> None:
    """Also in one commit with writes under the leader's own."""
    old, new = await joins(store, 1), await joins(store, 2)
    await takes(store, "a", AT_ONCE)
    await takes(store, "b")
    answers = await asyncio.gather(
        *(
            store.write(_marks, member, key=None, fence=fence)
            for _ in range(TRIES)
            for member, fence in ((old, 1), (new, 2))
        ),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [StaleFence, type(None)] * TRIES
    assert [await _is_marked(store, member) for member in (old, new)] == [False, True]


@pytest.mark.parametrize("engine", ["postgres"])
async def test_the_next_leader_begins_after_what_the_last_one_had_begun(
    store: Store, url: str, clock: StandingClock
) -> None:
    member = await joins(store)
    await takes(store, "a", AT_ONCE)
    begun, goes_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(tx: Tx, member: int) -> None:
        loop.call_soon_threadsafe(begun.set)
        goes_on.wait(10)
        _marks(tx, member)

    other = await open_store(url, clock, VAULT)
    try:
        writing = asyncio.create_task(store.write(slow, member, key=None, fence=1))
        await begun.wait()
        # To renew does not wait for it.
        assert await other.write(renew, 1, AT_ONCE, key=None)
        taking = asyncio.create_task(takes(other, "b"))
        await other.read(leader)
        assert not taking.done()
        goes_on.set()
        await writing
        assert await taking == 2
        assert await _is_marked(other, member)
    finally:
        goes_on.set()
        await other.close()


def _marks(tx: Tx, member: int) -> None:
    members.mark_reachable(tx, member, reachable=False)


async def _is_marked(store: Store, member: int) -> bool:
    found = await store.read(members.contact, member)
    assert found is not None
    return not found.reachable
