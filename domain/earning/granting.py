"""Giving points: one new lot, valid for as long as the programme says, with its explanation."""

from typing import Any

from domain import books
from domain.calendar import end_of_validity
from domain.earning import traces
from domain.earning.facts import Facts, Share
from domain.tx import Tx


def grant(
    tx: Tx,
    member: int,
    points: int,
    kind: str,
    actor: str,
    *,
    shares: tuple[Share, ...] = (),
    facts: Facts | None = None,
    happened_at: int | None = None,
    owed: int | None = None,
    **more: Any,
) -> books.Posting:
    """Credits points that were earned at `happened_at` (UTC us; now, unless it is said).

    `shares` say which rules made them; without any, they are all of one kind. Who locked the
    member's books already says what is `owed`.
    """
    rule = tx.programme.expiry
    earned_at = tx.now if happened_at is None else happened_at
    posting = books.issue(
        tx,
        member,
        points,
        kind,
        actor,
        end_of_validity(earned_at, rule.months, tx.programme.zone, rule.to_end_of),
        happened_at=earned_at,
        decay_percent=rule.decay_percent,
        owed=owed,
    )
    said = shares or (Share(kind, kind, points),)
    traces.keep(tx, member, kind, points, txn=posting.txn, shares=said, facts=facts, **more)
    return posting
