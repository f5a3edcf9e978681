"""Who serves: the books know them by a keyed name; their id and name lie sealed beside it."""

import json
from dataclasses import dataclass
from typing import cast

from domain.errors import OwnPurchase
from domain.members import staff, who
from domain.programme import Language, Role
from domain.tx import ReadTx, Tx

NAME_SHOWN = 64


@dataclass(frozen=True)
class Clerk:
    """A member of staff as an edge knows them: numeric id, role, shop, and the name shown."""

    outside_id: int
    role: Role
    shop: str
    name: str = ""


def introduce(tx: Tx, outside_id: int, name: str = "") -> str:
    """Makes somebody known to the record, or known by their new name; how the books name them."""
    actor = staff(tx, outside_id)
    sealed = tx.sql.staff.sealed(actor=actor)
    if sealed is None:
        _add(tx, actor, outside_id, name)
    else:
        _rename(tx, actor, sealed, name)
    return actor


def next_act(tx: Tx, outside_id: int, name: str = "") -> tuple[str, int]:
    """Begins somebody's next act; how the books name them, and the act's number."""
    actor = staff(tx, outside_id)
    row = tx.sql.staff.next_act(actor=actor)
    if row is None:
        _add(tx, actor, outside_id, name)
        row = tx.sql.staff.next_act(actor=actor)
    number, sealed = row
    _rename(tx, actor, sealed, name)
    return actor, number


def is_own(tx: ReadTx, outside_id: int, member: int) -> bool:
    """Whether a card is that of the person who serves."""
    myself = who(tx, outside_id)
    return myself is not None and myself.member == member


def refuse_own(tx: ReadTx, outside_id: int, member: int) -> None:
    """Raises OwnPurchase where a card is that of the person who serves."""
    if is_own(tx, outside_id, member):
        raise OwnPurchase


def person_of(tx: ReadTx, actor: str) -> tuple[int, str]:
    """The numeric id and the name of who the books call `actor`; (0, "") for nobody known."""
    sealed = tx.sql.staff.sealed(actor=actor)
    return opened(tx, sealed) if sealed else (0, "")


def _add(tx: Tx, actor: str, outside_id: int, name: str) -> None:
    tx.sql.staff.add_person(actor=actor, sealed=_sealed(tx, outside_id, name), at=tx.now)


def _rename(tx: Tx, actor: str, sealed: bytes, name: str) -> None:
    """Nothing where no name is told, or the one that is known."""
    outside_id, known = opened(tx, sealed)
    if name and known != name[:NAME_SHOWN]:
        tx.sql.staff.rename(actor=actor, sealed=_sealed(tx, outside_id, name))


def _sealed(tx: Tx, outside_id: int, name: str) -> bytes:
    return tx.vault.seal("staff", json.dumps([outside_id, name[:NAME_SHOWN]]).encode())


def opened(tx: ReadTx, sealed: bytes) -> tuple[int, str]:
    """The numeric id and the name that lie sealed."""
    outside_id, name = json.loads(tx.vault.unseal("staff", sealed))
    return outside_id, name


def people(tx: ReadTx) -> dict[str, tuple[int, str]]:
    """Everybody who served since the record began: numeric id and name, by how books name them."""
    return {actor: opened(tx, sealed) for actor, sealed in tx.sql.staff.people()}


def choose_staff_language(tx: Tx, outside_id: int, name: str, language: str) -> None:
    """Keeps the language that a member of staff without a card chose."""
    tx.sql.staff.set_language(actor=introduce(tx, outside_id, name), language=language)


def language_of(tx: ReadTx, outside_id: int) -> Language | None:
    """The language that somebody of the staff chose: with their card, or without one."""
    member = who(tx, outside_id)
    chosen = member.language_chosen if member else None
    found = chosen or tx.sql.staff.language(actor=staff(tx, outside_id))
    return cast("Language", found) if found else None
