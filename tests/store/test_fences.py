"""A fence that is not the leader's any more writes nothing."""

import asyncio

import pytest

from bot.store import StaleFence, Store
from bot.store.lease import take
from domain import earning
from domain.members import Person
from tests.scene import found, fresh_key
from tests.store.gate import Gate

HOUR = 3_600_000_000


async def leads(store: Store) -> int:
    """Somebody takes the lease, which the one before has given up."""
    lease = await store.write(take, "one", 0, key=None)
    assert lease is not None
    return lease.fence


async def test_the_leaders_fence_writes(store: Store) -> None:
    fence = await leads(store)
    person = Person(1, "Ann", "en")
    joined = await store.write(earning.join, person, key=fresh_key(), fence=fence)
    assert joined.is_new


async def test_a_stale_fence_is_refused_and_changes_nothing(store: Store) -> None:
    first = await leads(store)
    second = await leads(store)
    assert second > first
    for fence in (first, second + 1, 0):
        with pytest.raises(StaleFence):
            await store.write(earning.join, Person(1, "Ann", "en"), key="update:1", fence=fence)
    assert (await found(store)).members == 0
    await store.write(earning.join, Person(1, "Ann", "en"), key="update:1", fence=second)
    assert (await found(store)).members == 1


async def test_nobody_leads_before_a_lease_was_taken(store: Store) -> None:
    with pytest.raises(StaleFence):
        await store.write(earning.join, Person(1, "Ann", "en"), key=fresh_key(), fence=1)


async def test_a_stale_fence_leaves_the_others_of_its_batch_alone(store: Store) -> None:
    stale, fence = await leads(store), await leads(store)
    gate = Gate()
    held = await gate.held(store)
    writes = [
        asyncio.create_task(
            store.write(earning.join, Person(number, "Ann", "en"), key=fresh_key(), fence=given)
        )
        for number, given in enumerate((fence, stale, None, stale, fence), 1)
    ]
    await asyncio.sleep(0)
    gate.opened.set()
    outcomes = await asyncio.gather(*writes, return_exceptions=True)
    await held
    assert [isinstance(each, StaleFence) for each in outcomes] == [False, True, False, True, False]
    assert (await found(store)).members == 3
