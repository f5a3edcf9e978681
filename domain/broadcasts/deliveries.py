"""Where each member of a broadcast stands, and how many stand where.

Whatever changes a delivery locks its broadcast first and changes the tally with it, in a handful
of statements however many members it is about.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.broadcasts.audience import Audience
from domain.broadcasts.content import Content, source_of
from domain.members import Contact
from domain.tx import Tx


@dataclass(frozen=True)
class Head:
    """A broadcast as it stands while it is locked."""

    id: int
    tally: Mapping[str, int]
    state: str
    content: Content
    audience: Audience
    cursor: int
    starts_at: int
    holdout_percent: int
    canary: int

    @property
    def source(self) -> str:
        """What it is called where attention is booked."""
        return source_of(self.id)


@dataclass(frozen=True)
class Fate:
    """What becomes of a member now; `contact` where it is to be written to."""

    member: int
    state: str
    due_at: int | None = None
    contact: Contact | None = None


def lock(tx: Tx, broadcast: int) -> Head:
    """A broadcast, which nobody else changes until this change is done."""
    state, sealed, audience, *rest = tx.sql.claiming.lock(id=broadcast)
    content = Content.read(tx.vault.unseal("broadcast", sealed))
    tally = dict(tx.sql.broadcasts.tally(broadcast=broadcast))
    return Head(broadcast, tally, state, content, Audience.read(audience), *rest)


def add(tx: Tx, head: Head, fates: Sequence[Fate]) -> None:
    """Writes down what becomes of members who were not dealt with before."""
    if fates:
        tx.sql.claiming.add_each([_row(tx, head, fate) for fate in fates])
        move(tx, head.id, {}, _counted(fates))


def put(tx: Tx, head: Head, was: str, fates: Sequence[Fate], attempts: Mapping[int, int]) -> None:
    """Writes down what became of members who all stood at `was`, each so often attempted."""
    if fates:
        tx.sql.claiming.put_each(
            [
                _row(tx, head, fate) | {"was": was, "attempts": attempts[fate.member]}
                for fate in fates
            ]
        )
        move(tx, head.id, {was: len(fates)}, _counted(fates))


def move(tx: Tx, broadcast: int, taken: Mapping[str, int], added: Mapping[str, int]) -> None:
    """Counts members from some states to others."""
    for count, members in (
        (tx.sql.claiming.take_from_tally, taken),
        (tx.sql.claiming.add_to_tally, added),
    ):
        if members:
            count([{"broadcast": broadcast, "state": s, "members": n} for s, n in members.items()])


def _row(tx: Tx, head: Head, fate: Fate) -> dict[str, Any]:
    return {
        "broadcast": head.id,
        "member": fate.member,
        "state": fate.state,
        "due_at": fate.due_at,
        "at": tx.now,
    }


def _counted(fates: Sequence[Fate]) -> Counter[str]:
    return Counter(fate.state for fate in fates)
