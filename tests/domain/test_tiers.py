"""Tiers: which band so many points are in, how one is reached, and what is missing by when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Store
from domain import earning
from domain.calendar import DAY, instant, local_date
from domain.earning import traces
from domain.earning.tiers import best_tier, leaves_at, window_start
from domain.earning.traces import Trace
from domain.programme import Programme
from tests.clock import StandingClock
from tests.scene import (
    CASHIER,
    PROGRAMME,
    TIERS,
    becomes,
    buys,
    fresh_key,
    joins,
    signs_in,
    tier,
    told,
)

ZONE = PROGRAMME.zone
FOUR = PROGRAMME.model_copy(
    update={
        "tiers": (
            tier("normal", 0, 100, 0),
            tier("silver", 501, 120, 0),
            tier("gold", 2_001, 150, 1),
            tier("diamond", 5_001, 200, 2),
        )
    }
)


@pytest.mark.parametrize(
    ("earned", "band"),
    [
        *((0, "normal"), (500, "normal"), (501, "silver"), (2_000, "silver")),
        *((2_001, "gold"), (3_000, "gold"), (5_000, "gold"), (5_001, "diamond")),
    ],
)
def test_each_edge_of_four_tiers_is_in_one_band(earned: int, band: str) -> None:
    assert FOUR.tier_at(earned).id == band


@pytest.mark.parametrize("number", range(1, len(TIERS)))
def test_each_edge_of_the_default_ladder_is_in_one_band(number: int) -> None:
    upper = TIERS[number]
    assert PROGRAMME.tier_at(upper.threshold) == upper
    assert PROGRAMME.tier_at(upper.threshold - 1) == TIERS[number - 1]


def test_the_better_of_what_is_held_and_what_was_earned_counts() -> None:
    assert best_tier(PROGRAMME, "gold", 0).id == "gold"
    assert best_tier(PROGRAMME, "silver", 20_000).id == "gold"
    assert best_tier(PROGRAMME, None, 5_000).id == "silver"


def test_a_tier_that_is_no_more_is_not_held() -> None:
    assert best_tier(FOUR, "platinum", 2_500).id == "gold"


@given(
    st.dates(date(2024, 1, 1), date(2040, 1, 1)),
    st.sampled_from([ZONE, "Europe/Helsinki", "America/New_York"]),
)
def test_points_count_until_the_day_they_are_said_to_leave(day: date, zone: str) -> None:
    earned_at = instant(day, zone, 12)
    leaving = leaves_at(earned_at, zone)
    assert window_start(leaving, zone) > earned_at
    assert window_start(leaving - 1, zone) <= earned_at
    assert 365 <= (local_date(leaving, zone) - day).days <= 367


def test_points_of_a_days_first_instant_count_as_long_as_those_of_its_last() -> None:
    day = instant(date(2026, 11, 22), ZONE)
    assert leaves_at(day, ZONE) == leaves_at(day + DAY - 1, ZONE)
    assert window_start(leaves_at(day, ZONE) - 1, ZONE) <= day


async def test_only_purchases_and_activities_count(store: Store) -> None:
    ann = await joins(store)
    await signs_in(store, ann)
    await buys(store, ann, 8840)
    seen = await store.read(earning.standing, ann)
    assert (seen.tier.id, seen.earned, seen.missing) == ("bronze", 88, 4_912)


async def test_who_earned_nothing_has_nothing_to_lose(store: Store) -> None:
    seen = await store.read(earning.standing, await joins(store))
    assert (seen.tier.id, seen.missing, seen.by) == ("bronze", 5_000, None)
    assert (seen.keep_missing, seen.keep_by, seen.grace_until) == (0, None, None)


async def test_what_is_missing_is_said_with_the_day_the_oldest_points_leave(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    first = clock.now()
    await buys(store, ann, 300_000)
    clock.advance(30 * DAY)
    second = clock.now()
    await buys(store, ann, 300_000)
    seen = await store.read(earning.standing, ann)
    assert (seen.tier.id, seen.earned, seen.missing) == ("silver", 6_000, 14_000)
    assert seen.by == leaves_at(first, ZONE) < leaves_at(second, ZONE)
    # Without the oldest 3,000 it would be 3,000.
    assert (seen.keep_missing, seen.keep_by) == (2_000, leaves_at(first, ZONE))


async def test_points_of_one_day_leave_together(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    for _ in range(3):
        await buys(store, ann, 200_000)
    seen = await store.read(earning.standing, ann)
    assert (seen.keep_missing, seen.keep_by) == (5_000, leaves_at(clock.now(), ZONE))


async def test_at_the_top_there_is_nothing_missing_but_what_keeps_it(store: Store) -> None:
    ann = await joins(store)
    await becomes(store, ann, "diamond")
    seen = await store.read(earning.standing, ann)
    assert (seen.next_tier, seen.missing, seen.keep_missing) == (None, 0, 100_000)


async def test_a_tier_below_its_band_says_when_it_falls_unless_it_is_earned_again(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    clock.advance(366 * DAY)
    seen = await store.read(earning.standing, ann)
    judged = date(2027, 12, 1)
    assert (seen.tier.id, seen.earned, seen.grace_until) == ("silver", 0, None)
    assert seen.keep_missing == 5_000
    assert seen.keep_by == instant(judged + timedelta(days=61), ZONE)


async def stands(store: Store, member: int) -> str:
    """The tier a member has."""
    return (await store.read(earning.standing, member)).tier.id


async def changes(store: Store, member: int) -> list[Trace]:
    """What is kept about the changes of a member's tier, oldest first."""
    kept = await store.read(traces.traces, member, 1 << 62, 100)
    return [trace for trace in reversed(kept) if trace.kind == "tier"]


async def test_a_tier_is_reached_at_once_and_told_with_its_rights(store: Store) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    (notice,) = await told(store, "tier_reached")
    assert (notice.member, notice.facts["tier"]["id"]) == (ann, "silver")
    assert notice.facts["tier"]["discount_percent"] == 1
    (trace,) = await changes(store, ann)
    assert trace.points == 0
    assert trace.more == {"from": "bronze", "to": "silver", "earned": 5_000}


async def test_one_purchase_may_climb_several_tiers_and_is_told_once(store: Store) -> None:
    ann = await joins(store)
    await becomes(store, ann, "diamond")
    (notice,) = await told(store, "tier_reached")
    assert notice.facts["tier"]["id"] == "diamond"
    await buys(store, ann, 1_000_000)
    assert len(await told(store, "tier_reached")) == 1


async def test_a_purchase_undone_takes_back_the_tier_it_brought(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    clock.advance(DAY)
    typo = await buys(store, ann, 5_000_000)
    assert await stands(store, ann) == "platinum"
    await store.write(earning.undo, typo.purchase, CASHIER, key=fresh_key())
    assert await stands(store, ann) == "silver"
    assert [trace.more["to"] for trace in await changes(store, ann)] == [
        *("silver", "platinum", "silver")
    ]


async def test_points_taken_back_of_an_older_purchase_lower_nothing_at_once(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    first = await buys(store, ann, 400_000)
    clock.advance(1)
    await buys(store, ann, 100_000)
    await store.write(earning.undo, first.purchase, CASHIER, key=fresh_key())
    seen = await store.read(earning.standing, ann)
    assert (seen.tier.id, seen.earned) == ("silver", 1_000)


class TestAnotherLadder:
    """Settings with other tiers than those that members hold."""

    @pytest.fixture
    def programme(self) -> Programme:
        return FOUR

    async def test_2500_are_gold_with_its_rights(self, store: Store) -> None:
        ann = await joins(store)
        await buys(store, ann, 300_000)
        seen = await store.read(earning.standing, ann)
        assert (seen.tier.id, seen.earned, seen.missing) == ("gold", 3_000, 2_001)
