"""When a campaign or a reward is on: the times that are offered, and those that somebody types."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from handlers.questions import Unfit

SATURDAY = 5
# Ten years: further than that is a slip of the finger.
DAYS_AHEAD_MAX = 3653
# The fields of a rule that say when; an answer sets them all anew.
FIELDS = ("starts", "ends", "weekdays", "month_days", "from_time", "to_time")

_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_UNTIL = rf"\s*[-–—~]\s*({_TIME}|24:00)"
_DAY = re.compile(rf"\d{{4}}-\d\d-\d\d(?:[T ]{_TIME}(?!{_UNTIL}))?")
_MOMENT = re.compile(rf"(\d{{4}}-\d\d-\d\d)[T ]({_TIME})", re.ASCII)
_HOURS = re.compile(rf"({_TIME}){_UNTIL}")


def offered(code: str, today: date) -> dict[str, Any]:
    """The fields of a time that a button offers: from now on, today, a weekend, a week."""
    weekend = today + timedelta(days=max(SATURDAY - today.weekday(), 0))
    spans = {
        "today": (today, today),
        "weekend": (weekend, today + timedelta(days=6 - today.weekday())),
        "week": (today, today + timedelta(days=6)),
    }
    first, last = spans.get(code, (None, None))
    return dict.fromkeys(FIELDS) | {
        "starts": first.isoformat() if first else None,
        "ends": last.isoformat() if last else None,
    }


def typed(text: str, now: datetime, *, hourly: bool) -> dict[str, Any]:
    """The fields of days as typed: one day, or the first and the last; raises Unfit.

    Each may have its time. One day may have its hours, such as 14:00-18:00, and several days
    those of every day, where `hourly`.
    """
    days = [found[0].replace(" ", "T") for found in _DAY.finditer(text)]
    rest = _DAY.sub("", text)
    hours = _HOURS.findall(rest)
    clear = 1 <= len(days) <= 2 and len(hours) <= 1 and not re.search(r"\d", _HOURS.sub("", rest))
    one_day = len(days) == 1
    if not clear or (one_day and "T" in days[0]) or (hours and not one_day and not hourly):
        raise Unfit("window")
    first, last = days[0], days[-1]
    since, until = hours[0] if hours else (None, None)
    if since and until and since >= until:
        raise Unfit("order")
    if since and one_day:
        first, last = f"{first}T{since}", last if until == "24:00" else f"{last}T{until}"
        since = until = None
    _check(first, last, now)
    return dict.fromkeys(FIELDS) | {
        "starts": first,
        "ends": last,
        "from_time": since,
        "to_time": None if until == "24:00" else until,
    }


def moment(text: str, now: datetime) -> str:
    """A day and a time to come, as typed, in ISO's form and local; raises Unfit."""
    found = _MOMENT.fullmatch(" ".join(text.split()))
    if found is None:
        raise Unfit("moment")
    local = f"{found[1]}T{found[2]}"
    try:
        at = datetime.fromisoformat(local)
    except ValueError:
        raise Unfit("moment") from None
    if at <= now.replace(tzinfo=None):
        raise Unfit("over")
    if (at.date() - now.date()).days > DAYS_AHEAD_MAX:
        raise Unfit("far")
    return local


def _check(first: str, last: str, now: datetime) -> None:
    try:
        begins, ends = (date.fromisoformat(each[:10]) for each in (first, last))
    except ValueError:
        raise Unfit("window") from None
    if begins < now.date() or ("T" in last and last <= f"{now:%Y-%m-%dT%H:%M}"):
        raise Unfit("past")
    if ends > now.date() + timedelta(days=DAYS_AHEAD_MAX):
        raise Unfit("far")
    if first[: len(last)] > last or (first == last and "T" in first):
        raise Unfit("order")
