"""Recomputes the books and compares: every invariant, and every seal (TRUST.md, I1-I14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from domain.books.tampering import Fault, altered, broken_links, inserted, portions
from domain.calendar import DAY
from domain.draws.repeating import untrue
from domain.ids import first_id
from domain.rewards.stock import misseated
from domain.staff import verify
from domain.tx import ReadTx

INVARIANTS = {
    "entries_balance": "a transaction's entries do not sum to zero",
    "books_balance": "issued less redeemed and expired is not what is outstanding",
    "no_member_below_zero": "a member has less than nothing",
    "cached_balances": "an account's balance is not the sum of its entries",
    "versions_without_gap": "an account's entries are not numbered without a gap",
    "balances_follow_entries": "an entry's balance is not the one before plus its points",
    "lots_carry_balances": "a member's lots do not hold what is available",
    "holds_carry_balances": "a member's open holds do not hold what is held",
    "lots_within_bounds": "a lot holds less than nothing or more than it began with",
    "draws_explain_lots": "what left a lot is not what was drawn from it",
    "lots_explain_entries": "a transaction moved other points than its lots did",
    "extensions_explain_ends": "a lot ends when no extension says it does",
    "holds_end_once": "a hold has not exactly one end that its entries and lots agree with",
    "reversals_mirror": "a reversal does not move what it takes back",
    "reversals_within_whole": "parts taken back do not add up, or exceed the whole",
    "keys_unique": "two transactions have one key",
    "postings_requested": "a transaction was posted that nobody requested",
    "events_told": "what must be told was not written to the outbox once",
    "purchases_backed": "a purchase and its credit do not agree",
    "bills_add_up": "a bill was paid with more than its price, or not as it says",
    "refunds_add_up": "what was given back of a purchase is not what its refunds say",
    "late_entries_backed": "an entry of a counter page and its purchase do not agree",
    "sign_ins_backed": "a sign-in and its credit do not agree",
    "vouchers_paid": "a voucher was not paid once, or given back otherwise than it says",
    "vouchers_on_bills": "a voucher took something else off a bill than it says",
    "causes_add_up": "a cause is said to have got something else than was given",
    "stock_not_negative": "a shelf holds less than nothing",
    "seats_add_up": "an event has other seats left than those that nobody holds",
    "budget_spent": "a budget spent other points than surprises and rains gave",
    "one_identity_each": "a member has not one identity and three accounts",
    "deliveries_tallied": "a broadcast counts other members than it was settled for",
    "outbox_blanked": "a notice that is settled still says something",
    "explanations_add_up": "a movement is explained with other points than it moved",
    "taken_by_purchases": "what is paid once was used up by something that does not stand",
    "gifts_backed": "a gift and its purchase or its voucher do not agree",
    "referrals_backed": "a referral counts a purchase that is not the friend's",
    "draws_repeat": "a draw does not come out again, was skipped, or gave something else",
    "prizes_drawn": "points were won that nothing was drawn for",
    "tickets_paid": "a raffle's tickets are not numbered without a gap, or one was not paid",
    "acts_chained": "what staff did was changed, left out or slipped in",
    "acts_noted": "staff moved points, and it is not on their record",
    "append_only_triggers": "a trigger that keeps rows as they are is gone",
}
"""Each invariant, with what it means where it does not hold."""

TRIGGERS = frozenset(
    f"{table}_no_{change}"
    for table in (
        *("txn", "entry", "draw", "extension", "reversal", "leaf", "seal_block"),
        *("sign_in", "programme", "trace", "streak_repair", "dimming"),
        *("donation", "raffle_ticket", "drawing", "refund", "staff_act", "visit", "consent"),
    )
    for change in ("update", "delete")
) | {
    *("lot_no_delete", "lot_fixed", "hold_no_delete", "hold_fixed", "hold_ended"),
    *("annotation_no_delete", "annotation_fixed", "seal_no_delete", "seal_fixed"),
    *("request_fixed", "purchase_no_delete", "purchase_fixed"),
    *("payment_no_delete", "payment_agreed", "late_entry_no_delete", "late_entry_credited"),
    *("voucher_no_delete", "voucher_settled", "voucher_fixed"),
    *("seed_no_delete", "seed_fixed", "seed_told", "raffle_no_delete", "raffle_fixed"),
}
# The keys of requests are promised for so long.
REQUESTS_KEPT = 30 * DAY
COUNTED_MAX = 1_000
NAMED_MAX = 3


@dataclass(frozen=True)
class Breach:
    """An invariant that does not hold: how often (counted to COUNTED_MAX), and a few ids."""

    name: str
    count: int
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Size:
    """How much there is in the books."""

    members: int
    transactions: int
    outstanding_points: int


@dataclass(frozen=True)
class Findings:
    """What the audit counted, every invariant that is broken, and what broke its seal."""

    members: int
    transactions: int
    outstanding_points: int
    breaches: tuple[tuple[str, int], ...]
    sealed: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the books tell the truth."""
        return not self.breaches and not self.sealed


def audit(tx: ReadTx) -> Findings:
    """Reads everything once; takes time with the size of the books, and changes nothing."""
    counted = size(tx)
    breaches = [breach for name in INVARIANTS if (breach := check(tx, name)).count]
    return Findings(
        members=counted.members,
        transactions=counted.transactions,
        outstanding_points=counted.outstanding_points,
        breaches=tuple((breach.name, breach.count) for breach in breaches),
        sealed=tuple(chain(*(look(tx, *args) for look, *args in looks_at_seals(tx)))),
    )


def looks_at_seals(tx: ReadTx) -> tuple[tuple[Any, ...], ...]:
    """Every question about the seals, with its arguments: together they go through them all."""
    return (*((altered, portion) for portion in portions(tx)), (broken_links,), (inserted,))


def size(tx: ReadTx) -> Size:
    """Counts what the audit goes through."""
    sql = tx.sql.audit
    return Size(sql.members(), sql.transactions(), sql.outstanding())


def check(tx: ReadTx, name: str) -> Breach:
    """Looks for what breaks one invariant."""
    if name == "append_only_triggers":
        return Breach(name, len(TRIGGERS - {row[0] for row in tx.sql.audit.triggers()}))
    if name == "acts_chained":
        broken = [number for _, number in verify(tx)]
        return Breach(name, len(broken), tuple(broken[:NAMED_MAX]))
    if name == "draws_repeat":
        return _breach(name, islice(untrue(tx), COUNTED_MAX))
    if name == "seats_add_up":
        return _breach(name, misseated(tx))
    given = {"most": COUNTED_MAX}
    if name == "postings_requested":
        given["since"] = first_id(tx.now - REQUESTS_KEPT)
    return _breach(name, (row[0] for row in getattr(tx.sql.audit, name)(**given)))


def _breach(name: str, found: Iterable[int | None]) -> Breach:
    ids = list(found)
    named = [id_ for id_ in ids if id_ is not None]
    return Breach(name, len(ids), tuple(named[:NAMED_MAX]))
