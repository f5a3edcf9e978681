"""Local dates in the programme's zone, and the instants at which they begin and end."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
QUARTER = 15 * MINUTE
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def moment(us: int, zone: str) -> datetime:
    """An instant (UTC microseconds) as local date and time."""
    return (_EPOCH + timedelta(microseconds=us)).astimezone(_zone(zone))


def local_date(us: int, zone: str) -> date:
    """The local date on which an instant (UTC microseconds) falls."""
    # Clocks stand whole quarters of an hour apart, so a date changes at the end of one.
    return _date_in(us // QUARTER, zone)


@lru_cache(maxsize=4096)
def _date_in(quarter: int, zone: str) -> date:
    return moment(quarter * QUARTER, zone).date()


@lru_cache(maxsize=4096)
def instant(day: date, zone: str, hour: int = 0, minute: int = 0) -> int:
    """The instant (UTC microseconds) of a local wall time; the earlier where it occurs twice."""
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=_zone(zone))
    return (local - _EPOCH) // timedelta(microseconds=1)


def wall(day: date, time: str, zone: str) -> int:
    """The instant of a local day's wall time, written `18:00`."""
    return instant(day, zone, int(time[:2]), int(time[3:]))


def local_instant(said: str, zone: str, days: int = 0) -> int:
    """The instant of a local minute, `2026-11-11T18:00`; of a day, its start `days` later."""
    day, _, time = said.partition("T")
    if time:
        return wall(date.fromisoformat(day), time, zone)
    return instant(date.fromisoformat(day) + timedelta(days=days), zone)


def next_day(day: date, zone: str) -> date:
    """The local day that follows; one that the zone skipped is none (Apia's 30 Dec 2011)."""
    return local_date(instant(day + timedelta(days=1), zone), zone)


@lru_cache(maxsize=4096)
def months_later(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# The last month of the period that a month belongs to, by the period's length in months.
_PERIODS = {"month": 1, "quarter": 3, "half-year": 6}


def end_of_validity(us: int, months: int, zone: str, to_end_of: str = "day") -> int:
    """The instant at which something earned at `us` ends: the end of its last local day.

    With `to_end_of` a month, quarter or half-year: the end of the one its last day falls in.
    """
    last_day = months_later(local_date(us, zone), months)
    if to_end_of != "day":
        length = _PERIODS[to_end_of]
        month = -(-last_day.month // length) * length
        last_day = date(last_day.year, month, monthrange(last_day.year, month)[1])
    return instant(last_day + timedelta(days=1), zone)
