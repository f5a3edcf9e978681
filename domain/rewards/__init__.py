"""What points buy: the catalogue with its stock, redemption, and vouchers."""

from domain.rewards.catalogue import Offer, catalogue, offer
from domain.rewards.gifts import hand_over, take_back
from domain.rewards.vouchers import (
    GivenBack,
    Redeemed,
    Voucher,
    cancel,
    code_of,
    lapse,
    my_vouchers,
    redeem,
    reward_of,
    use,
    voucher_at,
    voucher_of,
)

__all__ = [
    "GivenBack",
    "Offer",
    "Redeemed",
    "Voucher",
    "cancel",
    "catalogue",
    "code_of",
    "hand_over",
    "lapse",
    "my_vouchers",
    "offer",
    "redeem",
    "reward_of",
    "take_back",
    "use",
    "voucher_at",
    "voucher_of",
]
