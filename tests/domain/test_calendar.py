"""Local days: where they begin and end, across leap days and clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import (
    DAY,
    HOUR,
    end_of_validity,
    instant,
    local_date,
    moment,
    months_later,
)

SHANGHAI, BERLIN, KATHMANDU = "Asia/Shanghai", "Europe/Berlin", "Asia/Kathmandu"
zones = st.sampled_from([SHANGHAI, BERLIN, KATHMANDU, "America/New_York", "Australia/Lord_Howe"])
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_an_instant_is_microseconds_since_1970() -> None:
    assert instant(date(1970, 1, 1), "UTC") == 0
    assert instant(date(2026, 11, 22), SHANGHAI, 12) == 1_795_320_000_000_000


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), -12, date(2025, 1, 31)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later


@given(days, st.integers(-60, 60))
def test_months_later_moves_the_month_exactly(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(days, zones)
def test_a_day_begins_at_its_first_instant(day: date, zone: str) -> None:
    start = instant(day, zone)
    assert local_date(start, zone) == day
    assert local_date(start - 1, zone) == day - timedelta(days=1)


def test_a_day_of_a_clock_change_has_23_or_25_hours() -> None:
    def length(day: date) -> int:
        return instant(day + timedelta(days=1), BERLIN) - instant(day, BERLIN)

    assert length(date(2026, 3, 29)) == 23 * HOUR
    assert length(date(2026, 10, 25)) == 25 * HOUR
    assert length(date(2026, 10, 26)) == DAY


def test_a_time_that_occurs_twice_is_the_earlier_one() -> None:
    early = instant(date(2026, 10, 25), BERLIN, 2, 30)
    assert moment(early, "UTC") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_points_are_valid_to_the_end_of_their_last_day() -> None:
    earned = instant(date(2026, 11, 22), SHANGHAI, 23, 59)
    assert end_of_validity(earned, 12, SHANGHAI) == instant(date(2027, 11, 23), SHANGHAI)


def test_points_of_a_leap_day_end_with_february() -> None:
    earned = instant(date(2028, 2, 29), SHANGHAI, 8)
    assert end_of_validity(earned, 12, SHANGHAI) == instant(date(2029, 3, 1), SHANGHAI)


def test_points_earned_across_midnight_end_a_day_apart() -> None:
    midnight = instant(date(2026, 11, 23), SHANGHAI)
    before, after = (end_of_validity(us, 12, SHANGHAI) for us in (midnight - 1, midnight))
    assert after - before == DAY


@given(st.integers(0, 4 * 10**15), st.integers(1, 36), zones)
def test_validity_ends_with_a_local_midnight_after_its_months(
    earned: int, months: int, zone: str
) -> None:
    end = end_of_validity(earned, months, zone)
    last_day = moment(end - 1, zone).date()
    assert last_day == months_later(local_date(earned, zone), months)
    assert local_date(end, zone) == last_day + timedelta(days=1)


def test_every_zone_changes_its_date_at_a_quarter_of_an_hour() -> None:
    """What `local_date` relies on, over every zone there is and every change of its clocks."""
    months = [datetime(year, month, 1, tzinfo=UTC) for year in (2020, 2030) for month in (1, 4, 7)]
    for name in sorted(available_timezones() - {"localtime"}):
        zone = ZoneInfo(name)
        for month in months:
            offset = month.astimezone(zone).utcoffset()
            assert offset is not None
            assert offset % timedelta(minutes=15) == timedelta(0), name
