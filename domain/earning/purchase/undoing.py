"""A purchase taken back as a whole: its points and surprise, what it used up, what it promised."""

from dataclasses import dataclass, replace

from domain import books, purchases
from domain.calendar import MINUTE
from domain.earning import keeping, taken, traces
from domain.earning.purchase import surprise
from domain.errors import UndoneAlready, UndoTooLate
from domain.members import staff
from domain.notices import tell
from domain.tx import Tx


@dataclass(frozen=True)
class Undone:
    """A purchase taken back: the points it had earned, surprise included.

    `owed`: so many of them were spent already; what is earned next pays them first.
    """

    purchase: int
    member: int
    points: int
    balance: int
    owed: int = 0


def undo(tx: Tx, purchase_id: int, staff_id: int) -> Undone:
    """Takes a purchase back as a whole, its surprise too.

    What was spent of its points is owed from now on, and what it had used up can be earned again.
    Raises UndoTooLate after the settings' minutes.
    """
    books.lock(tx, purchases.find(tx, purchase_id).member)
    purchase = purchases.find(tx, purchase_id)
    minutes = tx.programme.earning.undo_minutes
    if purchase.undone_at is not None:
        raise UndoneAlready
    if tx.now > purchase.happened_at + minutes * MINUTE:
        raise UndoTooLate(minutes)
    actor, member = staff(tx, staff_id), purchase.member
    back = []
    if purchase.surprise_txn is not None:
        prize = surprise.take_back(tx, purchase.id, purchase.surprise_txn, actor)
        _explain(tx, traces.trace_of(tx, member, purchase.surprise_txn), prize)
        back.append(prize)
    points_back = None
    if purchase.txn is not None:
        points_back = books.reverse(tx, purchase.txn, "undo", actor)
        back.append(points_back)
    _explain(tx, traces.of_purchase(tx, member, purchase.id), points_back)
    points, owed = sum(each.points for each in back), sum(each.owed for each in back)
    purchases.mark_undone(tx, purchase.id)
    taken.free(tx, member, purchase.id)
    tx.sql.earning.undo_gifts(purchase=purchase.id, member=member)
    keeping.take_back(tx, member, purchase.happened_at)
    balance = books.available(tx, member)
    facts = {"points": points, "paid": purchase.paid, "balance": balance, "owed": owed}
    tell(tx, member, "undone", None, **facts)
    return Undone(purchase.id, member, points, balance, owed)


def _explain(tx: Tx, credited: traces.Trace | None, back: books.Reversed | None) -> None:
    """Keeps the explanation of a credit again, the other way round."""
    if credited is None:
        return
    facts = credited.facts
    traces.keep(
        tx,
        credited.member,
        "undo",
        -credited.points,
        txn=back.txn if back else None,
        shares=tuple(replace(share, points=-share.points) for share in credited.shares),
        facts=replace(facts, paid=-facts.paid) if facts else None,
        **credited.more,
    )
