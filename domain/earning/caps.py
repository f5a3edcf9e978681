"""The most that one member may earn in a calendar month and year: a cap cuts, it never refuses."""

from domain.calendar import instant, local_date
from domain.earning.facts import Share
from domain.tx import ReadTx


def room(tx: ReadTx, member: int) -> int | None:
    """How many points a member may still earn under both caps today; None without caps."""
    budget, zone = tx.programme.budget, tx.programme.zone
    if not budget.month_points and not budget.year_points:
        return None
    first = local_date(tx.now, zone).replace(day=1)
    month, year = tx.sql.caps.counted(
        member=member, month=instant(first, zone), year=instant(first.replace(month=1), zone)
    )
    left: list[int] = [
        cap - earned
        for cap, earned in ((budget.month_points, month), (budget.year_points, year))
        if cap
    ]
    return max(min(left), 0)


def cut(shares: tuple[Share, ...], room: int | None) -> tuple[Share, ...]:
    """The shares of a credit, and what a cap cuts off them as the last one."""
    over = sum(share.points for share in shares) - room if room is not None else 0
    return (*shares, Share("cap", "cap", -over)) if over > 0 else shares
