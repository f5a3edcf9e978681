"""What becomes of a voucher: used once, or given back to the very lots that paid for it."""

from dataclasses import dataclass, replace

from domain import books
from domain.errors import SeatsClosed, VoucherClosed, VoucherForBill, VoucherKept, VoucherUnknown
from domain.notices import tell
from domain.programme import Privilege
from domain.rewards import limits, stock
from domain.rewards.vouchers import FOR_BILLS, Voucher, by_id, kept_because, returnable_until
from domain.tx import Tx


@dataclass(frozen=True)
class GivenBack:
    """What came back for a voucher: less than it cost where a lot's day is over by now."""

    points: int
    balance: int


def use(tx: Tx, voucher: int, actor: str) -> Voucher:
    """Hands the reward over: an open voucher is used once.

    Raises VoucherClosed, or VoucherForBill for what is taken off a bill, and VoucherKept for a
    privilege, which is shown and not used up.
    """
    found = opened(tx, voucher)
    if isinstance(found.terms, FOR_BILLS):
        raise VoucherForBill
    if isinstance(found.terms, Privilege):
        raise VoucherKept("privilege")
    settle(tx, voucher, "used", actor)
    tell(tx, found.member, "voucher_used", None, reward=found.reward.model_dump())
    return replace(found, state="used", settled_at=tx.now)


def cancel(tx: Tx, member: int, voucher: int) -> GivenBack:
    """Gives an open voucher back: the points return to the lots they came from.

    Raises VoucherClosed, VoucherKept for what is not given back, SeatsClosed for a seat too late.
    """
    found = opened(tx, voucher)
    if found.member != member:
        raise VoucherUnknown
    if why := kept_because(found):
        raise VoucherKept(why)
    if (closes := returnable_until(tx, found)) <= tx.now:
        raise SeatsClosed(closes)
    return give_back(tx, found, "cancelled", "member")


def opened(tx: Tx, voucher: int) -> Voucher:
    """An open voucher, its member locked; raises VoucherUnknown or VoucherClosed."""
    row = tx.sql.vouchers.find(id=voucher)
    if row is None:
        raise VoucherUnknown
    books.lock(tx, row[1])
    found = by_id(tx, voucher)
    if found.state != "issued":
        raise VoucherClosed(found.state, found.settled_at or 0)
    if found.expires_at <= tx.now:
        raise VoucherClosed("expired", found.expires_at)
    return found


def give_back(tx: Tx, voucher: Voucher, state: str, actor: str) -> GivenBack:
    """Ends an open voucher; the points of what is unused return to their lots."""
    settle(tx, voucher.id, state, actor)
    again = 0
    if unused := voucher.unused_points:
        assert voucher.txn is not None, "what cost points was paid for"
        again = books.give_back(tx, voucher.txn, "give_back", actor, unused).points
    if voucher.is_whole:
        stock.put_back(tx, voucher.reward_id)
        limits.forgive(tx, voucher.member, voucher.id)
    return GivenBack(again, books.available(tx, voucher.member))


def settle(tx: Tx, voucher: int, state: str, actor: str) -> None:
    """Closes an open voucher."""
    settled = tx.sql.vouchers.settle(id=voucher, state=state, at=tx.now, actor=actor)
    assert settled is not None, "only an open voucher is settled"
