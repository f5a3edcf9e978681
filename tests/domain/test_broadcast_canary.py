"""A few are written to before all others: where it goes badly with them, the others are spared."""

import pytest

from bot.store import Store
from domain import broadcasts, members
from domain.broadcasts import Claimed
from domain.calendar import SECOND
from domain.notices import untold
from tests.clock import StandingClock
from tests.domain.test_broadcast_claims import (
    HELLO,
    OWNER,
    chats,
    claims,
    reports,
    rules,
    settles,
    starts,
)
from tests.scene import fresh_key, joins


async def test_a_few_go_first_and_when_they_went_well_all_others(store: Store) -> None:
    await rules(store, canary_percent=10)
    for number in range(1, 31):
        await joins(store, number)
    broadcast = await starts(store)
    first = await claims(store, broadcast)
    assert chats(first) == [1, 2, 3]
    assert (await claims(store, broadcast)).recipients == ()
    await settles(store, broadcast, first, "unknown", "unknown", "delivered")
    assert chats(await claims(store, broadcast)) == list(range(4, 31))


@pytest.mark.parametrize(
    "outcomes", [("failed", "delivered"), ("blocked",), ("unknown",)], ids=lambda each: each[0]
)
async def test_where_the_first_few_go_badly_it_stops_and_the_owner_is_told(
    store: Store, outcomes: tuple[str, ...]
) -> None:
    await rules(store, canary_percent=10)
    for number in range(1, 31):
        await joins(store, number)
    broadcast = await starts(store)
    await settles(store, broadcast, await claims(store, broadcast), *outcomes)
    assert (await claims(store, broadcast)).over
    report = await reports(store, broadcast)
    assert (report.state, report.paused_by) == ("paused", "canary")
    (alert,) = await store.read(untold)
    assert (alert.kind, alert.facts["broadcast"], alert.facts["written"]) == (
        "canary",
        broadcast,
        3,
    )
    await store.write(broadcasts.resume, broadcast, OWNER, key=None)
    assert len((await claims(store, broadcast)).recipients) == 27


async def test_whom_telegram_failed_is_one_of_the_first_few_still(
    store: Store, clock: StandingClock
) -> None:
    await rules(store, canary_percent=10)
    for number in range(1, 31):
        await joins(store, number)
    broadcast = await starts(store)
    await settles(store, broadcast, await claims(store, broadcast), "retry")
    resting = await claims(store, broadcast)
    assert (resting.recipients, resting.rests_until) == ((), store.now() + 2 * SECOND)
    clock.advance(2 * SECOND)
    again = await claims(store, broadcast)
    assert chats(again) == [1, 2, 3]
    await settles(store, broadcast, again, "failed")
    assert (await claims(store, broadcast)).over
    assert (await reports(store, broadcast)).paused_by == "canary"


async def test_where_the_first_few_want_no_more_the_others_still_get_it(
    store: Store, clock: StandingClock
) -> None:
    await rules(store, canary_percent=5)
    ann, *_ = [await joins(store, number) for number in range(1, 31)]
    broadcast = await starts(store)
    await settles(store, broadcast, await claims(store, broadcast), "retry")
    await store.write(members.withdraw, ann, "settings", key=fresh_key())
    clock.advance(2 * SECOND)
    assert await claims(store, broadcast) == Claimed(HELLO, rests_until=store.now())
    assert chats(await claims(store, broadcast)) == [2]
