"""Taking a purchase back, whole or in part: what it earned leaves the lots that it made."""

from dataclasses import dataclass, replace
from typing import Literal

from domain import books, purchases
from domain.calendar import MINUTE
from domain.earning import keeping, taken, traces
from domain.earning.facts import Share
from domain.earning.purchase import surprise
from domain.errors import AmountRefused, TooMuch, UndoneAlready, UndoTooLate
from domain.members import staff
from domain.notices import tell
from domain.purchases import Purchase
from domain.tx import Tx

Kind = Literal["undo", "refund"]


@dataclass(frozen=True)
class Refunded:
    """Money given back (minor units), and the points that left with it, surprise included.

    `owed`: so many of them were spent already; what is earned next pays them first. `returned`:
    points that had paid a part, and are the member's again. `whole`: nothing is left to give back.
    """

    purchase: int
    member: int
    points: int
    balance: int
    owed: int = 0
    minor: int = 0
    whole: bool = True
    returned: int = 0
    txn: int | None = None


def undo(tx: Tx, purchase_id: int, staff_id: int) -> Refunded:
    """Takes a purchase back as a whole, its surprise too.

    What was spent of its points is owed from now on, and what it had used up can be earned again.
    Raises UndoneAlready, or UndoTooLate after the settings' minutes.
    """
    purchase = _open(tx, purchase_id)
    minutes = tx.programme.earning.undo_minutes
    if tx.now > purchase.happened_at + minutes * MINUTE:
        raise UndoTooLate(minutes)
    return _take_back(tx, purchase, purchase.left, "undo", staff(tx, staff_id))


def refund(tx: Tx, purchase_id: int, staff_id: int, minor: int | None = None) -> Refunded:
    """Gives back all that is left of what was paid, or `minor` of it; its points go with it.

    After so much of what was paid has gone back, floor(points x what stayed / paid) stay. With the
    last of it the purchase is undone. Raises UndoneAlready, AmountRefused or TooMuch.
    """
    purchase = _open(tx, purchase_id)
    if minor is not None and minor <= 0:
        raise AmountRefused("positive")
    if minor is not None and minor > purchase.left:
        raise TooMuch(points=minor, most=purchase.left)
    part = purchase.left if minor is None else minor
    return _take_back(tx, purchase, part, "refund", staff(tx, staff_id))


def _open(tx: Tx, purchase_id: int) -> Purchase:
    books.lock(tx, purchases.find(tx, purchase_id).member)
    purchase = purchases.find(tx, purchase_id)
    if purchase.undone_at is not None:
        raise UndoneAlready
    return purchase


def _take_back(tx: Tx, purchase: Purchase, minor: int, kind: Kind, actor: str) -> Refunded:
    member, whole = purchase.member, minor == purchase.left
    prize = _take_prize(tx, purchase, actor) if whole else None
    credit = _take_credit(tx, purchase, minor, kind, actor)
    purchases.note_refund(
        tx,
        purchase.id,
        minor,
        credit.points if credit else 0,
        credit.txn if credit else None,
        actor,
    )
    returned = 0
    if whole:
        taken.free(tx, member, purchase.id)
        tx.sql.earning.undo_gifts(purchase=purchase.id, member=member)
        if purchase.hold is not None:
            captured_by = books.hold_of(tx, purchase.hold).end_txn
            assert captured_by is not None, "a purchase is paid with what was captured"
            returned = books.give_back(tx, captured_by, "returned", actor).points
    keeping.take_back(tx, member, purchase.happened_at, whole=whole)
    back = [each for each in (prize, credit) if each is not None]
    done = Refunded(
        purchase.id,
        member,
        sum(each.points for each in back),
        books.available(tx, member),
        sum(each.owed for each in back),
        minor,
        whole,
        returned,
        credit.txn if credit else None,
    )
    if kind == "undo":
        tell(tx, member, "undone", None, **_told(purchase, done))
    else:
        tell(tx, member, "refund", None, **_told(purchase, done))
    return done


def _take_prize(tx: Tx, purchase: Purchase, actor: str) -> books.Reversed | None:
    if purchase.surprise_txn is None:
        return None
    prize = surprise.take_back(tx, purchase.id, purchase.surprise_txn, actor)
    won = traces.trace_of(tx, purchase.member, purchase.surprise_txn)
    if won is not None:
        shares = tuple(replace(share, points=-share.points) for share in won.shares)
        traces.keep(tx, won.member, "undo", -won.points, txn=prize.txn, shares=shares, **won.more)
    return prize


def _take_credit(
    tx: Tx, purchase: Purchase, minor: int, kind: Kind, actor: str
) -> books.Reversed | None:
    """Takes this part's points back, and keeps the credit's explanation the other way round."""
    earned = tx.sql.earning.earned_by(purchase=purchase.id)
    before, after = purchase.refunded, purchase.refunded + minor
    gone = stays(earned, purchase.paid, before) - stays(earned, purchase.paid, after)
    back = None
    if purchase.txn is not None and gone:
        back = books.reverse(tx, purchase.txn, kind, actor, gone)
    credited = traces.of_purchase(tx, purchase.member, purchase.id)
    if credited is not None:
        traces.keep(
            tx,
            credited.member,
            kind,
            -gone,
            txn=back.txn if back else None,
            shares=shares_gone(credited.shares, purchase.paid, before, after),
            facts=replace(credited.facts, paid=-minor) if credited.facts else None,
            whole=after == purchase.paid,
            **credited.more,
        )
    return back


def shares_gone(shares: tuple[Share, ...], paid: int, before: int, after: int) -> tuple[Share, ...]:
    """What each rule's share loses: together what the credit does, part after part."""
    lost: list[Share] = []
    upto = lost_upto = 0
    for share in shares:
        upto += share.points
        now_lost = stays(upto, paid, before) - stays(upto, paid, after)
        lost.append(replace(share, points=lost_upto - now_lost))
        lost_upto = now_lost
    return tuple(lost)


def stays(points: int, paid: int, refunded: int) -> int:
    """floor(points x what stayed / paid): nothing stays of what was given back whole."""
    return points * (paid - refunded) // paid if refunded < paid else 0


def _told(purchase: Purchase, done: Refunded) -> dict[str, int]:
    return {
        "points": done.points,
        "paid": done.minor,
        "balance": done.balance,
        "owed": done.owed,
        "returned": done.returned,
        "voucher_minor": purchase.voucher_minor if done.whole else 0,
    }
