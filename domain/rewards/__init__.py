"""What points buy: the catalogue with its stock, redeeming, and vouchers of every kind."""

from domain.rewards.bills import open_for_bill, reopen, use_on_bill, worth_on
from domain.rewards.calling_off import Booked, booked, give_seats_back
from domain.rewards.catalogue import Offer, Why, offer, offers
from domain.rewards.donations import given
from domain.rewards.ending import lapse, remind
from domain.rewards.gifts import hand_over, take_back
from domain.rewards.redeeming import Redeemed, issue, redeem
from domain.rewards.settling import GivenBack, cancel, use
from domain.rewards.terms import mark_of, over_at
from domain.rewards.vouchers import (
    FOR_BILLS,
    Voucher,
    Vouchers,
    by_id,
    code_of,
    kept_because,
    my_vouchers,
    open_vouchers,
    privileges,
    returnable_until,
    reward_of,
    seats,
    voucher_at,
    voucher_of,
)

__all__ = [
    "FOR_BILLS",
    "Booked",
    "GivenBack",
    "Offer",
    "Redeemed",
    "Voucher",
    "Vouchers",
    "Why",
    "booked",
    "by_id",
    "cancel",
    "code_of",
    "give_seats_back",
    "given",
    "hand_over",
    "issue",
    "kept_because",
    "lapse",
    "mark_of",
    "my_vouchers",
    "offer",
    "offers",
    "open_for_bill",
    "open_vouchers",
    "over_at",
    "privileges",
    "redeem",
    "remind",
    "reopen",
    "returnable_until",
    "reward_of",
    "seats",
    "take_back",
    "use",
    "use_on_bill",
    "voucher_at",
    "voucher_of",
    "worth_on",
]
