"""Seeds: each day draws from its own, known by its hash a week before, and told after the day."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from domain.calendar import local_date, wall
from domain.tx import ReadTx, Tx

AHEAD_DAYS = 7
# Local time: what another process drew seconds before midnight is committed by then.
REVEALED_AT = "00:05"


@dataclass(frozen=True)
class Seed:
    """A day's seed: its SHA-256, since when that stands (UTC us), and itself once it is told."""

    day: str
    commitment: bytes
    committed_at: int
    seed: bytes | None


def seed_of(tx: ReadTx, day: str) -> bytes:
    """A day's seed, which only this server can compute."""
    return tx.vault.secret("draw-seed", day)


def promise(tx: Tx) -> int:
    """Promises the seeds of today and the next AHEAD_DAYS by their hashes; how many were new."""
    today = local_date(tx.now, tx.programme.zone)
    days = [(today + timedelta(days=ahead)).isoformat() for ahead in range(AHEAD_DAYS + 1)]
    return sum(promise_day(tx, day) for day in days)


def promise_day(tx: Tx, day: str) -> bool:
    """Promises one day's seed by its hash; False where that was done before."""
    commitment = sha256(seed_of(tx, day)).digest()
    added: int = tx.sql.draws.promise(day=day, commitment=commitment, at=tx.now)
    return added > 0


def reveal(tx: Tx) -> int:
    """Tells the seeds of the days that are over; how many."""
    today = local_date(tx.now, tx.programme.zone).isoformat()
    over = [day for (day,) in tx.sql.draws.untold(before=today)]
    for day in over:
        tx.sql.draws.tell(day=day, seed=seed_of(tx, day), at=tx.now)
    return len(over)


def told_at(tx: ReadTx, day: str) -> int:
    """When a day's seed is told (UTC us)."""
    return wall(date.fromisoformat(day) + timedelta(days=1), REVEALED_AT, tx.programme.zone)


def open_day(tx: Tx, at: int | None = None) -> str:
    """The day whose seed is drawn from: that of `at` (UTC us; today's), promised at the latest now.

    Where a clock or a zone was set back to a day whose seed was told by then, the next one's.
    """
    day = local_date(tx.now if at is None else at, tx.programme.zone)
    while True:
        row = tx.sql.draws.state(day=day.isoformat())
        if row is None:
            promise_day(tx, day.isoformat())
        elif row[0] is not None and (at is None or row[0] <= at):
            day += timedelta(days=1)
            continue
        return day.isoformat()


def seeds(tx: ReadTx, around: int) -> tuple[Seed, ...]:
    """The seeds of the `around` days before today, of today, and of those after it."""
    today = local_date(tx.now, tx.programme.zone)
    first, last = (today + timedelta(days=days) for days in (-around, around))
    rows = tx.sql.draws.seeds(first=first.isoformat(), last=last.isoformat())
    return tuple(Seed(*row) for row in rows)
