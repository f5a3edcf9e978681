"""Circulars: one thing told to every member who wants news, in batches."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from pydantic_core import to_json

from domain.notices.outbox import tell_each
from domain.tx import ReadTx, Tx

# Whom of some members, in order of id, a circular (its kind and facts) is meant for.
Meant = Callable[[ReadTx, Sequence[int], str, dict[str, Any]], Sequence[int]]


def circular(tx: Tx, kind: str, due_at: int, **facts: Any) -> int:
    """Writes down what every member is told from `due_at` on (UTC us); the circular's id.

    The facts lie open: there is nothing about a person in them.
    """
    id_ = tx.new_id()
    tx.sql.circulars.add(id=id_, kind=kind, facts=to_json(facts).decode(), due_at=due_at)
    return id_


def everybody(
    _tx: ReadTx, members: Sequence[int], _kind: str, _facts: dict[str, Any]
) -> Sequence[int]:
    """A circular for all."""
    return members


def send_circulars(tx: Tx, most: int, meant: Meant = everybody) -> tuple[int, bool]:
    """Tells the oldest due circular to its next readers: how many, and whether all is told."""
    row = tx.sql.circulars.oldest(now=tx.now)
    if row is None:
        return 0, True
    id_, kind, body, cursor, due_at = row
    readers = [member for (member,) in tx.sql.circulars.readers(cursor=cursor, most=most)]
    state = "due" if len(readers) == most else "done"
    reached = readers[-1] if readers else cursor
    # Before anything is told: of two at once, the second finds the cursor moved.
    if not tx.sql.circulars.advance(id=id_, before=cursor, cursor=reached, state=state):
        return 0, False
    facts = json.loads(body)
    tx.makes_up_for(due_at)
    tell_each(tx, kind, ((member, facts) for member in meant(tx, readers, kind, facts)))
    return len(readers), False
