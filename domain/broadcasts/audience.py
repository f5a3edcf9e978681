"""Who a broadcast is for: everybody, a tier or a language."""

from dataclasses import dataclass
from typing import Any, Literal

from domain.earning.tiers import window_start
from domain.errors import TierUnknown
from domain.tx import ReadTx


@dataclass(frozen=True)
class Audience:
    """A choice of members; `value` is a tier's id or a language, empty for all."""

    kind: Literal["all", "tier", "language"]
    value: str = ""


EVERYBODY = Audience("all")


@dataclass(frozen=True)
class Reach:
    """How many members an audience has, and how many of them do not want news."""

    people: int
    muted: int


def reach(tx: ReadTx, audience: Audience) -> Reach:
    """Counts an audience: the members who can be written to."""
    people, muted = tx.sql.broadcasts.reach(**selection(tx, audience))
    return Reach(people, muted)


def selection(tx: ReadTx, audience: Audience) -> dict[str, Any]:
    """The audience as the queries' parameters: language, and a band of points earned."""
    low = high = None
    if audience.kind == "tier":
        tier = next((tier for tier in tx.programme.tiers if tier.id == audience.value), None)
        if tier is None:
            raise TierUnknown
        above = tx.programme.tier_after(tier)
        low, high = tier.threshold, above.threshold if above else None
    return {
        "language": audience.value if audience.kind == "language" else None,
        "default_language": tx.programme.language,
        "low": low,
        "high": high,
        "since": window_start(tx.now, tx.programme.zone),
    }
