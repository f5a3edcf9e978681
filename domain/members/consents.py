"""Consents: what a member agreed to, in which words, where and when; and every withdrawal."""

from dataclasses import dataclass
from typing import Literal

from domain.books import lock
from domain.tx import ReadTx, Tx

# The text that asks, `news-asked`: what was agreed to is told by its version.
WORDING = "news-1"
# Where somebody agreed or withdrew: the welcome, /settings, or the buttons under a message.
Place = Literal["start", "settings", "stop-button", "broadcast"]


@dataclass(frozen=True)
class Consent:
    """One answer about news: agreed or withdrawn, to which wording, where and when (UTC us)."""

    given: bool
    wording: str
    source: str
    at: int


def agree(tx: Tx, member: int, source: Place) -> None:
    """A member agrees to news; nothing where they had."""
    _answer(tx, member, source, given=True)


def withdraw(tx: Tx, member: int, source: Place) -> None:
    """A member wants no news, or no more of it; nothing where they had said so."""
    _answer(tx, member, source, given=False)


def wants_news(tx: ReadTx, member: int) -> bool:
    """Whether a member has agreed to news; nobody has who was not asked."""
    return bool(tx.sql.consents.wants_news(member=member))


def consents_of(tx: ReadTx, member: int) -> tuple[Consent, ...]:
    """All that a member answered, the newest first."""
    return tuple(Consent(bool(given), *rest) for given, *rest in tx.sql.consents.of(member=member))


def _answer(tx: Tx, member: int, source: Place, *, given: bool) -> None:
    lock(tx, member)
    said = tx.sql.consents.wants_news(member=member)
    if said is not None and bool(said) == given:
        return
    tx.sql.members.set_preference(member=member, kind="news", wanted=int(given))
    tx.sql.consents.add(
        id=tx.new_id(),
        member=member,
        given=int(given),
        wording=WORDING,
        source=source,
        at=tx.now,
    )
