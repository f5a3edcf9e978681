"""What points buy: the catalogue with its stock, redemption, and vouchers."""

from domain.rewards.catalogue import Offer, catalogue, offer
from domain.rewards.vouchers import (
    GivenBack,
    Redeemed,
    Voucher,
    cancel,
    code_of,
    lapse,
    my_vouchers,
    redeem,
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
    "lapse",
    "my_vouchers",
    "offer",
    "redeem",
    "use",
    "voucher_at",
    "voucher_of",
]
