"""What staff may do alone: above it a second person agrees, and both are on the record."""

from typing import Any, Literal

from domain.errors import NotAllowed, SecondPersonNeeded
from domain.members import staff
from domain.programme import Limits
from domain.staff import Clerk, refuse_own
from domain.tx import ReadTx

Act = Literal["sell", "refund", "make_good"]


def check(
    tx: ReadTx, clerk: Clerk, act: Act, member: int, amount: int, approved_by: Clerk | None
) -> None:
    """Raises what stands against a clerk's giving or taking so much money.

    OwnPurchase for their own card, NotAllowed where the role never may, SecondPersonNeeded above
    its limit unless somebody else agreed.
    """
    refuse_own(tx, clerk.outside_id, member)
    most = most_alone(tx, clerk, act)
    if most is not None and amount > most and not is_seconded(clerk, approved_by):
        raise SecondPersonNeeded(act)


def most_alone(tx: ReadTx, clerk: Clerk, act: Act) -> int | None:
    """How much a clerk may do alone; None without a limit. Raises NotAllowed for none at all."""
    limits = tx.programme.counter.limits(clerk.role)
    if limits is None and clerk.role == "owner":
        return None
    most = _of(limits, act) if limits else 0
    if most == 0:
        raise NotAllowed
    return most


def is_seconded(clerk: Clerk, approved_by: Clerk | None) -> bool:
    """Whether somebody else agreed."""
    return approved_by is not None and approved_by.outside_id != clerk.outside_id


def seconded(tx: ReadTx, approved_by: Clerk | None) -> dict[str, Any]:
    """Who agreed, for the record."""
    return {"approved_by": staff(tx, approved_by.outside_id)} if approved_by else {}


def _of(limits: Limits, act: Act) -> int:
    return {
        "sell": limits.sale_minor,
        "refund": limits.refund_minor,
        "make_good": limits.make_good_points,
    }[act]
