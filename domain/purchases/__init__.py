"""What a till reports: shop, receipt, price, and what was paid after the discount."""

from domain.purchases.amount import parse_amount
from domain.purchases.receipts import (
    Purchase,
    attach_surprise,
    by_receipt,
    find,
    known,
    mark_undone,
    points_of,
    receipt_of,
    record,
)

__all__ = [
    "Purchase",
    "attach_surprise",
    "by_receipt",
    "find",
    "known",
    "mark_undone",
    "parse_amount",
    "points_of",
    "receipt_of",
    "record",
]
