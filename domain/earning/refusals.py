"""What a member was refused lately: kept for a while, so that "why not" has an answer."""

from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from domain import errors
from domain.calendar import DAY
from domain.errors import Refusal
from domain.tx import ReadTx, Tx

KEPT = 30 * DAY
KEPT_MOST = 100
"""A member who is refused more often than this has the newest kept."""


@dataclass(frozen=True)
class Refused:
    """A refusal and when it was said (UTC us)."""

    at: int
    refusal: Refusal


def remember(tx: Tx, member: int, code: str, facts: dict[str, Any]) -> None:
    """Keeps a refusal: its class and the fields that its text is filled with."""
    tx.sql.refusals.add(
        id=tx.new_id(), member=member, at=tx.now, code=code, facts=to_json(facts).decode()
    )
    tx.sql.refusals.forget_beyond(member=member, most=KEPT_MOST)


def refused_lately(tx: ReadTx, member: int) -> tuple[Refused, ...]:
    """What a member was refused in the last 30 days, newest first."""
    rows = tx.sql.refusals.recent(member=member, since=tx.now - KEPT)
    told = ((at, _refusal(code, facts)) for at, code, facts in rows)
    return tuple(Refused(at, refusal) for at, refusal in told if refusal)


def forget_refused(tx: Tx, most: int) -> int:
    """Forgets what is over its time; how many."""
    forgotten: int = tx.sql.refusals.forget(before=tx.now - KEPT, most=most)
    return forgotten


def _refusal(code: str, facts: str) -> Refusal | None:
    """The refusal again; None where an update since has changed what it is made of."""
    kind = getattr(errors, code, None)
    if not (isinstance(kind, type) and issubclass(kind, Refusal)):
        return None
    try:
        return kind(**from_json(facts))
    except TypeError:
        return None
