"""Attention: what news members were sent, how much is enough, and who left because of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from domain.calendar import DAY, HOUR
from domain.tx import ReadTx, Tx

WEEK = 7 * DAY
# Longer than a week, and than anybody is blamed for.
KEPT = 35 * DAY
PRICED = 90 * DAY


@dataclass(frozen=True)
class Price:
    """What news cost in readers: so many were told, so many of them left."""

    told: int
    blocked: int
    muted: int


def booked(tx: Tx, source: str, members: Sequence[int]) -> None:
    """Notes that news was told to these members: it counts in their week, and in its price."""
    if not members:
        return
    tx.sql.attention.add_each(
        [{"member": member, "at": tx.now, "source": source} for member in members]
    )
    tx.sql.attention.told(source=source, told=len(members), at=tx.now)


def unbooked(tx: Tx, source: str, members: Sequence[int]) -> None:
    """Takes back what was booked before it was sent: these members got nothing after all."""
    if not members:
        return
    tx.sql.attention.drop_each([{"member": member, "source": source} for member in members])
    tx.sql.attention.untold(source=source, told=len(members))


def left(tx: Tx, member: int, how: Literal["blocked", "muted"], source: str | None = None) -> None:
    """A member blocked the bot, or wants no more news: booked on what drove them away, once.

    That is the `source` whose button they pressed, or else their last news if it is fresh enough.
    """
    since = tx.now - tx.programme.messages.blame_hours * HOUR if source is None else 0
    last = tx.sql.attention.last(member=member, source=source, since=since)
    if last is None:
        return
    at, driven_by = last
    # Of two who book it at once, the second finds it booked.
    if tx.sql.attention.lose(member=member, at=at, source=driven_by, lost=how):
        cost = {"blocked": int(how == "blocked"), "muted": int(how == "muted")}
        tx.sql.attention.cost(source=driven_by, **cost, at=at)


def price(tx: ReadTx, source: str) -> Price:
    """What one campaign has cost so far."""
    row = tx.sql.attention.price(source=source)
    return Price(*row) if row else Price(0, 0, 0)


def recent_price(tx: ReadTx) -> Price:
    """What the campaigns of the last ninety days have cost."""
    return Price(*tx.sql.attention.recent_price(since=tx.now - PRICED))


def forget_attention(tx: Tx, most: int) -> int:
    """Forgets news of long ago; how many pieces of it. Prices stay."""
    count: int = tx.sql.attention.forget(before=tx.now - KEPT, most=most)
    return count
