"""The second person: what they agree to runs as it was asked, in the name of who asked."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.counter import approvals, late
from domain.counter.approvals import Approval
from domain.counter.bill import Bill
from domain.counter.making_good import make_good
from domain.counter.paying import let_go
from domain.counter.refunds import refund
from domain.counter.sale import sell
from domain.errors import ApprovalClosed, OwnApproval
from domain.members import staff
from domain.staff import Clerk, note, refuse_own
from domain.tx import Tx


@dataclass(frozen=True)
class Decided:
    """What became of a request: approved or declined."""

    approval: int
    act: str
    state: str


def decide(tx: Tx, clerk: Clerk, approval: int, agreed: bool) -> Decided:
    """Agrees or declines, once: what is agreed to is done in the same change.

    Raises OwnApproval, OwnPurchase for who would agree to something for their own card,
    ApprovalClosed, and whatever the act itself is refused with by now.
    """
    found = approvals.find(tx, approval)
    if found.state != "waiting":
        raise ApprovalClosed(found.state)
    if found.expires_at <= tx.now:
        raise ApprovalClosed("expired")
    if found.clerk.outside_id == clerk.outside_id:
        raise OwnApproval
    if agreed and found.member is not None:
        refuse_own(tx, clerk.outside_id, found.member)
    state = "approved" if agreed else "declined"
    if not approvals.close(tx, found.id, state, staff(tx, clerk.outside_id)):
        raise ApprovalClosed(approvals.find(tx, found.id).state)
    purchase = None
    if agreed:
        purchase = VERBS[found.act](tx, found, clerk)
    elif hold := found.facts.get("bill", {}).get("hold"):
        let_go(tx, found.clerk, hold)
    approvals.tell(tx, found.id, purchase)
    note(
        tx,
        clerk.outside_id,
        "approve" if agreed else "decline",
        name=clerk.name,
        member=found.member,
        what=found.act,
        asker=staff(tx, found.clerk.outside_id),
        **approvals.recordable(found.facts),
    )
    return Decided(found.id, found.act, state)


def _sell(tx: Tx, asked: Approval, second: Clerk) -> int | None:
    assert asked.member is not None
    if "late" in asked.facts:
        device, entry = asked.facts["late"]
        late.agree(tx, asked.clerk, device, entry, second)
        return None
    bill = Bill(**asked.facts["bill"])
    return sell(tx, asked.clerk, asked.member, bill, approved_by=second).purchase


def _refund(tx: Tx, asked: Approval, second: Clerk) -> None:
    refund(tx, asked.clerk, asked.facts["purchase"], asked.facts["minor"], approved_by=second)


def _make_good(tx: Tx, asked: Approval, second: Clerk) -> None:
    assert asked.member is not None
    points, reason = asked.facts["points"], asked.facts["reason"]
    make_good(tx, asked.clerk, asked.member, points, reason, approved_by=second)


# What can be agreed to: the act that was asked for, and the verb that does it; a sale tells its
# purchase.
VERBS: dict[str, Callable[[Tx, Approval, Clerk], int | None]] = {
    "sell": _sell,
    "refund": _refund,
    "make_good": _make_good,
}
