"""Tiers: bands of points earned in twelve months, the rights they give, and how one is kept."""

from itertools import pairwise

from pydantic import Field, field_validator

from domain.programme.basics import Frozen, Named, Percent, Slug, Whole


class Tier(Frozen):
    """A band of points earned in the last twelve months, and its rights.

    `upto`, for those who like to read a band's both ends, must be where the next one begins.
    """

    id: Slug
    name: Named
    threshold: Whole
    upto: Whole | None = None
    multiplier_percent: Whole = Field(100, ge=100, le=1000)
    discount_percent: Percent = 0
    rights: tuple[Named, ...] = Field((), max_length=6)


class Keeping(Frozen):
    """How a tier is kept: judged monthly; below its band, `grace_days` are left to return to it.

    Falls are one step at a time; `warn_days` before one, the member is told what is missing.
    """

    grace_days: Whole = Field(60, ge=1, le=365)
    warn_days: tuple[Whole, ...] = (60, 30, 7)

    @field_validator("warn_days")
    @classmethod
    def _falling(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if list(days) != sorted(set(days), reverse=True):
            raise ValueError("must fall, each day once: [60, 30, 7]")
        return days


def faults(tiers: tuple[Tier, ...]) -> str | None:
    """What is wrong with a ladder of tiers, or None."""
    if not tiers or tiers[0].threshold != 0:
        return "the first tier must start at threshold 0"
    for lower, upper in pairwise(tiers):
        if upper.threshold <= lower.threshold:
            return f"{upper.id} must start above {lower.id}"
        if lower.upto is not None and lower.upto != upper.threshold - 1:
            meet = "overlaps" if lower.upto >= upper.threshold else "leaves a gap before"
            return f"{lower.id} (upto {lower.upto}) {meet} {upper.id} (from {upper.threshold})"
        if upper.multiplier_percent < lower.multiplier_percent:
            return f"{upper.id} must not earn less than {lower.id}"
        if upper.discount_percent < lower.discount_percent:
            return f"{upper.id} must not get less discount than {lower.id}"
    if tiers[-1].upto is not None:
        return f"{tiers[-1].id} is the top: it has no upto"
    return None
