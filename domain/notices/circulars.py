"""Circulars: one thing told to every member who wants news, in batches."""

import json
from collections.abc import Callable
from typing import Any

from pydantic_core import to_json

from domain.notices.outbox import tell_each
from domain.tx import ReadTx, Tx

# Whether a circular (its kind and facts) is meant for a member.
Meant = Callable[[ReadTx, int, str, dict[str, Any]], bool]


def circular(tx: Tx, kind: str, due_at: int, **facts: Any) -> int:
    """Writes down what every member is told from `due_at` on (UTC us); the circular's id.

    The facts lie open: there is nothing about a person in them.
    """
    id_ = tx.new_id()
    tx.sql.circulars.add(id=id_, kind=kind, facts=to_json(facts).decode(), due_at=due_at)
    return id_


def everybody(_tx: ReadTx, _member: int, _kind: str, _facts: dict[str, Any]) -> bool:
    """A circular for all."""
    return True


def send_circulars(tx: Tx, most: int, meant: Meant = everybody) -> tuple[int, bool]:
    """Tells the oldest due circular to its next readers: how many, and whether all is told."""
    row = tx.sql.circulars.oldest(now=tx.now)
    if row is None:
        return 0, True
    id_, kind, body, cursor = row
    readers = [member for (member,) in tx.sql.circulars.readers(cursor=cursor, most=most)]
    state = "due" if len(readers) == most else "done"
    reached = readers[-1] if readers else cursor
    # Before anything is told: of two at once, the second finds the cursor moved.
    if not tx.sql.circulars.advance(id=id_, before=cursor, cursor=reached, state=state):
        return 0, False
    facts = json.loads(body)
    told = [(member, facts) for member in readers if meant(tx, member, kind, facts)]
    tell_each(tx, kind, told)
    return len(readers), False


def withdraw(tx: Tx, id_: int) -> bool:
    """Tells a circular to nobody else; False where it had ended already."""
    changed: int = tx.sql.circulars.withdraw(id=id_)
    return changed == 1
