"""What a programme promises against itself: each a sentence that begins with the key at fault."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from domain.programme.catalogue import not_given, reward_contradictions
from domain.programme.rules import (
    AmountRule,
    InKindRule,
    MemberDayRule,
    OnPurchase,
    SurpriseRule,
)
from domain.programme.tiers import Tier

if TYPE_CHECKING:
    from domain.programme.programme import Programme

# What points are given for, and a day's cost is booked under, beside rules' ids.
OWN_WORDS = {"base", "tier", "cap", "revenue", "surprise", "welcome", "reinstated"}
# Currencies whose smallest coin is less than a hundredth (ISO 4217).
FINER = {"BHD", "CLF", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", "UYW"}


def contradictions(programme: "Programme") -> Iterator[str]:
    """Everything that does not hold together, in the order of the settings."""
    yield from _amounts(programme)
    yield from _cost(programme)
    yield from reward_contradictions(programme)
    for number, rule in enumerate(programme.rules):
        key = f"rules.{number} ({rule.id})"
        if rule.id in OWN_WORDS:
            yield f"{key}.id: is a word of the books' own; choose another"
        yield from (f"{key}.{fault}" for fault in _unknown(programme, rule))
        if isinstance(rule, MemberDayRule):
            yield from (f"{key}.{fault}" for fault in _no_better(programme, rule))
        if isinstance(rule, SurpriseRule):
            yield from (f"{key}.{fault}" for fault in _never_won(programme, rule))


def _amounts(programme: "Programme") -> Iterator[str]:
    surprise, expiry, budget = programme.surprise, programme.expiry, programme.budget
    if programme.currency.code in FINER:
        yield (
            f"currency.code ({programme.currency.code}): has three decimals or more; sums are "
            "kept with two at most"
        )
    dearest = max(prize.points for prize in surprise.prizes)
    if 0 < surprise.daily_budget < dearest:
        yield (
            f"surprise.daily_budget ({surprise.daily_budget}) is below the dearest prize "
            f"({dearest}), which could never be won"
        )
    if expiry.months == 0 and expiry.to_end_of == "day":
        yield "expiry.months must be above 0 where points end with a day"
    if expiry.remind_days and expiry.months and expiry.remind_days[0] >= expiry.months * 28:
        yield f"expiry.remind_days ({expiry.remind_days[0]}) is longer than points are valid"
    if budget.soft_percent > budget.hard_percent:
        yield (
            f"budget.soft_percent ({budget.soft_percent}) is above budget.hard_percent "
            f"({budget.hard_percent})"
        )


def tier_costs(programme: "Programme") -> tuple[int, ...]:
    """What each tier costs of what is paid, in hundredths of a percent: points and discount.

    Rounded up: a promise a hair above the cap is above it.
    """
    earning, currency = programme.earning, programme.currency
    usual = Fraction(earning.points, earning.per_minor)
    worth = Fraction(currency.anchor_minor, currency.anchor_points)
    rates = [
        (Fraction(rule.points, rule.per_minor), rule.tiers)
        for rule in programme.rules
        if isinstance(rule, AmountRule) and not (rule.shops or rule.categories or rule.products)
    ]

    def points_cost(tier: Tier) -> int:
        own = (rate for rate, tiers in rates if not tiers or tier.id in tiers)
        return ceil(100 * tier.multiplier_percent * max([usual, *own]) * worth)

    return tuple(points_cost(tier) + 100 * tier.discount_percent for tier in programme.tiers)


def too_dear(programme: "Programme") -> Iterator[tuple[Tier, int]]:
    """The tiers that cost more than the hard cap, each with its cost as in tier_costs."""
    for tier, cost in zip(programme.tiers, tier_costs(programme), strict=True):
        if cost > 100 * programme.budget.hard_percent:
            yield tier, cost


def _cost(programme: "Programme") -> Iterator[str]:
    hard = programme.budget.hard_percent
    for tier, cost in too_dear(programme):
        yield (
            f"budget.hard_percent ({hard}): tier {tier.id} costs {_percent(cost)} % of what "
            "is paid, points and discount together; lower its rights, or raise the cap"
        )


def _percent(bp: int) -> str:
    """Hundredths of a percent as they are written: 509 is 5.09, and 600 is 6."""
    return f"{Decimal(bp).scaleb(-2).normalize():f}"


def _unknown(programme: "Programme", rule: Any) -> Iterator[str]:
    known = {
        "tiers": {tier.id for tier in programme.tiers},
        "shops": set(programme.shops),
        "categories": {category.id for category in programme.categories},
    }
    for field, ids in known.items():
        if field != "tiers" and not isinstance(rule, OnPurchase):
            continue
        for name in sorted(set(getattr(rule, field)) - ids):
            yield f"{field}: there is no {name}; there are {', '.join(sorted(ids)) or 'none'}"
    if isinstance(rule, InKindRule) and (fault := not_given(programme, rule.reward)):
        yield f"reward: {fault}"


def _no_better(programme: "Programme", rule: MemberDayRule) -> Iterator[str]:
    for tier in programme.tiers:
        meant = not rule.tiers or tier.id in rule.tiers
        if meant and rule.discount_percent <= tier.discount_percent:
            yield (
                f"discount_percent ({rule.discount_percent}) is no better than what {tier.id} "
                f"gets every day ({tier.discount_percent})"
            )


def _never_won(programme: "Programme", rule: SurpriseRule) -> Iterator[str]:
    budget = programme.surprise.daily_budget
    dearest = max((prize.points for prize in rule.prizes), default=0)
    if 0 < budget < dearest:
        yield (
            f"prizes: the dearest ({dearest}) is above surprise.daily_budget ({budget}), so it "
            "could never be won"
        )
