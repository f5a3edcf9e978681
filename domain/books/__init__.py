"""The double-entry books: the only writer of accounts, transactions, entries, lots and draws."""

from domain.books.post import (
    Posting,
    balance,
    expire,
    expire_ended,
    issue,
    open_accounts,
    reverse,
    spend,
)
from domain.books.questions import (
    Expiring,
    Line,
    Page,
    available,
    expiring,
    history,
    lots_left,
)
from domain.books.rules import Lot, Take, plan_spend

__all__ = [
    "Expiring",
    "Line",
    "Lot",
    "Page",
    "Posting",
    "Take",
    "available",
    "balance",
    "expire",
    "expire_ended",
    "expiring",
    "history",
    "issue",
    "lots_left",
    "open_accounts",
    "plan_spend",
    "reverse",
    "spend",
]
