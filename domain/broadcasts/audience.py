"""Who a broadcast is for: everybody, a tier or a language."""

from dataclasses import dataclass
from typing import Any, Literal

from domain.earning.tiers import window_start
from domain.errors import TierUnknown
from domain.programme import Programme
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
    """The audience as the queries' parameters: language, and a tier held or earned."""
    return {
        "language": audience.value if audience.kind == "language" else None,
        "default_language": tx.programme.language,
        "since": window_start(tx.now, tx.programme.zone),
        **_band(tx.programme, audience),
    }


def _band(rules: Programme, audience: Audience) -> dict[str, Any]:
    """A tier: its band of points earned, and the tiers above it, which its members do not hold."""
    if audience.kind != "tier":
        return {"tier": None, "low": 0, "high": None, "above": " "}
    tier = rules.tier(audience.value)
    if tier is None:
        raise TierUnknown
    above = [each for each in rules.tiers if each.threshold > tier.threshold]
    return {
        "tier": tier.id,
        "low": tier.threshold,
        "high": above[0].threshold if above else None,
        "above": " ".join(["", *(each.id for each in above), ""]),
    }
