"""Four eyes: what one person may not do alone waits here until a second one agrees.

What was asked for runs as it was asked, in the name of who asked; both are on the record.
"""

from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import from_json, to_json

from domain.calendar import MINUTE
from domain.counter.bill import Bill
from domain.counter.paying import keep_aside
from domain.errors import ApprovalUnknown
from domain.notices import alert
from domain.staff import Clerk, note
from domain.tx import ReadTx, Tx

LIFETIME = 30 * MINUTE


@dataclass(frozen=True)
class Approval:
    """What waits for a second person, or waited: who asked, for what, until when (UTC us)."""

    id: int
    act: str
    member: int | None
    clerk: Clerk
    facts: dict[str, Any]
    expires_at: int
    state: str
    decided_by: str | None


def ask(tx: Tx, clerk: Clerk, act: str, member: int | None, **facts: Any) -> int:
    """Writes down what somebody may not do alone, with all that it takes to do it; its id.

    Managers and owners are told. The facts are what the verb takes, and are kept sealed; points
    that a bill is paid with stay aside for as long as it waits.
    """
    id_, until, bill = tx.new_id(), tx.now + LIFETIME, facts.get("bill")
    if isinstance(bill, Bill) and bill.hold is not None:
        assert member is not None, "points that pay are somebody's"
        facts["bill"] = replace(bill, hold=keep_aside(tx, clerk, member, bill.hold, until))
    told = from_json(to_json(facts))
    tx.sql.approvals.add(
        id=id_,
        asked_by=note(
            tx,
            clerk.outside_id,
            "ask",
            name=clerk.name,
            member=member,
            what=act,
            **recordable(told),
        ),
        act=act,
        member=member,
        sealed=tx.vault.seal("approval", to_json({"clerk": clerk, "facts": told})),
        at=tx.now,
        expires_at=until,
    )
    alert(tx, "approval", approval=id_)
    return id_


def pending(tx: ReadTx) -> tuple[Approval, ...]:
    """What waits now, oldest first."""
    return tuple(_approval(tx, *row) for row in tx.sql.approvals.waiting(now=tx.now))


def find(tx: ReadTx, approval: int) -> Approval:
    """One of them, also when it is decided; raises ApprovalUnknown."""
    row = tx.sql.approvals.of(id=approval)
    if row is None:
        raise ApprovalUnknown
    return _approval(tx, *row)


def expire_approvals(tx: Tx, most: int) -> int:
    """Ends what nobody decided in time; how many that were. Who asked is told."""
    overdue = [id_ for (id_,) in tx.sql.approvals.overdue(now=tx.now, most=most)]
    ended = [id_ for id_ in overdue if close(tx, id_, "expired", None)]
    for id_ in ended:
        tell(tx, id_)
    return len(ended)


def close(tx: Tx, approval: int, state: str, decided_by: str | None) -> bool:
    """Ends one, unless somebody else just did."""
    row = tx.sql.approvals.decide(id=approval, state=state, decided_by=decided_by, at=tx.now)
    return row is not None


def tell(tx: Tx, approval: int, purchase: int | None = None) -> None:
    """Tells who asked what became of it, with the purchase that was made."""
    alert(tx, "decided", approval=approval, purchase=purchase)


def recordable(facts: dict[str, Any]) -> dict[str, Any]:
    """What of an act's arguments may stand on the record: no words that somebody wrote."""
    plain = facts | facts.get("bill", {})
    return {name: value for name, value in plain.items() if isinstance(value, int)}


def _approval(
    tx: ReadTx,
    id_: int,
    act: str,
    member: int | None,
    sealed: bytes,
    expires_at: int,
    state: str,
    decided_by: str | None,
) -> Approval:
    asked = from_json(tx.vault.unseal("approval", sealed))
    clerk = Clerk(**asked["clerk"])
    return Approval(id_, act, member, clerk, asked["facts"], expires_at, state, decided_by)
