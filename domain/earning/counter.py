"""A purchase at the counter: quoted, credited with its surprise, and undone as a whole."""

from dataclasses import dataclass

from domain import books, purchases
from domain.calendar import MINUTE
from domain.earning import surprise
from domain.earning.rules import base_points, multiplied, paid_after_discount
from domain.earning.tiers import standing
from domain.earning.welcome import lot_end
from domain.errors import OwnPurchase, UndoneAlready, UndoTooLate
from domain.members import staff, who
from domain.notices import tell
from domain.programme import Tier
from domain.tx import ReadTx, Tx
from domain.vault import code


@dataclass(frozen=True)
class Quote:
    """What a purchase costs and earns today; money in minor units."""

    tier: Tier
    price: int
    paid: int
    points: int


@dataclass(frozen=True)
class Credited:
    """A purchase as it was credited."""

    purchase: int
    member: int
    price: int
    paid: int
    points: int
    surprise: int
    balance: int
    at: int


@dataclass(frozen=True)
class Undone:
    """A purchase taken back: the points it had earned, surprise included."""

    purchase: int
    member: int
    points: int
    balance: int


def quote(tx: ReadTx, member: int, price: int) -> Quote:
    """What `price` costs this member after the tier's discount, and what it earns."""
    tier = standing(tx, member).tier
    paid = paid_after_discount(price, tier.discount_percent)
    base = base_points(paid, tx.programme.earning)
    return Quote(tier, price, paid, multiplied(base, tier.multiplier_percent))


def credit(
    tx: Tx, member: int, price: int, shop: str, receipt: str | None, staff_id: int
) -> Credited:
    """Credits a purchase, draws its surprise and tells the member.

    Raises OwnPurchase where staff credit themselves, ReceiptTaken where the receipt is known.
    """
    myself = who(tx, staff_id)
    if myself is not None and myself.member == member:
        raise OwnPurchase
    actor = staff(tx, staff_id)
    quoted = quote(tx, member, price)
    number = receipt or code(tx.vault.secret("receipt", tx.new_id()), 8)
    purchase = purchases.record(tx, member, shop, number, price, quoted.paid, actor)
    posting = None
    if quoted.points:
        posting = books.issue(tx, member, quoted.points, "purchase", actor, lot_end(tx))
    txn = posting.txn if posting else None
    balance = posting.balance if posting else books.available(tx, member)
    tell(tx, member, "purchase", txn, points=quoted.points, paid=quoted.paid, balance=balance)
    prize = surprise.surprise_purchase(tx, member, purchase.id)
    purchases.attach(tx, purchase, txn, prize.txn if prize else None)
    return Credited(
        purchase=purchase.id,
        member=member,
        price=price,
        paid=quoted.paid,
        points=quoted.points,
        surprise=prize.points if prize else 0,
        balance=prize.balance if prize else balance,
        at=tx.now,
    )


def undo(tx: Tx, purchase_id: int, staff_id: int) -> Undone:
    """Takes a purchase back as a whole, its surprise too.

    Raises UndoTooLate after the settings' minutes, PointsSpent once any of its lots is drawn.
    """
    purchase = purchases.find(tx, purchase_id)
    minutes = tx.programme.earning.undo_minutes
    if purchase.undone_at is not None:
        raise UndoneAlready
    if tx.now > purchase.happened_at + minutes * MINUTE:
        raise UndoTooLate(minutes)
    actor = staff(tx, staff_id)
    points = 0
    if purchase.surprise_txn is not None:
        points += surprise.take_back(tx, purchase.surprise_txn, purchase.happened_at, actor)
    if purchase.txn is not None:
        points -= books.reverse(tx, purchase.txn, "undo", actor).points
    purchases.mark_undone(tx, purchase.id)
    balance = books.available(tx, purchase.member)
    tell(tx, purchase.member, "undone", None, points=points, paid=purchase.paid, balance=balance)
    return Undone(purchase.id, purchase.member, points, balance)
