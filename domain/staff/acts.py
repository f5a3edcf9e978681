"""The record of what staff do: appended to, and chained, each member of staff's on its own.

One chain for each person, so that no two of them wait for each other. The chain and the mark of
its end are keyed, each under a key of its own: without the server's key nobody can write another
one that fits, or make an earlier act the last.
"""

import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from pydantic_core import to_json

from domain.members import card_of, staff
from domain.notices import alert
from domain.staff.people import Clerk, next_act, opened, people
from domain.staff.suspicion import suspicion
from domain.tx import ReadTx, Tx

BEGINNING = bytes(32)
CARD_SHOWN = 4


@dataclass(frozen=True)
class Act:
    """One line of the record: when (UTC us), who (numeric id and name), what, and with whom.

    `card` are the last letters of the member's card: who it is, to whoever has the card in hand.
    """

    actor: str
    number: int
    at: int
    act: str
    member: int | None
    txn: int | None
    facts: dict[str, Any]
    flagged: bool
    person: tuple[int, str]
    card: str


def note(
    tx: Tx,
    outside_id: int,
    act: str,
    *,
    name: str = "",
    member: int | None = None,
    txn: int | None = None,
    flagged: bool = False,
    **facts: Any,
) -> str:
    """Writes down what a member of staff did, in the change that does it; how the books name them.

    The facts hold nothing personal: amounts, points, ids, what was before and after. What looks
    like fraud is flagged, and the owner is told.
    """
    actor, number = next_act(tx, outside_id, name)
    if why := suspicion(tx, actor, act, member, facts):
        flagged, facts = True, facts | {"why": why}
    before = tx.sql.staff.link(actor=actor, number=number - 1) or BEGINNING
    told = to_json(facts).decode()
    link = _link(tx, before, actor, number, tx.now, act, member, txn, told, flagged)
    tx.sql.staff.add_act(
        actor=actor,
        number=number,
        at=tx.now,
        act=act,
        member=member,
        txn=txn,
        facts=told,
        flagged=int(flagged),
        chain=link,
    )
    tx.sql.staff.set_head(actor=actor, head=_end(tx, actor, number, link))
    if flagged:
        alert(tx, "flagged", actor=actor, number=number)
    return actor


def begin(tx: Tx, serving: Iterable[int]) -> set[int]:
    """Puts those on the record who begin to serve; the numeric ids of all who ever served.

    From then on every credit and refund of theirs has its act: the audit misses one that is gone.
    """
    begun = {actor for (actor,) in tx.sql.staff.begun()}
    for outside_id in serving:
        if staff(tx, outside_id) not in begun:
            note(tx, outside_id, "serving")
    return {outside_id for outside_id, _ in people(tx).values()}


def note_attempt(tx: Tx, clerk: Clerk, act: str) -> None:
    """Writes down, flagged, what a member of staff tried and was refused."""
    note(tx, clerk.outside_id, act, name=clerk.name, flagged=True)


def act_of(tx: ReadTx, actor: str, number: int) -> Act:
    """One line of the record."""
    return _act(tx, *tx.sql.staff.one(actor=actor, number=number))


def acts(
    tx: ReadTx,
    until: int,
    most: int,
    skip: int = 0,
    actor: str | None = None,
    flagged: bool = False,
) -> tuple[Act, ...]:
    """What staff did until an instant (UTC us), newest first: of one person, or what is flagged."""
    rows = tx.sql.staff.latest(until=until, most=most, skip=skip, actor=actor, flagged=int(flagged))
    return tuple(_act(tx, *row) for row in rows)


def count_acts(tx: ReadTx, until: int, actor: str | None = None, flagged: bool = False) -> int:
    """How many acts there are of that kind."""
    count: int = tx.sql.staff.count(until=until, actor=actor, flagged=int(flagged))
    return count


def verify(tx: ReadTx) -> tuple[tuple[str, int], ...]:
    """Where the record was tampered with, by person and number: nowhere, if all is well.

    A changed act breaks its own link, one slipped in or taken out the next one, and the mark of
    the end does not fit a chain that was cut off.
    """
    found: list[tuple[str, int]] = []
    ends = {actor: (count, head) for actor, count, head in tx.sql.staff.ends()}
    for actor, rows in groupby(tx.sql.staff.chains(), key=itemgetter(0)):
        last, link = 0, BEGINNING
        for _, number, at, act, member, txn, told, flagged, chain in rows:
            said = (actor, number, at, act, member, txn, told, bool(flagged))
            if number != last + 1 or chain != _link(tx, link, *said):
                found.append((actor, number))
            last, link = number, chain
        if ends.pop(actor, None) != (last, _end(tx, actor, last, link)):
            found.append((actor, last))
    return (*found, *((actor, 0) for actor, (count, _) in ends.items() if count))


def _link(tx: ReadTx, before: bytes, *said: Any) -> bytes:
    """The next link of a chain: over the one before it and everything that is said."""
    return _mac(tx, "chain", before, said)


def _end(tx: ReadTx, actor: str, number: int, link: bytes) -> bytes:
    """The mark that says which act is the last."""
    return _mac(tx, "end", link, (actor, number))


def _mac(tx: ReadTx, what: str, before: bytes, said: Sequence[Any]) -> bytes:
    line = json.dumps([before.hex(), *said]).encode()
    return hmac.digest(tx.vault.secret("staff-acts", what), line, sha256)


def _act(
    tx: ReadTx,
    actor: str,
    number: int,
    at: int,
    act: str,
    member: int | None,
    txn: int | None,
    facts: str,
    flagged: int,
    sealed: bytes,
) -> Act:
    person = opened(tx, sealed)
    card = card_of(tx, member).code[-CARD_SHOWN:] if member else ""
    told = json.loads(facts)
    return Act(actor, number, at, act, member, txn, told, bool(flagged), person, card)
