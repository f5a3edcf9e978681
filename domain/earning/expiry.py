"""The end of points: the sweep that ends lots, and the digest that tells of it beforehand."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from domain import books
from domain.calendar import instant, local_date
from domain.notices import tell, tell_each
from domain.tx import Tx


@dataclass(frozen=True)
class Swept:
    """What one batch did: how much, where the next one begins, and whether it was the last."""

    count: int
    cursor: int
    done: bool


def sweep(tx: Tx, cursor: int, most: int) -> Swept:
    """Ends up to `most` lots whose day is over, and tells each member once."""
    batch = books.end_due(tx, cursor, most)
    tell_each(
        tx,
        "expired",
        ((each.member, {"points": each.points, "balance": each.balance}) for each in batch.ended),
    )
    return Swept(batch.count, batch.cursor, batch.done)


def remind(tx: Tx, cursor: int, most: int) -> Swept:
    """Tells a batch of members, in one digest each, which points end within the set days.

    A lot is told of once for each of the days (30, 7, 1); a day missed is not told afterwards.
    """
    bounds = _bounds(tx)
    if not bounds:
        return Swept(0, cursor, done=True)
    rows = list(tx.sql.earning.ending(cursor=cursor, now=tx.now, until=bounds[-1][1], most=most))
    done = len(rows) < most
    if not done:
        # The last member of a full batch may go on in the next one.
        last = rows[-1][0]
        rows = [row for row in rows if row[0] != last] or rows
    told = 0
    for member, lots in groupby(rows, key=lambda row: row[0]):
        told += _digest(tx, member, list(lots), bounds)
        cursor = member
    return Swept(told, cursor, done)


def _bounds(tx: Tx) -> list[tuple[int, int]]:
    """Each reminder's days with the latest end it speaks of, nearest first."""
    zone = tx.programme.zone
    today = local_date(tx.now, zone)
    return [
        (days, instant(today + timedelta(days=days + 1), zone))
        for days in sorted(tx.programme.expiry.remind_days)
    ]


def _digest(
    tx: Tx,
    member: int,
    lots: list[tuple[int, int, int, int, int, int | None]],
    bounds: list[tuple[int, int]],
) -> int:
    ends: dict[int, int] = defaultdict(int)
    for _, lot, left, decay, expires_at, told in lots:
        days = next(days for days, until in bounds if expires_at <= until)
        if told is None or days < told:
            tx.sql.earning.add_reminder(lot=lot, days=days)
            ends[expires_at] += books.loss(left, decay)
    if not ends:
        return 0
    tell(tx, member, "expiring", None, ends=[[at, ends[at]] for at in sorted(ends)])
    return 1
