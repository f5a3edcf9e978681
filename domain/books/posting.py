"""One balanced transaction: its entries, and what it draws from the lots. Used by every verb."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from domain.books.rules import Take
from domain.tx import Tx


@dataclass(frozen=True)
class Posting:
    """A transaction that was posted: how it changed what is available, and what is now.

    `repaid`: so much of what was earned went to what was owed.
    """

    txn: int
    points: int
    balance: int
    repaid: int = 0


def post(
    tx: Tx,
    member: int,
    kind: str,
    actor: str,
    moves: dict[str, int],
    programme: dict[str, int] | None = None,
    *,
    reverses: int | None = None,
    happened_at: int | None = None,
) -> Posting:
    """Posts `moves` of a member's accounts and of the programme's: together they sum to zero."""
    own = programme or {}
    assert sum(moves.values()) + sum(own.values()) == 0, "the entries of a transaction sum to zero"
    txn = tx.new_id()
    tx.sql.books.add_txn(
        id=txn,
        key=tx.posting_key(),
        kind=kind,
        actor=actor,
        happened_at=tx.now if happened_at is None else happened_at,
        posted_at=tx.now,
        reverses=reverses,
        rules=tx.version.number,
    )
    balance, entries = None, []
    for account, points in moves.items():
        if points:
            after, version = tx.sql.books.move(member=member, kind=account, points=points)
            entries.append(_entry(txn, member, account, points, after, version))
            balance = after if account == "available" else balance
    entries += [_entry(txn, 0, account, points) for account, points in own.items() if points]
    tx.sql.books.add_entries(entries)
    if balance is None:
        balance = tx.sql.books.balance(member=member)
    return Posting(txn, moves.get("available", 0), balance)


def draw(tx: Tx, txn: int, takes: Iterable[Take]) -> None:
    """Takes points out of lots, or gives them back, in the name of a transaction."""
    rows = [{"lot": take.lot, "txn": txn, "points": take.points} for take in takes]
    if rows:
        tx.sql.endings.draw_down([{"lot": row["lot"], "points": row["points"]} for row in rows])
        tx.sql.endings.add_draws(rows)


def _entry(
    txn: int,
    member: int,
    account: str,
    points: int,
    after: int | None = None,
    version: int | None = None,
) -> dict[str, Any]:
    return {
        "txn": txn,
        "member": member,
        "account": account,
        "points": points,
        "balance_after": after,
        "version": version,
    }
