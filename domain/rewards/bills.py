"""Vouchers on a bill: money off, a part off, a gift card's balance; and open again with its undo.

All amounts are money in minor units.
"""

from domain import books
from domain.errors import NotForThisBill
from domain.programme import GiftCard, MoneyOff, PercentOff
from domain.rewards.settling import opened, settle
from domain.rewards.vouchers import FOR_BILLS, Voucher, by_id, open_vouchers
from domain.tx import ReadTx, Tx

# No bill is larger: what a voucher takes off at most.
LARGEST = 10**12


def open_for_bill(tx: ReadTx, member: int) -> tuple[Voucher, ...]:
    """What a member can have taken off a bill, soonest to end first."""
    return tuple(each for each in open_vouchers(tx, member) if isinstance(each.terms, FOR_BILLS))


def worth_on(voucher: Voucher, bill_minor: int) -> int:
    """What a voucher takes off a bill, rounded down; 0 where it is not for this bill."""
    match voucher.terms:
        case MoneyOff(value_minor=int(value), from_minor=least):
            return min(value, bill_minor) if bill_minor >= least else 0
        case PercentOff(percent=percent, most_minor=most):
            off = bill_minor * percent // 100
            return off if most is None else min(off, most)
        case GiftCard():
            return min(voucher.balance or 0, bill_minor)
    return 0


def use_on_bill(tx: Tx, voucher: int, minor: int, actor: str) -> Voucher:
    """Takes `minor` off a bill with an open voucher: a gift card is used when it is empty.

    Raises VoucherUnknown, VoucherClosed, or NotForThisBill where it does not hold as much.
    """
    found = opened(tx, voucher)
    if not 0 < minor <= worth_on(found, LARGEST):
        raise NotForThisBill
    if isinstance(found.terms, GiftCard):
        (left,) = tx.sql.vouchers.draw_down(id=voucher, minor=minor)
        if left:
            return by_id(tx, voucher)
    settle(tx, voucher, "used", actor)
    return by_id(tx, voucher)


def reopen(tx: Tx, voucher: int, minor: int, actor: str) -> None:
    """Opens a voucher again with the undo of the purchase that took `minor` off with it.

    A gift card that ran out meanwhile is not opened: the points of that share come back.
    """
    found = by_id(tx, voucher)
    books.lock(tx, found.member)
    found = by_id(tx, voucher)
    if found.state not in ("issued", "used"):
        _return_share(tx, found, minor, actor)
        return
    tx.sql.vouchers.reopen(id=voucher)
    if isinstance(found.terms, GiftCard):
        tx.sql.vouchers.refill(id=voucher, minor=minor)


def _return_share(tx: Tx, voucher: Voucher, minor: int, actor: str) -> None:
    if not isinstance(voucher.terms, GiftCard) or voucher.txn is None:
        return
    if share := voucher.points * minor // voucher.terms.value_minor:
        books.give_back(tx, voucher.txn, "give_back", actor, share)
