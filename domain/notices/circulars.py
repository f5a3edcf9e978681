"""Circulars: one thing told to everybody, or to everybody who wants news, page by page."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from pydantic_core import to_json

from domain.notices.holdout import held_out
from domain.notices.kinds import KINDS, NEWS
from domain.notices.outbox import tell_each, waiting
from domain.notices.quiet import shop_quiet_until
from domain.tx import ReadTx, Tx

# Whom of some members, in order of id, a circular (its kind and facts) is meant for.
Meant = Callable[[ReadTx, Sequence[int], str, dict[str, Any]], Sequence[int]]
# So many notices may be due when a page is written: the outbox never holds a whole programme.
WAITING_MOST = 1_000


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
    """Tells a due circular to its next readers: how many, and whether there is no more to do now.

    The oldest goes first; one that must wait holds up no other.
    """
    for row in list(tx.sql.circulars.open(now=tx.now)):
        room = min(_room(tx, KINDS[row[1]].lane), most)
        if room > 0:
            return _page(tx, room, meant, *row), False
    return 0, True


def told_of(tx: Tx, source: str, members: Sequence[int]) -> list[int]:
    """Who of some members hears of a campaign: the readers of news, less those left out."""
    packed = json.dumps(list(members))
    readers = {member for (member,) in tx.sql.circulars.readers_among(members=packed)}
    return _less_left_out(tx, source, [member for member in members if member in readers])


def _room(tx: ReadTx, lane: int) -> int:
    """How many more may be written now; news waits for the shop's morning."""
    if lane == NEWS and shop_quiet_until(tx) is not None:
        return 0
    return WAITING_MOST - waiting(tx, lane, WAITING_MOST)


def _page(
    tx: Tx, most: int, meant: Meant, id_: int, kind: str, body: str, cursor: int, due_at: int
) -> int:
    """Tells a circular's next page of readers, and how many they are."""
    is_news = KINDS[kind].lane == NEWS
    page = tx.sql.circulars.readers if is_news else tx.sql.circulars.reachable
    readers = [member for (member,) in page(cursor=cursor, most=most)]
    state = "due" if len(readers) == most else "done"
    reached = readers[-1] if readers else cursor
    # Before anything is told: of two at once, the second finds the cursor moved.
    if not tx.sql.circulars.advance(id=id_, before=cursor, cursor=reached, state=state):
        return 0
    facts, source = json.loads(body), f"circular:{id_}"
    tx.makes_up_for(due_at)
    told = meant(tx, readers, kind, facts)
    if is_news:
        told = _less_left_out(tx, source, told)
    tell_each(tx, kind, ((member, facts) for member in told), source)
    return len(readers)


def _less_left_out(tx: Tx, source: str, members: Sequence[int]) -> list[int]:
    out = held_out(tx, source, members, tx.programme.messages.holdout_percent)
    return [member for member in members if member not in out]
