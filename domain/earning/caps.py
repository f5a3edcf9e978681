"""The most that one member may earn in a calendar month and year: a cap cuts, it never refuses."""

from dataclasses import dataclass
from typing import Any

from domain import books
from domain.calendar import instant, local_date
from domain.earning import traces
from domain.earning.facts import Share
from domain.earning.granting import grant
from domain.earning.purchase.rules import room_under
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Given:
    """What was credited under the caps, if anything; `capped`: so much they cut off."""

    txn: int | None
    points: int
    balance: int
    repaid: int
    capped: int


def grant_within(
    tx: Tx,
    member: int,
    kind: str,
    actor: str,
    shares: tuple[Share, ...],
    *,
    owed: int | None = None,
    **more: Any,
) -> Given:
    """Credits what the caps leave of some shares; where that is nothing, it is explained still.

    Who locked the member's books already says what is `owed`.
    """
    meant = sum(share.points for share in shares)
    left = _room(tx, member)
    points = meant if left is None else min(meant, left)
    if points < meant:
        shares = (*shares, Share("cap", "cap", points - meant))
    if points:
        posting = grant(tx, member, points, kind, actor, shares=shares, owed=owed, **more)
        return Given(posting.txn, points, posting.balance, posting.repaid, meant - points)
    traces.keep(tx, member, kind, 0, shares=shares, **more)
    return Given(None, 0, books.available(tx, member), 0, meant)


def _room(tx: ReadTx, member: int) -> int | None:
    """How many points a member may still earn under both caps today; None without caps."""
    budget, zone = tx.programme.budget, tx.programme.zone
    if not budget.month_points and not budget.year_points:
        return None
    first = local_date(tx.now, zone).replace(day=1)
    month, year = tx.sql.caps.counted(
        member=member, month=instant(first, zone), year=instant(first.replace(month=1), zone)
    )
    return room_under(budget, month, year)
