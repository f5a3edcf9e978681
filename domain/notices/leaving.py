"""Leaving: a member wants no more news, or no word at all, and what drove them away is noted."""

from domain.members import Place, mark_reachable, wants_news, withdraw
from domain.notices.attention import left
from domain.tx import Tx


def stop_news(tx: Tx, member: int, place: Place, source: str | None = None) -> None:
    """A member wants no more news; `source` is the campaign under whose message they said so."""
    wanted = wants_news(tx, member)
    withdraw(tx, member, place)
    if wanted:
        left(tx, member, "muted", source)


def block(tx: Tx, member: int) -> None:
    """A member blocked the bot: nobody writes to them until they are back."""
    mark_reachable(tx, member, reachable=False)
    left(tx, member, "blocked")
