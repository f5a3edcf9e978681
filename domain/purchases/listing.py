"""A member's purchases, newest first, in pages: so many at most are ever read."""

from dataclasses import dataclass

from domain.purchases.receipts import Purchase, find
from domain.tx import ReadTx


@dataclass(frozen=True)
class PurchasePage:
    """A page of purchases: its number from 1, how many pages there are, and its items."""

    number: int
    pages: int
    items: tuple[Purchase, ...]


def purchases_of(tx: ReadTx, member: int, page: int, size: int) -> PurchasePage:
    """The page of that number, or the nearest there is."""
    pages = max(-(-tx.sql.listing.how_many(member=member) // size), 1)
    page = min(max(page, 1), pages)
    rows = tx.sql.listing.of_member(member=member, most=size, skip=(page - 1) * size)
    return PurchasePage(page, pages, tuple(find(tx, row[0]) for row in rows))
