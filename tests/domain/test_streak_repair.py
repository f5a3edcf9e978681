"""Streaks: one missed day repaired once a month, milestones that add, caps that cut."""

import asyncio
from datetime import date

import pytest

from bot.store import Store
from domain import books, earning
from domain.calendar import DAY, instant
from domain.earning.facts import Share
from domain.earning.traces import Trace, traces
from domain.errors import NothingToRepair
from domain.programme import Budget, Named, Programme, StreakRule
from tests.clock import StandingClock
from tests.scene import PROGRAMME, becomes, found, fresh_key, joins, points, signs_in

ZONE = PROGRAMME.zone
NAME = Named(en="Steady", zh="坚持")


async def repairs(store: Store, member: int) -> earning.SignedIn:
    """A member repairs the streak."""
    return await store.write(earning.repair, member, key=fresh_key())


async def signs_in_daily(
    store: Store, clock: StandingClock, member: int, days: int
) -> earning.SignedIn:
    """So many days in a row, and then the next one begins; the last day's answer."""
    for _ in range(days):
        last = await signs_in(store, member)
        clock.advance(DAY)
    return last


async def explained(store: Store, member: int) -> Trace:
    """The newest explanation."""
    return (await store.read(traces, member, 1 << 62, 1))[0]


async def test_a_day_missed_can_be_repaired_and_is_not_paid(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    assert (await signs_in_daily(store, clock, ann, 3)).repair == 0
    clock.advance(DAY)
    back = await signs_in(store, ann)
    assert (back.streak, back.points, back.repair) == (1, 5, 5)
    mended = await repairs(store, ann)
    # Day 5 pays 15, and 5 were paid before.
    assert (mended.streak, mended.points, mended.repair) == (5, 10, 0)
    assert await points(store, ann) == 500 + 5 + 5 + 10 + 5 + 10
    again = await signs_in(store, ann)
    assert (again.is_new, again.streak, again.points) == (False, 5, 15)
    clock.advance(DAY)
    assert (await signs_in(store, ann)).streak == 6
    assert (await found(store)).ok


async def test_a_repair_explains_itself(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await signs_in_daily(store, clock, ann, 3)
    clock.advance(DAY)
    await signs_in(store, ann)
    await repairs(store, ann)
    trace = await explained(store, ann)
    assert (trace.kind, trace.points, trace.shares) == (
        "sign_in",
        10,
        (Share("sign_in", "sign_in", 10),),
    )
    assert trace.more == {"day": 5, "repaired": True}


async def test_a_repair_to_a_day_that_pays_no_more_still_mends_the_streak(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await signs_in_daily(store, clock, ann, 6)
    clock.advance(DAY)
    await signs_in(store, ann)
    mended = await repairs(store, ann)
    assert (mended.streak, mended.of_cycle, mended.points) == (8, 1, 0)
    clock.advance(DAY)
    assert (await signs_in(store, ann)).streak == 9
    assert (await found(store)).ok


@pytest.mark.parametrize(("streak", "missed"), [(1, 1), (3, 2), (3, 0)])
async def test_only_one_day_missing_of_a_streak_can_be_repaired(
    store: Store, clock: StandingClock, streak: int, missed: int
) -> None:
    ann = await joins(store)
    await signs_in_daily(store, clock, ann, streak)
    clock.advance(missed * DAY)
    assert (await signs_in(store, ann)).repair == 0
    with pytest.raises(NothingToRepair):
        await repairs(store, ann)


async def test_a_repair_is_offered_on_the_day_itself_and_once_a_month(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(instant(date(2026, 12, 2), ZONE, 12) - clock.now())
    offered = []
    # 2 and 3 Dec, 5 and 6, 8 and 9 …: each third day is missed, and repaired where it can be.
    for _ in range(12):
        offered.append((await signs_in(store, ann)).repair)
        if offered[-1]:
            await repairs(store, ann)
        clock.advance(DAY)
        assert (await signs_in(store, ann)).repair == 0
        with pytest.raises(NothingToRepair):
            await repairs(store, ann)
        clock.advance(2 * DAY)
    assert [number for number, day in enumerate(offered) if day] == [1, 10]
    assert offered[10] == 4
    assert (await found(store)).ok


async def test_a_repair_asked_for_many_times_at_once_is_one(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await signs_in_daily(store, clock, ann, 3)
    clock.advance(DAY)
    await signs_in(store, ann)
    tries = await asyncio.gather(*(repairs(store, ann) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(each, earning.SignedIn) for each in tries) == 1
    assert await points(store, ann) == 500 + 20 + 5 + 10
    assert (await found(store)).ok


class TestMilestones:
    """What is added to the day's reward for a long streak."""

    @pytest.fixture
    def programme(self) -> Programme:
        return PROGRAMME.model_copy(
            update={
                "rules": (
                    StreakRule(id="each-third", name=NAME, day=3, points=7, repeats=True),
                    StreakRule(id="first-four", name=NAME, day=4, points=100),
                    StreakRule(id="gold-only", name=NAME, day=2, points=50, tiers=("gold",)),
                    StreakRule(id="over", name=NAME, day=2, points=1, ends="2026-11-01"),
                )
            }
        )

    async def test_a_milestone_adds_to_the_days_reward(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        days = []
        for _ in range(7):
            days.append(await signs_in(store, ann))
            clock.advance(DAY)
        assert [day.points for day in days] == [5, 5, 17, 110, 15, 22, 40]
        assert [day.bonus for day in days] == [0, 0, 7, 100, 0, 7, 0]
        assert [day.tomorrow for day in days] == [5, 17, 110, 15, 22, 40, 5]
        assert [(day.ahead, day.ahead_in_days) for day in days[:4]] == [
            *((7, 2), (7, 1), (100, 1), (7, 2))
        ]

    async def test_a_milestone_has_its_share(self, store: Store, clock: StandingClock) -> None:
        ann = await joins(store)
        await signs_in_daily(store, clock, ann, 3)
        trace = await explained(store, ann)
        assert trace.shares == (
            Share("sign_in", "sign_in", 10),
            Share("each-third", "streak", 7),
        )
        assert (trace.points, trace.more) == (17, {"day": 3})

    async def test_a_milestone_is_for_whom_it_is_meant(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        await becomes(store, ann, "gold")
        await signs_in_daily(store, clock, ann, 1)
        assert (await signs_in(store, ann)).points == 55

    async def test_a_repair_pays_the_milestone_of_the_day_that_it_reaches(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        await signs_in_daily(store, clock, ann, 2)
        clock.advance(DAY)
        await signs_in(store, ann)
        mended = await repairs(store, ann)
        assert (mended.streak, mended.points, mended.bonus) == (4, 105, 100)


class TestCapped:
    """Twelve points a month at most."""

    @pytest.fixture
    def programme(self) -> Programme:
        budget = Budget(month_points=12, year_points=15, from_revenue_minor=10**9)
        return PROGRAMME.model_copy(update={"budget": budget})

    async def test_a_cap_cuts_and_says_so_and_the_streak_goes_on(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        days = []
        for _ in range(4):
            days.append(await signs_in(store, ann))
            clock.advance(DAY)
        assert [(day.points, day.capped, day.streak) for day in days] == [
            *((5, 0, 1), (5, 0, 2), (2, 8, 3), (0, 10, 4))
        ]
        assert (await explained(store, ann)).shares[-1] == Share("cap", "cap", -10)
        assert not (await signs_in(store, ann)).repaid
        assert await points(store, ann) == 512
        assert (await found(store)).ok

    async def test_the_next_month_has_room_until_the_years_is_used(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        await signs_in_daily(store, clock, ann, 3)
        clock.advance(instant(date(2026, 12, 1), ZONE) - clock.now())
        assert (await signs_in(store, ann)).points == 3
        clock.advance(31 * DAY)
        assert (await signs_in(store, ann)).points == 5

    async def test_a_welcome_gift_is_not_counted(self, store: Store) -> None:
        ann = await joins(store)
        assert await store.read(books.available, ann) == 500
        assert (await signs_in(store, ann)).capped == 0
