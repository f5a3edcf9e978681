"""What a rule pays once in a period: noted with the credit, given free again when it is undone."""

from datetime import date
from functools import lru_cache

from domain.tx import ReadTx, Tx


def taken(tx: ReadTx, member: int, day: date) -> frozenset[tuple[str, str]]:
    """What a member has been paid once, ever or within a local day or its month: (rule, period)."""
    month, today = period_of(day, "month"), period_of(day, "day")
    return frozenset(
        (rule, at) for rule, at in tx.sql.taken.on(member=member, month=month, day=today)
    )


def take(tx: Tx, member: int, rule: str, period: str, cause: int | None = None) -> bool:
    """Notes that a rule has paid for a period; False where it had before.

    `cause` is the purchase that `free` names when it is undone.
    """
    changed: int = tx.sql.taken.add(member=member, rule=rule, period=period, cause=cause, at=tx.now)
    return changed == 1


def count(tx: ReadTx, member: int, rule: str, period: str) -> int:
    """How often a rule has paid within a period: its parts are `period/1`, `period/2`, …"""
    found: int = tx.sql.taken.count(member=member, rule=rule, prefix=f"{period}/")
    return found


def free(tx: Tx, member: int, cause: int) -> None:
    """Gives free what an undone purchase had used up."""
    tx.sql.taken.free(member=member, cause=cause)


@lru_cache(maxsize=1024)
def period_of(day: date, per: str) -> str:
    """The name of the period a local day falls in: `2026-11-22`, `2026-W47`, `2026-11`, `2026`."""
    if per == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return {"day": f"{day}", "month": f"{day:%Y-%m}", "year": f"{day:%Y}", "ever": "ever"}[per]
