"""Signing in: once a calendar day of the programme's zone; a streak that outlives zones."""

from datetime import date

import pytest

from bot.store import Store
from domain.adoption import adopt
from domain.calendar import DAY, MINUTE, SECOND, instant
from domain.programme import Programme
from tests.clock import StandingClock
from tests.scene import PROGRAMME, found, joins, points, signs_in

ZONE = PROGRAMME.zone
MIDNIGHT = instant(date(2026, 11, 23), ZONE)


async def test_a_week_pays_its_rewards_and_begins_again(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    paid = []
    for _ in range(9):
        paid.append(await signs_in(store, ann))
        clock.advance(DAY)
    assert [one.points for one in paid] == [5, 5, 10, 10, 15, 15, 40, 5, 5]
    assert [one.tomorrow for one in paid] == [5, 10, 10, 15, 15, 40, 5, 5, 10]
    assert [one.milestone_in_days for one in paid] == [6, 5, 4, 3, 2, 1, 7, 6, 5]
    assert [one.streak for one in paid] == list(range(1, 10))
    assert await points(store, ann) == 500 + 110


async def test_a_day_counts_once_however_often_it_is_tapped(store: Store) -> None:
    ann = await joins(store)
    first, again = await signs_in(store, ann), await signs_in(store, ann)
    assert (first.is_new, again.is_new) == (True, False)
    assert (again.points, again.streak, again.balance) == (5, 1, 505)
    assert await points(store, ann) == 505


async def test_both_sides_of_the_zones_midnight_are_two_days(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(MIDNIGHT - SECOND - clock.now())
    before = await signs_in(store, ann)
    clock.advance(SECOND)
    after = await signs_in(store, ann)
    assert [(one.is_new, one.streak) for one in (before, after)] == [(True, 1), (True, 2)]


async def test_midnight_elsewhere_begins_no_day(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    clock.advance(instant(date(2026, 11, 23), "UTC") - SECOND - clock.now())
    await signs_in(store, ann)
    clock.advance(SECOND)
    assert not (await signs_in(store, ann)).is_new


async def test_a_missed_day_begins_the_streak_again(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    for _ in range(3):
        last = await signs_in(store, ann)
        clock.advance(DAY)
    assert last.streak == 3
    clock.advance(DAY)
    assert (await signs_in(store, ann)).streak == 1


async def test_streaks_are_each_members_own(store: Store, clock: StandingClock) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    await signs_in(store, ann)
    clock.advance(DAY)
    assert [(await signs_in(store, member)).streak for member in (ann, bo)] == [2, 1]
    assert (await found(store)).ok


async def test_a_zone_changed_at_midnight_gives_no_second_day(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(MIDNIGHT - MINUTE - clock.now())
    assert (await signs_in(store, ann)).is_new
    for zone in ("Asia/Tokyo", "Pacific/Apia", "America/New_York", ZONE):
        await store.write(adopt, PROGRAMME.model_copy(update={"zone": zone}), key=None)
        assert not (await signs_in(store, ann)).is_new
    clock.advance(2 * MINUTE)
    assert (await signs_in(store, ann)).streak == 2


async def test_a_streak_outlives_a_change_of_the_zone(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    clock.advance(MIDNIGHT - MINUTE - clock.now())
    for _ in range(3):
        await signs_in(store, ann)
        clock.advance(DAY)
    # There it is the next day already, so that yesterday's sign-in was for today.
    await store.write(adopt, PROGRAMME.model_copy(update={"zone": "Asia/Tokyo"}), key=None)
    assert (await signs_in(store, ann)).streak == 4
    clock.advance(DAY)
    assert (await signs_in(store, ann)).streak == 5


class TestInBerlin:
    """Where days have 23 and 25 hours."""

    @pytest.fixture
    def programme(self) -> Programme:
        return PROGRAMME.model_copy(update={"zone": "Europe/Berlin"})

    async def test_a_clock_change_neither_breaks_nor_doubles_a_day(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        streaks = []
        for day in (27, 28, 29, 30):
            for hour in (0, 23):
                at = instant(date(2027, 3, day), "Europe/Berlin", hour)
                clock.advance(at - clock.now())
                streaks.append((await signs_in(store, ann)).streak)
        assert streaks == [1, 1, 2, 2, 3, 3, 4, 4]
