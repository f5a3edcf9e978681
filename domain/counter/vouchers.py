"""At the counter: a voucher is handed over for, and a card is looked at."""

from domain import rewards
from domain.counter.limits import most_alone
from domain.members import staff
from domain.rewards import Voucher
from domain.staff import Clerk, is_own, note
from domain.tx import Tx


def use_voucher(tx: Tx, clerk: Clerk, voucher: int) -> Voucher:
    """Hands over what a voucher is for, once; one for the clerk's own card is flagged.

    Raises VoucherUnknown, VoucherClosed, VoucherForBill, or VoucherKept for a privilege.
    """
    most_alone(tx, clerk, "sell")
    used = rewards.use(tx, voucher, staff(tx, clerk.outside_id))
    note(
        tx,
        clerk.outside_id,
        "voucher",
        name=clerk.name,
        member=used.member,
        flagged=is_own(tx, clerk.outside_id, used.member),
        voucher=used.id,
        reward=used.reward_id,
    )
    return used


def open_card(tx: Tx, clerk: Clerk, member: int) -> None:
    """Writes down that a member's card was looked at."""
    note(tx, clerk.outside_id, "card", name=clerk.name, member=member)
