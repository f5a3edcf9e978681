"""The calendar the oracle counts by."""

from datetime import UTC, date, datetime, timedelta, timezone

# Asia/Shanghai: no summer time since 1991.
_HERE = timezone(timedelta(hours=8))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(year: int, month: int, day: int, hour: int = 0) -> int:
    """A local date and hour."""
    return (datetime(year, month, day, hour, tzinfo=_HERE) - _EPOCH) // timedelta(microseconds=1)


def day_of(us: int) -> int:
    """The local day, as a number."""
    return _date(us).toordinal()


def month_of(us: int) -> tuple[int, int]:
    """The local year and month."""
    day = _date(us)
    return day.year, day.month


def is_weekend(us: int) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return _date(us).weekday() >= 5


def month_start(us: int) -> int:
    """The beginning of the local month."""
    return _midnight_after(_date(us).replace(day=1) - timedelta(days=1))


def window_start(us: int) -> int:
    """The beginning of the same local day twelve months ago."""
    today = _date(us)
    is_leap_day = (today.month, today.day) == (2, 29)
    then = today.replace(year=today.year - 1, day=28 if is_leap_day else today.day)
    return _midnight_after(then - timedelta(days=1))


def end_after_days(us: int, days: int) -> int:
    """The end of the local day so many days later."""
    return _midnight_after(_date(us) + timedelta(days=days))


def end_after_year(us: int) -> int:
    """The end of the same local day a year later; the 29th of February becomes the 28th."""
    day = _date(us)
    is_leap_day = (day.month, day.day) == (2, 29)
    return _midnight_after(day.replace(year=day.year + 1, day=28 if is_leap_day else day.day))


def _date(us: int) -> date:
    return (_EPOCH + timedelta(microseconds=us)).astimezone(_HERE).date()


def _midnight_after(day: date) -> int:
    start = datetime(day.year, day.month, day.day, tzinfo=_HERE) + timedelta(days=1)
    return (start - _EPOCH) // timedelta(microseconds=1)
