"""Who a member is outside: kept apart from the books, sealed under the member's own key."""

import json
from dataclasses import dataclass

from domain.tx import ReadTx, Tx

SOURCE = "telegram"
TILL = "till"


@dataclass(frozen=True)
class Person:
    """Somebody as an edge sees them: the outside id, the name shown, the language hinted."""

    outside_id: int
    name: str
    hint: str | None


@dataclass(frozen=True)
class Contact:
    """How to reach a member: chat, name, the language to speak, and whether the bot may write."""

    chat: int
    name: str
    language_chosen: str | None
    language_hint: str | None
    reachable: bool


def identify(tx: ReadTx, outside_id: int) -> bytes:
    """The blind index under which a person's identity is found."""
    return tx.vault.lookup(SOURCE, str(outside_id))


def identify_outside(tx: ReadTx, outside: str) -> bytes:
    """The blind index of somebody whom only the shop's till knows, by the till's own id."""
    return tx.vault.lookup(TILL, outside)


def staff(tx: ReadTx, outside_id: int) -> str:
    """How the books name a member of staff: traceable under the key, no personal data without."""
    return f"staff:{identify(tx, outside_id).hex()}"


def seal_identity(tx: Tx, member: int, person: Person) -> None:
    """Stores a new member's identity under a fresh key of their own."""
    key = tx.vault.new_key()
    tx.sql.members.add_identity(
        lookup=identify(tx, person.outside_id),
        member=member,
        sealed=tx.vault.seal_for(key, _packed(person)),
        wrapped_key=key,
    )


def seal_outside(tx: Tx, member: int, outside: str) -> None:
    """Stores the identity of a member without a chat: the till's id is all there is."""
    key = tx.vault.new_key()
    tx.sql.members.add_identity(
        lookup=identify_outside(tx, outside),
        member=member,
        sealed=tx.vault.seal_for(key, json.dumps({"outside": outside}).encode()),
        wrapped_key=key,
    )


def refresh_identity(tx: Tx, member: int, person: Person) -> None:
    """Keeps the name that staff see up to date, and writes only where it changed."""
    sealed, key = tx.sql.members.identity_of(member=member)
    packed = _packed(person)
    if tx.vault.unseal_for(key, sealed) != packed:
        tx.sql.members.reseal(member=member, sealed=tx.vault.seal_for(key, packed))


def contact(tx: ReadTx, member: int) -> Contact | None:
    """Opens a member's identity, at the moment somebody must be reached or named.

    None for a member without a chat: a till knows them, and nobody can write to them.
    """
    row = tx.sql.members.contact(member=member)
    return opened(tx, *row) if row else None


def opened(
    tx: ReadTx, sealed: bytes, key: bytes, chosen: str | None, hint: str | None, reachable: int
) -> Contact | None:
    """A contact from the columns of its row, for questions about many members at once."""
    facts = json.loads(tx.vault.unseal_for(key, sealed))
    if "id" not in facts:
        return None
    return Contact(facts["id"], facts["name"], chosen, hint, bool(reachable))


def name_of(tx: ReadTx, member: int) -> str:
    """What a member calls themselves; empty where only the till knows them."""
    found = contact(tx, member)
    return found.name if found else ""


def mark_reachable(tx: Tx, member: int, reachable: bool) -> None:
    """Notes that a member blocked the bot, or came back."""
    tx.sql.members.mark_reachable(member=member, reachable=int(reachable))


def _packed(person: Person) -> bytes:
    return json.dumps({"id": person.outside_id, "name": person.name[:64]}).encode()
