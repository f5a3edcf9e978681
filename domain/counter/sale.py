"""A sale: discount, voucher, points and money, in one change with what it earns."""

from domain import books, earning, rewards
from domain.counter.bill import Bill
from domain.counter.limits import check, seconded
from domain.counter.quoting import quote, refuse_amount
from domain.earning import Credited
from domain.errors import HoldUnknown
from domain.members import staff
from domain.purchases import NO_COVER, Cover
from domain.staff import Clerk, note
from domain.tx import Tx


def sell(
    tx: Tx,
    clerk: Clerk,
    member: int,
    bill: Bill,
    approved_by: Clerk | None = None,
    happened_at: int | None = None,
) -> Credited:
    """Credits a purchase that is paid as its bill says, and tells the member.

    The voucher is used and what was put aside is taken in the same change. One that happened
    before (UTC us) counts as of its own time. Raises what `quote` does, SecondPersonNeeded above
    the clerk's limit, and OwnPurchase.
    """
    refuse_amount(tx, bill.price)
    books.lock(tx, member)
    cover = _cover(tx, clerk, member, bill, happened_at)
    done = earning.credit(
        tx,
        member,
        bill.price,
        clerk.shop,
        None,
        clerk.outside_id,
        bill.category,
        cover=cover,
        happened_at=happened_at,
    )
    # Last: nobody is asked to agree to what cannot be done.
    check(tx, clerk, "sell", member, bill.price, approved_by)
    note(
        tx,
        clerk.outside_id,
        "sale",
        name=clerk.name,
        member=member,
        txn=done.txn,
        purchase=done.purchase,
        price=done.price,
        paid=done.paid,
        points=done.points,
        **seconded(tx, approved_by),
    )
    return done


def _cover(tx: Tx, clerk: Clerk, member: int, bill: Bill, happened_at: int | None) -> Cover:
    """Uses the voucher and takes what was put aside; what they cover."""
    if bill.voucher is None and bill.hold is None:
        if bill.points:
            raise HoldUnknown
        return NO_COVER
    quoted = quote(tx, clerk, member, bill, happened_at)
    actor = staff(tx, clerk.outside_id)
    if bill.voucher is not None:
        rewards.use_on_bill(tx, bill.voucher, quoted.voucher_minor, actor)
    if bill.hold is not None:
        books.capture(tx, bill.hold, actor, quoted.points_used)
    return Cover(bill.voucher, quoted.voucher_minor, bill.hold, quoted.points_minor)
