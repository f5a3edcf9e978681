"""Enrolment, the card, the language and what a member wants to be told."""

from dataclasses import dataclass

from domain.books import open_accounts
from domain.errors import UnknownCode
from domain.members.identity import (
    Person,
    identify,
    identify_outside,
    mark_reachable,
    refresh_identity,
    seal_identity,
    seal_outside,
)
from domain.tx import ReadTx, Tx
from domain.vault import code, typed

# What can be switched off, in the order of the settings screen.
NOTICES = (
    *("arrived", "spent", "voucher", "expiry", "tier", "birthday"),
    *("surprise", "gift", "referral", "streak", "goal", "news"),
)
CARD_LETTERS = 8


@dataclass(frozen=True)
class Who:
    """A member as the handlers know them."""

    member: int
    language_chosen: str | None
    language_hint: str | None
    reachable: bool


@dataclass(frozen=True)
class Enrolment:
    """A member who joined now, or who had joined before."""

    member: int
    is_new: bool


@dataclass(frozen=True)
class Card:
    """A membership card: the code that staff type or scan."""

    member: int
    code: str


def who(tx: ReadTx, outside_id: int) -> Who | None:
    """The member behind an outside id, or None for somebody who has not joined."""
    row = tx.sql.members.who(lookup=identify(tx, outside_id))
    return Who(row[0], row[1], row[2], bool(row[3])) if row else None


def enrol(tx: Tx, person: Person) -> Enrolment:
    """Makes a person a member once; a member who comes back is refreshed and reachable."""
    known = who(tx, person.outside_id)
    if known is not None:
        refresh_identity(tx, known.member, person)
        tx.sql.members.come_back(member=known.member, hint=person.hint)
        return Enrolment(known.member, is_new=False)
    member = _new_member(tx, tx.now, person.hint)
    seal_identity(tx, member, person)
    return Enrolment(member, is_new=True)


def outside_member(tx: ReadTx, outside: str) -> int | None:
    """The member whom a till calls `outside`, or None for somebody it has not named before."""
    row = tx.sql.members.who(lookup=identify_outside(tx, outside))
    return row[0] if row else None


def enrol_outside(tx: Tx, outside: str, joined_at: int) -> Enrolment:
    """Makes somebody whom only a till knows a member since `joined_at`, once.

    They have no chat: nobody writes to them, and no draw picks them.
    """
    known = outside_member(tx, outside)
    if known is not None:
        return Enrolment(known, is_new=False)
    member = _new_member(tx, joined_at, None)
    mark_reachable(tx, member, reachable=False)
    seal_outside(tx, member, outside)
    return Enrolment(member, is_new=True)


def card_of(tx: ReadTx, member: int) -> Card:
    """A member's card; its code is computed, never stored in clear."""
    return Card(member, _card_code(tx, member, tx.sql.members.card_number(member=member)))


def new_card(tx: Tx, member: int) -> None:
    """Gives a member a new code; the old one finds nobody from now on."""
    number, card = _free_card(tx, member, tx.sql.members.card_number(member=member) + 1)
    tx.sql.members.set_card(member=member, number=number, card=card)


def by_card(tx: ReadTx, text: str) -> int:
    """The member whose card shows this code, however it was typed; raises UnknownCode."""
    member: int | None = tx.sql.members.by_card(card=_card_lookup(tx, text))
    if member is None:
        raise UnknownCode
    return member


def set_language(tx: Tx, member: int, language: str) -> None:
    """Chooses the language for good: it beats Telegram's hint."""
    tx.sql.members.set_language(member=member, language=language)


def preferences(tx: ReadTx, member: int) -> dict[str, bool]:
    """What the member wants to be told, by kind: everything until they say otherwise, but news."""
    said = dict(tx.sql.members.preferences(member=member))
    return {kind: bool(said.get(kind, kind != "news")) for kind in NOTICES}


def set_preference(tx: Tx, member: int, kind: str, wanted: bool) -> None:
    """Switches one kind of notice on or off; news needs consent, which is on record."""
    assert kind in NOTICES, kind
    assert kind != "news"
    tx.sql.members.set_preference(member=member, kind=kind, wanted=int(wanted))


def _new_member(tx: Tx, joined_at: int, hint: str | None) -> int:
    """A member with a card and empty accounts."""
    member = tx.new_id()
    number, card = _free_card(tx, member, 1)
    tx.sql.members.add_member(
        id=member, joined_at=joined_at, card_number=number, card=card, hint=hint
    )
    open_accounts(tx, member)
    return member


def _free_card(tx: Tx, member: int, number: int) -> tuple[int, bytes]:
    """A member's next card that nobody has: of a million codes of 40 bits, two are the same."""
    card = _card_lookup(tx, _card_code(tx, member, number))
    while tx.sql.members.by_card(card=card) is not None:
        number += 1
        card = _card_lookup(tx, _card_code(tx, member, number))
    return number, card


def _card_code(tx: ReadTx, member: int, number: int) -> str:
    return code(tx.vault.secret("card", f"{member}/{number}"), CARD_LETTERS)


def _card_lookup(tx: ReadTx, text: str) -> bytes:
    return tx.vault.lookup("card", typed(text))
