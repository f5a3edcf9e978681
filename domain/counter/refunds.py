"""Money given back: a purchase refunded whole or in part, or undone while it is fresh."""

from domain import books, earning, purchases, rewards
from domain.calendar import DAY
from domain.counter.limits import check, most_alone, seconded
from domain.earning import Refunded
from domain.errors import OtherShop, RefundTooLate
from domain.members import staff
from domain.purchases import Purchase
from domain.staff import Clerk, note, refuse_own
from domain.tx import Tx


def refund(
    tx: Tx,
    clerk: Clerk,
    purchase_id: int,
    minor: int | None = None,
    approved_by: Clerk | None = None,
) -> Refunded:
    """Gives back what is left of what was paid, or `minor` of it; its points go with it.

    With the last of it, the voucher is open again and points that paid return. Raises
    RefundTooLate, OtherShop, TooMuch, UndoneAlready, OwnPurchase, or SecondPersonNeeded where all
    that went back by then is above the clerk's limit.
    """
    purchase = _here(tx, clerk, purchase_id)
    days = tx.programme.counter.refund_days
    if tx.now > purchase.happened_at + days * DAY:
        raise RefundTooLate(days)
    done = earning.refund(tx, purchase.id, clerk.outside_id, minor)
    # Last: nobody is asked to agree to what cannot be done.
    check(tx, clerk, "refund", purchase.member, by_then(purchase, minor), approved_by)
    _reopen(tx, clerk, purchase, done)
    _note(tx, clerk, "refund", purchase, done, approved_by)
    return done


def undo(tx: Tx, clerk: Clerk, purchase_id: int) -> Refunded:
    """Takes a fresh purchase back as a whole, as if it had not been. Raises UndoTooLate."""
    purchase = _here(tx, clerk, purchase_id)
    most_alone(tx, clerk, "sell")
    refuse_own(tx, clerk.outside_id, purchase.member)
    done = earning.undo(tx, purchase.id, clerk.outside_id)
    _reopen(tx, clerk, purchase, done)
    _note(tx, clerk, "undo", purchase, done, None)
    return done


def _here(tx: Tx, clerk: Clerk, purchase_id: int) -> Purchase:
    """A purchase of this shop as it stands, its member locked."""
    books.lock(tx, purchases.find(tx, purchase_id).member)
    purchase = purchases.find(tx, purchase_id)
    if purchase.shop != clerk.shop:
        raise OtherShop
    return purchase


def by_then(purchase: Purchase, minor: int | None) -> int:
    """All that has gone back with this refund: in parts it is no less than at once."""
    if minor is not None and purchase.refunded + minor < purchase.paid:
        return purchase.refunded + minor
    return purchase.paid + purchase.voucher_minor + purchase.points_minor


def _reopen(tx: Tx, clerk: Clerk, purchase: Purchase, done: Refunded) -> None:
    if done.whole and purchase.voucher is not None:
        actor = staff(tx, clerk.outside_id)
        rewards.reopen(tx, purchase.voucher, purchase.voucher_minor, actor)


def _note(
    tx: Tx, clerk: Clerk, act: str, purchase: Purchase, done: Refunded, second: Clerk | None
) -> None:
    note(
        tx,
        clerk.outside_id,
        act,
        name=clerk.name,
        member=done.member,
        txn=done.txn,
        purchase=purchase.id,
        minor=done.minor,
        points=done.points,
        **seconded(tx, second),
    )
