"""Giving points: one new lot, valid for as long as the programme says."""

from domain import books
from domain.calendar import end_of_validity
from domain.tx import Tx


def grant(
    tx: Tx, member: int, points: int, kind: str, actor: str, happened_at: int | None = None
) -> books.Posting:
    """Credits points that were earned at `happened_at` (UTC us; now, unless it is said)."""
    rule = tx.programme.expiry
    earned_at = tx.now if happened_at is None else happened_at
    return books.issue(
        tx,
        member,
        points,
        kind,
        actor,
        end_of_validity(earned_at, rule.months, tx.programme.zone, rule.to_end_of),
        happened_at=earned_at,
        decay_percent=rule.decay_percent,
    )
