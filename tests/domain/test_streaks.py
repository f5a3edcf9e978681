"""A day is a day of the zone: at most one sign-in each, and none lost to a change of the clocks."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import HOUR, MINUTE, instant, local_date, next_day
from domain.earning.streaks import milestones, next_milestone, next_streak
from domain.programme import Named, Programme, StreakRule

WEEK = Programme().sign_in
# Both ways, by half an hour, at midnight, for a month of fasting, over a day that never was.
ZONES = (
    "Europe/Helsinki",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "America/New_York",
    "America/Sao_Paulo",
)
DECADES = (date(2010, 1, 1), date(2026, 1, 1))


def signed_in(zone: str, moments: Iterator[int]) -> tuple[list[date], list[int]]:
    """The days that sign-ins at these moments count for, and the day of the streak of each."""
    last, days, streaks = None, [], []
    for moment in moments:
        today = local_date(moment, zone)
        if last is None or today > last[0]:
            last = (today, next_streak(last, today, zone, WEEK).day)
            days.append(today)
            streaks.append(last[1])
    return days, streaks


def existing_days(zone: str, first: date) -> list[date]:
    """The days of ten years that a zone has."""
    days = [first]
    while days[-1] < first.replace(year=first.year + 10):
        days.append(next_day(days[-1], zone))
    return days


@pytest.mark.parametrize("first", DECADES)
@pytest.mark.parametrize("zone", ZONES)
def test_who_comes_every_evening_for_ten_years_never_loses_a_day(zone: str, first: date) -> None:
    days = existing_days(zone, first)
    evenings = (instant(day, zone, 23, 59) for day in days)
    assert signed_in(zone, evenings) == (days, list(range(1, len(days) + 1)))


@pytest.mark.parametrize("first", DECADES)
@pytest.mark.parametrize("zone", ZONES)
def test_who_tries_every_half_hour_for_ten_years_gets_each_day_once(zone: str, first: date) -> None:
    days = existing_days(zone, first)
    begin, end = instant(days[0], zone), instant(days[-1], zone)
    got, streaks = signed_in(zone, iter(range(begin, end, HOUR // 2)))
    assert got == days[:-1]
    assert streaks == list(range(1, len(days)))


def test_apia_had_no_30_december_2011() -> None:
    assert next_day(date(2011, 12, 29), "Pacific/Apia") == date(2011, 12, 31)
    late = instant(date(2011, 12, 29), "Pacific/Apia", 23, 59)
    days, streaks = signed_in("Pacific/Apia", iter((late, late + MINUTE)))
    assert (days, streaks) == ([date(2011, 12, 29), date(2011, 12, 31)], [1, 2])


@given(st.dates(date(2010, 1, 1), date(2036, 1, 1)), st.sampled_from(ZONES))
def test_the_next_day_begins_where_this_one_ends(day: date, zone: str) -> None:
    after = next_day(day, zone)
    assert after > day
    assert local_date(instant(after, zone), zone) == after
    assert local_date(instant(after, zone) - 1, zone) < after


@given(st.integers(1, 400), st.booleans())
def test_the_next_milestone_is_the_next_day_that_adds_something(day: int, repeats: bool) -> None:
    name = Named(en="Steady", zh="坚持")
    rules = (
        StreakRule(id="month", name=name, day=30, points=100, repeats=repeats),
        StreakRule(id="hundred", name=name, day=100, points=9),
    )
    ahead = [
        (later, sum(share.points for share in found))
        for later in range(day + 1, day + 101)
        if (found := milestones(rules, later))
    ]
    assert next_milestone(rules, day) == (ahead[0] if ahead else None)


@given(st.dates(date(2010, 1, 1), date(2036, 1, 1)), st.integers(1, 5_000), st.sampled_from(ZONES))
def test_a_day_missed_begins_a_streak_anew(day: date, streak: int, zone: str) -> None:
    missed = next_day(day, zone)
    assert next_streak((day, streak), missed, zone, WEEK).day == streak + 1
    assert next_streak((day, streak), next_day(missed, zone), zone, WEEK).day == 1
    assert missed - day <= timedelta(days=2)
