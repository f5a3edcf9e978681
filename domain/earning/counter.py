"""A purchase at the counter: quoted, credited with its surprise, and undone as a whole."""

from dataclasses import dataclass

from domain import books, purchases
from domain.calendar import MINUTE
from domain.earning import surprise
from domain.earning.granting import grant
from domain.earning.rules import base_points, multiplied, paid_after_discount
from domain.earning.tiers import standing
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
    """A purchase as it was credited; `repaid`: so many of its points paid what was owed."""

    purchase: int
    member: int
    price: int
    paid: int
    points: int
    surprise: int
    balance: int
    at: int
    repaid: int = 0


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
    books.lock(tx, member)
    actor = staff(tx, staff_id)
    quoted = quote(tx, member, price)
    number = receipt or code(tx.vault.secret("receipt", tx.new_id()), 8)
    purchase = purchases.record(tx, member, shop, number, price, quoted.paid, actor)
    posting = None
    if quoted.points:
        posting = grant(tx, member, quoted.points, "purchase", actor)
    txn = posting.txn if posting else None
    balance = posting.balance if posting else books.available(tx, member)
    repaid = posting.repaid if posting else 0
    facts = {"points": quoted.points, "paid": quoted.paid, "balance": balance, "repaid": repaid}
    tell(tx, member, "purchase", txn, **facts)
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
        repaid=repaid + (prize.repaid if prize else 0),
    )


def undo(tx: Tx, purchase_id: int, staff_id: int) -> Undone:
    """Takes a purchase back as a whole, its surprise too.

    What was spent of its points is owed from now on. Raises UndoTooLate after the settings'
    minutes.
    """
    books.lock(tx, purchases.find(tx, purchase_id).member)
    purchase = purchases.find(tx, purchase_id)
    minutes = tx.programme.earning.undo_minutes
    if purchase.undone_at is not None:
        raise UndoneAlready
    if tx.now > purchase.happened_at + minutes * MINUTE:
        raise UndoTooLate(minutes)
    actor = staff(tx, staff_id)
    back = []
    if purchase.surprise_txn is not None:
        back.append(surprise.take_back(tx, purchase.surprise_txn, purchase.happened_at, actor))
    if purchase.txn is not None:
        back.append(books.reverse(tx, purchase.txn, "undo", actor))
    points, owed = sum(each.points for each in back), sum(each.owed for each in back)
    purchases.mark_undone(tx, purchase.id)
    balance = books.available(tx, purchase.member)
    facts = {"points": points, "paid": purchase.paid, "balance": balance, "owed": owed}
    tell(tx, purchase.member, "undone", None, **facts)
    return Undone(purchase.id, purchase.member, points, balance, owed)
