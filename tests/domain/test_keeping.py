"""Keeping a tier: judged monthly, warned three times, falling a step at a time after a grace."""

from datetime import date

import pytest

from bot.store import Store
from domain import earning
from domain.adoption import adopt
from domain.calendar import DAY, instant, local_date
from domain.earning import keeping
from domain.programme import Keeping, Programme
from tests.clock import StandingClock
from tests.scene import (
    PROGRAMME,
    TIERS,
    becomes,
    buys,
    found,
    joins,
    signs_in,
    told,
)

ZONE = PROGRAMME.zone
# A year after day one: what was bought then counts no longer.
JUDGEMENT = date(2027, 12, 1)
GRACE = PROGRAMME.keeping.grace_days


async def passes_to(store: Store, clock: StandingClock, day: date, hour: int = 0) -> None:
    """Time moves to a local day, and nothing is done meanwhile."""
    clock.advance(instant(day, ZONE, hour) - clock.now())


async def judges(store: Store, most: int = 100) -> int:
    """The night's judgement, in batches; how many members it looked at."""
    slot, cursor, looked, done = store.now(), 0, 0, False
    while not done:
        swept = await store.write(keeping.judge, slot, cursor, most, key=None)
        cursor, looked, done = swept.cursor, looked + swept.count, swept.done
    return looked


async def tends(store: Store, most: int = 100) -> None:
    """The day's warnings and falls, in batches."""
    cursor, done = 0, False
    while not done:
        swept = await store.write(keeping.tend, cursor, most, key=None)
        cursor, done = swept.cursor, swept.done


async def lives(store: Store, clock: StandingClock, days: int) -> list[str]:
    """Days pass, each with its jobs; what was told about tiers meanwhile, day by day."""
    heard = []
    for _ in range(days):
        before = await _heard(store)
        await judges(store)
        await tends(store)
        heard += [f"{_day(clock)} {kind}" for kind in (await _heard(store))[len(before) :]]
        clock.advance(DAY)
    return heard


async def _heard(store: Store) -> list[str]:
    kinds = ("tier_at_risk", "tier_fell")
    notices = [notice for kind in kinds for notice in await told(store, kind)]
    return [notice.kind for notice in sorted(notices, key=lambda notice: notice.id)]


def _day(clock: StandingClock) -> str:
    return local_date(clock.now(), ZONE).isoformat()


async def stands(store: Store, member: int) -> str:
    """The tier a member has."""
    return (await store.read(earning.standing, member)).tier.id


async def test_nobody_is_judged_but_on_the_first_of_a_month(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    await passes_to(store, clock, date(2027, 11, 30))
    assert await judges(store) == 0
    await passes_to(store, clock, JUDGEMENT)
    assert await judges(store) == 1
    seen = await store.read(earning.standing, ann)
    assert seen.grace_until == instant(date(2028, 1, 31), ZONE)
    assert (seen.keep_missing, seen.keep_by) == (5_000, seen.grace_until)


async def test_a_judgement_again_changes_nothing(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    await passes_to(store, clock, JUDGEMENT)
    await judges(store)
    until = (await store.read(earning.standing, ann)).grace_until
    clock.advance(5 * DAY)
    await store.write(keeping.judge, instant(JUDGEMENT, ZONE), 0, 100, key=None)
    assert (await store.read(earning.standing, ann)).grace_until == until


async def test_a_judgement_in_batches_judges_everybody(store: Store, clock: StandingClock) -> None:
    people = [await joins(store, number) for number in range(1, 8)]
    for member in people[::2]:
        await becomes(store, member, "silver")
    await passes_to(store, clock, JUDGEMENT)
    assert await judges(store, most=2) == len(people)
    in_grace = [(await store.read(earning.standing, one)).grace_until for one in people]
    assert [until is not None for until in in_grace] == [True, False] * 3 + [True]


async def test_it_is_told_60_30_and_7_days_before_and_then_falls(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    await passes_to(store, clock, JUDGEMENT, 10)
    assert await lives(store, clock, GRACE + 5) == [
        "2027-12-01 tier_at_risk",
        "2027-12-31 tier_at_risk",
        "2028-01-23 tier_at_risk",
        "2028-01-31 tier_fell",
    ]
    assert await stands(store, ann) == "bronze"
    warning = (await told(store, "tier_at_risk"))[0].facts
    assert (warning["tier"]["id"], warning["missing"]) == ("silver", 5_000)
    assert warning["until"] == instant(date(2028, 1, 31), ZONE)
    assert (await found(store)).ok


async def test_the_warnings_of_a_day_come_once_however_often_it_is_looked(
    store: Store, clock: StandingClock
) -> None:
    await becomes(store, await joins(store), "silver")
    await passes_to(store, clock, JUDGEMENT)
    for _ in range(3):
        await judges(store)
        await tends(store)
    assert len(await told(store, "tier_at_risk")) == 1


async def test_who_was_told_is_not_looked_at_again_before_the_next_warning(
    store: Store, clock: StandingClock
) -> None:
    people = [await joins(store, number) for number in range(1, 6)]
    for member in people:
        await becomes(store, member, "silver")
    await passes_to(store, clock, JUDGEMENT)
    await judges(store)
    await tends(store, most=2)
    assert [notice.member for notice in await told(store, "tier_at_risk")] == people
    clock.advance(29 * DAY)
    assert (await store.write(keeping.tend, 0, 100, key=None)).count == 0
    clock.advance(DAY)
    assert (await store.write(keeping.tend, 0, 100, key=None)).count == 5


async def test_after_downtime_only_the_nearest_warning_is_told(
    store: Store, clock: StandingClock
) -> None:
    await becomes(store, await joins(store), "silver")
    await passes_to(store, clock, JUDGEMENT)
    await judges(store)
    await passes_to(store, clock, date(2028, 1, 27))
    assert await lives(store, clock, 3) == ["2028-01-27 tier_at_risk"]


async def test_it_falls_one_step_at_a_time(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await becomes(store, ann, "gold")
    await passes_to(store, clock, JUDGEMENT, 10)
    falls = [day for day in await lives(store, clock, 130) if "fell" in day]
    assert falls == [
        "2028-01-31 tier_fell",
        "2028-04-02 tier_fell",
    ]
    steps = [
        (one.facts["lost"]["id"], one.facts["tier"]["id"]) for one in await told(store, "tier_fell")
    ]
    assert steps == [("gold", "silver"), ("silver", "bronze")]


async def test_what_was_earned_stops_the_fall(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await becomes(store, ann, "gold")
    clock.advance(300 * DAY)
    # At 150 % this is more than silver asks for, and less than gold.
    await buys(store, ann, 404_100)
    await passes_to(store, clock, JUDGEMENT, 10)
    await lives(store, clock, 130)
    assert await stands(store, ann) == "silver"
    assert len(await told(store, "tier_fell")) == 1


async def test_earning_it_back_ends_the_danger(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    await passes_to(store, clock, JUDGEMENT, 10)
    await lives(store, clock, 10)
    await buys(store, ann, 600_000)
    seen = await store.read(earning.standing, ann)
    assert (seen.tier.id, seen.grace_until) == ("silver", None)
    assert await lives(store, clock, 100) == []
    assert len(await told(store, "tier_reached")) == 1


async def test_signing_in_keeps_no_tier(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    await passes_to(store, clock, JUDGEMENT)
    await judges(store)
    await signs_in(store, ann)
    assert (await store.read(earning.standing, ann)).keep_missing == 5_000


async def test_a_ladder_with_lower_steps_raises_and_with_higher_ones_gives_a_grace(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    higher = TIERS[1].model_copy(update={"threshold": 6_000})
    await takes(store, PROGRAMME.model_copy(update={"tiers": (TIERS[0], higher, *TIERS[2:])}))
    await passes_to(store, clock, date(2026, 12, 1))
    await judges(store)
    seen = await store.read(earning.standing, ann)
    assert (seen.tier.id, seen.keep_missing) == ("silver", 1_000)
    assert seen.grace_until is not None
    await takes(store, PROGRAMME)
    assert (await store.read(earning.standing, ann)).grace_until is None
    clock.advance(instant(date(2027, 1, 1), ZONE) - clock.now())
    await judges(store)
    assert await lives(store, clock, 60) == []


async def test_who_holds_a_tier_that_was_removed_has_what_they_earned(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await becomes(store, ann, "gold")
    await takes(store, PROGRAMME.model_copy(update={"tiers": TIERS[:2]}))
    assert await stands(store, ann) == "silver"
    await passes_to(store, clock, date(2026, 12, 1))
    assert await lives(store, clock, 3) == []
    await passes_to(store, clock, JUDGEMENT)
    await judges(store)
    assert (await store.read(earning.standing, ann)).grace_until is not None


async def takes(store: Store, programme: Programme) -> None:
    """The owner changes the programme."""
    await store.write(adopt, programme, key=None)


class TestAShortGrace:
    """A grace shorter than the first warning."""

    @pytest.fixture
    def programme(self) -> Programme:
        return PROGRAMME.model_copy(update={"keeping": Keeping(grace_days=10)})

    async def test_it_is_told_at_once_and_a_week_before(
        self, store: Store, clock: StandingClock
    ) -> None:
        await becomes(store, await joins(store), "silver")
        await passes_to(store, clock, JUDGEMENT, 10)
        assert await lives(store, clock, 20) == [
            "2027-12-01 tier_at_risk",
            "2027-12-04 tier_at_risk",
            "2027-12-12 tier_fell",
        ]
