"""Quiet hours: when a member is not to be disturbed, by their own word or else the programme's."""

import re
from dataclasses import dataclass
from datetime import timedelta

from domain.calendar import instant, local_date
from domain.errors import QuietRefused
from domain.programme import Programme
from domain.tx import ReadTx, Tx

# The hour, and the minutes where it is not a full one; as it is said in Chinese, too.
_TIME = r"([0-9]{1,2})(?:[:.\uff1a]([0-9]{2})|\u70b9(?:([0-9]{1,2})\u5206?)?)?"
_SHAPE = re.compile(rf"{_TIME} ?[-\u2013\u2014~\uff5e\u5230\u81f3] ?{_TIME}", re.ASCII)
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Quiet:
    """Quiet from one minute of the local day until another; the same twice: never."""

    from_minute: int
    until_minute: int
    own: bool

    def ends(self, now: int, zone: str) -> int | None:
        """When the quiet that holds at `now` is over (UTC us); None where there is none."""
        if self.from_minute == self.until_minute:
            return None
        over_midnight = timedelta(days=int(self.until_minute < self.from_minute))
        today = local_date(now, zone)
        for day in (today - timedelta(days=1), today):
            begins = instant(day, zone, *divmod(self.from_minute, 60))
            until = instant(day + over_midnight, zone, *divmod(self.until_minute, 60))
            if begins <= now < until:
                return until
        return None


def quiet_of(tx: ReadTx, member: int) -> Quiet:
    """A member's quiet hours."""
    return quiet_from(tx.programme, tx.sql.quiet.of(member=member))


def quiet_from(programme: Programme, own: tuple[int, int] | None) -> Quiet:
    """A member's own hours where they said some, else the shop's."""
    if own is not None:
        return Quiet(*own, own=True)
    messages = programme.messages
    return Quiet(_minute(messages.quiet_from), _minute(messages.quiet_until), own=False)


def shop_quiet_until(tx: ReadTx) -> int | None:
    """When the quiet of whoever has said nothing is over (UTC us); None where there is none."""
    return quiet_from(tx.programme, None).ends(tx.now, tx.programme.zone)


def set_quiet(tx: Tx, member: int, from_minute: int, until_minute: int) -> None:
    """A member says when they want quiet, in minutes of the day; the same twice: never."""
    tx.sql.quiet.keep(member=member, from_minute=from_minute, until_minute=until_minute)


def clear_quiet(tx: Tx, member: int) -> None:
    """A member keeps the shop's quiet hours again."""
    tx.sql.quiet.clear(member=member)


def parse_quiet(text: str) -> tuple[int, int]:
    """`22-8` or `22:30-7:45`, in minutes of the day. Raises QuietRefused."""
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise QuietRefused
    begins, ends = _minutes(*shape.groups()[:3]), _minutes(*shape.groups()[3:])
    if begins == ends:
        raise QuietRefused
    return begins, ends


def _minutes(hour: str, *past: str | None) -> int:
    minute = int(past[0] or past[1] or 0)
    # Midnight may be said as the end of a day.
    if minute >= 60 or int(hour) * 60 + minute > DAY_MINUTES:
        raise QuietRefused
    return (int(hour) * 60 + minute) % DAY_MINUTES


def _minute(wall: str) -> int:
    return int(wall[:2]) * 60 + int(wall[3:])
