"""The double-entry books: the only writer of accounts, transactions, entries, lots and draws."""

from domain.books.endings import Ended, end_due, expire_ended, extend, extend_all
from domain.books.holds import (
    Held,
    Hold,
    capture,
    expire_holds,
    hold,
    hold_of,
    release,
)
from domain.books.movements import (
    Balances,
    balance,
    issue,
    lock,
    lots_left,
    open_accounts,
    spend,
)
from domain.books.notes import annotate, note_of
from domain.books.past import Liability, Past, as_of, liability
from domain.books.posting import Posting
from domain.books.proofs import Proof, mark_posted, proof_of, unposted
from domain.books.questions import (
    Expiring,
    Line,
    Page,
    available,
    balances,
    expiring,
    history,
    line_of,
    would_return,
)
from domain.books.reversals import Reversed, give_back, reinstate, reverse, would_owe
from domain.books.rules import Lot, Take, loss, plan_return, plan_spend
from domain.books.seals import SEALED_AT, Batch, Seal, chain, newest_seal, seal_batch

__all__ = [
    "SEALED_AT",
    "Balances",
    "Batch",
    "Ended",
    "Expiring",
    "Held",
    "Hold",
    "Liability",
    "Line",
    "Lot",
    "Page",
    "Past",
    "Posting",
    "Proof",
    "Reversed",
    "Seal",
    "Take",
    "annotate",
    "as_of",
    "available",
    "balance",
    "balances",
    "capture",
    "chain",
    "end_due",
    "expire_ended",
    "expire_holds",
    "expiring",
    "extend",
    "extend_all",
    "give_back",
    "history",
    "hold",
    "hold_of",
    "issue",
    "liability",
    "line_of",
    "lock",
    "loss",
    "lots_left",
    "mark_posted",
    "newest_seal",
    "note_of",
    "open_accounts",
    "plan_return",
    "plan_spend",
    "proof_of",
    "reinstate",
    "release",
    "reverse",
    "seal_batch",
    "spend",
    "unposted",
    "would_owe",
    "would_return",
]
