"""Recomputes the books and compares: every invariant that holds so far (TRUST.md, I1-I14)."""

from dataclasses import dataclass

from domain.tx import ReadTx

INVARIANTS = (
    "entries_balance",
    "books_balance",
    "no_member_below_zero",
    "cached_balances",
    "lots_carry_balances",
    "lots_within_bounds",
    "draws_explain_lots",
    "reversals_mirror",
    "versions_without_gap",
    "balances_follow_entries",
    "keys_unique",
    "events_told",
    "purchases_backed",
    "vouchers_paid",
    "stock_not_negative",
    "budget_spent",
    "one_identity_each",
    "outbox_blanked",
)
TRIGGERS = {
    f"{table}_no_{change}" for table in ("txn", "entry", "draw") for change in ("update", "delete")
} | {"lot_no_delete", "lot_fixed"}


@dataclass(frozen=True)
class Findings:
    """What the audit counted, and every invariant that does not hold, with how often."""

    members: int
    transactions: int
    outstanding_points: int
    breaches: tuple[tuple[str, int], ...]

    @property
    def ok(self) -> bool:
        """Whether the books tell the truth."""
        return not self.breaches


def audit(tx: ReadTx) -> Findings:
    """Reads everything once; takes time with the size of the books, and changes nothing."""
    breaches = [
        (name, count) for name in INVARIANTS if (count := getattr(tx.sql.audit, name)()) != 0
    ]
    missing = TRIGGERS - {row[0] for row in tx.sql.audit.triggers()}
    if missing:
        breaches.append(("append_only_triggers", len(missing)))
    return Findings(
        members=tx.sql.audit.members(),
        transactions=tx.sql.audit.transactions(),
        outstanding_points=tx.sql.audit.outstanding(),
        breaches=tuple(breaches),
    )
