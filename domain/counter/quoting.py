"""What a bill comes to: discount first, then a voucher, then points, and money for the rest."""

from typing import Any

from domain import books, earning, rewards
from domain.counter.bill import Bill, BillQuote, most_points, points_for
from domain.counter.paying import agreed_points
from domain.errors import (
    AmountRefused,
    NotEnoughPoints,
    NotForThisBill,
    PartTooLittle,
    PartTooMuch,
    VoucherClosed,
)
from domain.programme import Named
from domain.staff import Clerk
from domain.tx import ReadTx


def quote(
    tx: ReadTx, clerk: Clerk, member: int, bill: Bill, happened_at: int | None = None
) -> BillQuote:
    """What a bill comes to for a member, and what it earns; nothing changes.

    Raises AmountRefused, CategoryUnknown, and what stands against its voucher or its points.
    """
    refuse_amount(tx, bill.price)
    full = earning.quote(tx, member, bill.price, clerk.shop, bill.category, happened_at=happened_at)
    voucher, voucher_minor = _voucher(tx, member, bill, full.paid)
    due = full.paid - voucher_minor
    most = most_points(tx.programme, due)
    points = _points(tx, clerk, member, bill, most)
    points_minor = tx.programme.worth_minor(points)
    covered = voucher_minor + points_minor
    least, has = tx.programme.counter.part_least_points, books.available(tx, member)
    ends = full
    if covered:
        given: dict[str, Any] = {"covered": covered, "happened_at": happened_at}
        ends = earning.quote(tx, member, bill.price, clerk.shop, bill.category, **given)
    return BillQuote(
        tier=full.tier,
        price=bill.price,
        discount_percent=full.discount_percent,
        discounted=full.paid,
        voucher=voucher,
        voucher_minor=voucher_minor,
        points_used=points,
        points_minor=points_minor,
        most_points=min(most, has) if min(most, has) >= least else 0,
        paid=ends.paid,
        points=ends.points,
        shares=ends.shares,
    )


def refuse_amount(tx: ReadTx, price: int) -> None:
    """Raises AmountRefused for what is no price of a purchase."""
    most = tx.programme.earning.amount_max_minor
    if price <= 0:
        raise AmountRefused("positive")
    if price > most:
        raise AmountRefused("most", most=most)


def _voucher(tx: ReadTx, member: int, bill: Bill, discounted: int) -> tuple[Named | None, int]:
    if bill.voucher is None:
        return None, 0
    found = rewards.voucher_of(tx, member, bill.voucher)
    if found.state != "issued":
        raise VoucherClosed(found.state, found.settled_at or 0)
    if found.expires_at <= tx.now:
        raise VoucherClosed("expired", found.expires_at)
    worth = rewards.worth_on(found, discounted)
    if worth == 0:
        raise NotForThisBill
    return found.reward, worth


def _points(tx: ReadTx, clerk: Clerk, member: int, bill: Bill, most: int) -> int:
    """The points that pay: none of them for nothing, and never more than their share."""
    rules, points = tx.programme.counter, bill.points
    if bill.hold is not None:
        points = agreed_points(tx, clerk, member, bill.hold)
    elif points == 0:
        return 0
    if points < rules.part_least_points:
        raise PartTooLittle(rules.part_least_points)
    worth = tx.programme.worth_minor(points)
    if points_for(tx.programme, worth) > most:
        raise PartTooMuch(rules.part_percent, most)
    if bill.hold is None and points > (has := books.available(tx, member)):
        raise NotEnoughPoints(points, has)
    if worth == 0:
        raise PartTooLittle(points_for(tx.programme, 1))
    return points_for(tx.programme, worth)
