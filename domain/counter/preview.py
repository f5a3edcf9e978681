"""What a refund would do, to be seen before it is done."""

from dataclasses import dataclass

from domain import books, purchases
from domain.earning.purchase.undoing import stays
from domain.errors import TooMuch, UndoneAlready
from domain.tx import ReadTx


@dataclass(frozen=True)
class WouldRefund:
    """Money that would go back of what was `paid` (minor units), and what would go with it.

    `owed`: so many of the points are spent by now. `returned`: points that paid come back.
    """

    member: int
    paid: int
    minor: int
    points: int
    owed: int
    returned: int
    reopens: bool


def quote_refund(tx: ReadTx, purchase_id: int, minor: int | None) -> WouldRefund:
    """Of `minor`, or of all that is left; raises UndoneAlready, or TooMuch in money."""
    purchase = purchases.find(tx, purchase_id)
    if purchase.undone_at is not None:
        raise UndoneAlready
    left = purchase.left
    part = left if minor is None else minor
    if part > left:
        raise TooMuch(points=part, most=left)
    whole, back = part == left, purchase.refunded + part
    earned: int = tx.sql.earning.earned_by(purchase=purchase_id)
    of_credit = stays(earned, purchase.paid, purchase.refunded) - stays(earned, purchase.paid, back)
    of_prize = purchases.points_of(tx, purchase) - earned if whole else 0
    returned = 0
    if whole and purchase.hold is not None:
        returned = books.hold_of(tx, purchase.hold).captured
    return WouldRefund(
        member=purchase.member,
        paid=purchase.paid,
        minor=part,
        points=of_credit + of_prize,
        owed=_owed(tx, purchase.txn, of_credit) + _owed(tx, purchase.surprise_txn, of_prize),
        returned=returned,
        reopens=whole and purchase.voucher is not None,
    )


def _owed(tx: ReadTx, txn: int | None, points: int) -> int:
    return 0 if txn is None else books.would_owe(tx, txn, points)
