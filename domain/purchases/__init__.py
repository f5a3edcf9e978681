"""What a till reports: shop, receipt, price, and what was paid after the discount."""

from domain.purchases.amount import parse_amount
from domain.purchases.listing import PurchasePage, purchases_of
from domain.purchases.receipts import (
    NO_COVER,
    Cover,
    Purchase,
    attach_surprise,
    by_receipt,
    find,
    known,
    note_refund,
    points_of,
    receipt_of,
    record,
)

__all__ = [
    "NO_COVER",
    "Cover",
    "Purchase",
    "PurchasePage",
    "attach_surprise",
    "by_receipt",
    "find",
    "known",
    "note_refund",
    "parse_amount",
    "points_of",
    "purchases_of",
    "receipt_of",
    "record",
]
