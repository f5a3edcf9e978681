"""The record of what staff do: appended to, and chained, each member of staff's on its own.

One chain for each person, so that no two of them wait for each other. The chain is keyed: without
the server's key nobody can write another one that fits.
"""

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic_core import to_json

from domain.members import staff
from domain.programme import Role
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Clerk:
    """A member of staff as an edge knows them: numeric id, role, shop, and the name shown."""

    outside_id: int
    role: Role
    shop: str
    name: str = ""


@dataclass(frozen=True)
class Act:
    """One line of the record. `person` is (numeric id, name) of who did it; `at` in UTC us."""

    actor: str
    number: int
    at: int
    act: str
    member: int | None
    txn: int | None
    facts: dict[str, Any]
    flagged: bool
    person: tuple[int, str]


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

    The facts hold nothing personal: amounts, points, ids, what was before and after.
    """
    actor = staff(tx, outside_id)
    row = tx.sql.staff.next_act(actor=actor)
    if row is None:
        _introduce(tx, actor, outside_id, name)
        row = tx.sql.staff.next_act(actor=actor)
    elif name:
        _rename(tx, actor, outside_id, name)
    number, head = row
    told = to_json(facts).decode()
    link = _link(tx, head, actor, number, tx.now, act, member, txn, told, flagged)
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
    tx.sql.staff.set_head(actor=actor, head=link)
    return actor


def acts(tx: ReadTx, before: int, most: int, flagged: bool = False) -> tuple[Act, ...]:
    """What staff did before an instant (UTC us), newest first; only the flagged, if so wished."""
    rows = tx.sql.staff.latest(before=before, most=most, flagged=int(flagged))
    return tuple(_act(tx, *row) for row in rows)


def person_of(tx: ReadTx, actor: str) -> tuple[int, str]:
    """The numeric id and the name of who the books call `actor`; (0, "") for nobody known."""
    sealed = tx.sql.staff.sealed(actor=actor)
    return _opened(tx, sealed) if sealed else (0, "")


def _introduce(tx: Tx, actor: str, outside_id: int, name: str) -> None:
    tx.sql.staff.add_person(
        actor=actor, sealed=_sealed(tx, outside_id, name), head=bytes(32), at=tx.now
    )


def _rename(tx: Tx, actor: str, outside_id: int, name: str) -> None:
    if person_of(tx, actor)[1] != name:
        tx.sql.staff.rename(actor=actor, sealed=_sealed(tx, outside_id, name))


def _sealed(tx: Tx, outside_id: int, name: str) -> bytes:
    return tx.vault.seal("staff", json.dumps([outside_id, name[:64]]).encode())


def _opened(tx: ReadTx, sealed: bytes) -> tuple[int, str]:
    outside_id, name = json.loads(tx.vault.unseal("staff", sealed))
    return outside_id, name


def _link(tx: ReadTx, head: bytes, *said: Any) -> bytes:
    """The next link of a chain: over the one before it and everything that is said."""
    line = json.dumps([head.hex(), *said]).encode()
    return hmac.digest(tx.vault.secret("staff-acts", "chain"), line, sha256)


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
    person = _opened(tx, sealed)
    return Act(actor, number, at, act, member, txn, json.loads(facts), bool(flagged), person)
