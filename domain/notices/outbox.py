"""Notices: written sealed, sent later, blanked when settled."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from domain.calendar import SECOND
from domain.members import Contact, contact, mark_reachable, preferences
from domain.notices.held import HELD
from domain.notices.kinds import KINDS
from domain.tx import ReadTx, Tx

# Waits before each further try, in seconds; the last one goes on for as long as it takes.
RETRY_SECONDS = (5, 30, 120, 600)
FAULTS_MAX = 5


@dataclass(frozen=True)
class Notice:
    """One thing to tell: whom, what kind, with which facts; `to` is None for the unreachable.

    `txn` is the movement that it tells of, where there is one.
    """

    id: int
    member: int
    kind: str
    facts: dict[str, Any]
    to: Contact | None
    wanted: bool
    txn: int | None = None


def tell(tx: Tx, member: int, kind: str, txn: int | None = None, **facts: Any) -> None:
    """Writes down one thing to be told to a member, in the commit that causes it."""
    tx.sql.outbox.add(**_row(tx, member, kind, txn, facts))
    tx.ring("outbox")


def tell_each(tx: Tx, kind: str, told: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """Writes down the same kind of thing for many members, each with their own facts."""
    tx.sql.outbox.add_each([_row(tx, member, kind, None, facts) for member, facts in told])
    tx.ring("outbox")


def due(tx: ReadTx, most: int) -> tuple[Notice, ...]:
    """What is to be told now, oldest first, each member's in order, at most `most`."""
    return tuple(_opened(tx, *row) for row in list(tx.sql.outbox.due(now=tx.now, most=most)))


def settle(tx: Tx, notice: int, member: int, state: str) -> None:
    """Closes a notice as sent, muted, blocked or failed, and blanks what it said.

    A member who blocked the bot is marked, and not written to again until they return.
    """
    tx.sql.outbox.settle(id=notice, state=state)
    if state == "blocked":
        mark_reachable(tx, member, reachable=False)


def postpone(tx: Tx, notice: int) -> None:
    """Puts a notice off for trouble that is not its own, longer each time, without end."""
    attempts, faults = tx.sql.outbox.tries(id=notice)
    _put_off(tx, notice, attempts, faults)


def blame(tx: Tx, notice: int) -> None:
    """Puts a notice off for a fault of its own; after FAULTS_MAX of them it has failed."""
    attempts, faults = tx.sql.outbox.tries(id=notice)
    if faults + 1 >= FAULTS_MAX:
        tx.sql.outbox.settle(id=notice, state="failed")
    else:
        _put_off(tx, notice, attempts, faults + 1)


def _row(tx: Tx, member: int, kind: str, txn: int | None, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": tx.new_id(),
        "member": member,
        "txn": txn,
        "kind": kind,
        "lane": KINDS[kind].lane,
        "payload": tx.vault.seal("outbox", to_json(facts)),
        "due_at": HELD if tx.hushed else tx.now,
    }


def _put_off(tx: Tx, notice: int, attempts: int, faults: int) -> None:
    wait = RETRY_SECONDS[min(attempts, len(RETRY_SECONDS) - 1)] * SECOND
    tx.sql.outbox.postpone(id=notice, due_at=tx.now + wait, faults=faults)


def _opened(
    tx: ReadTx, notice: int, member: int, kind: str, payload: bytes, txn: int | None
) -> Notice:
    facts = json.loads(tx.vault.unseal("outbox", payload))
    found = contact(tx, member)
    to = found if found and found.reachable else None
    switch = KINDS[kind].switch
    wanted = switch is None or preferences(tx, member)[switch]
    return Notice(notice, member, kind, facts, to, wanted, txn)
