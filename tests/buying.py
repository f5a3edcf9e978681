"""A purchase as the rules see it, for tests that need no database."""

from datetime import date
from typing import Any

from domain.calendar import instant
from domain.earning.facts import Award, Facts
from domain.earning.purchase.award import award
from domain.earning.purchase.plan import plan_of
from domain.programme import Budget, Named, Programme, Rule
from tests.scene import PROGRAMME

ZONE = PROGRAMME.zone
NAME = Named(en="Double day", zh="双倍日")
# A Wednesday.
SINGLES_DAY = date(2026, 11, 11)
NOON = instant(SINGLES_DAY, ZONE, 12)
UNCAPPED = Budget(hard_percent=100, month_points=0, year_points=0)


def at(hour: int, minute: int = 0, day: date = SINGLES_DAY) -> int:
    """A local time of the day on which the tests' purchases are made."""
    return instant(day, ZONE, hour, minute)


def bought(paid: int, **given: Any) -> Facts:
    """A bronze member's purchase at noon, one of many unless it is said otherwise."""
    usual: dict[str, Any] = {
        **{"member": 1, "at": NOON, "shop": "main", "tier": "bronze", "joined_at": 0},
        **{"orders": 20, "orders_in_year": 5, "last_order_at": NOON - 10**12},
    }
    return Facts(paid=paid, **{**usual, **given})


def shop(*rules: Rule, **changes: Any) -> Programme:
    """The tests' programme with these rules, checked as settings are."""
    return Programme.model_validate(
        {**PROGRAMME.model_dump(), "budget": UNCAPPED, "rules": rules, **changes}
    )


def earned(programme: Programme, facts: Facts) -> Award:
    """What a purchase earns."""
    return award(plan_of(programme), facts)


def points_by(award: Award) -> dict[str, int]:
    """Each share's points, in order."""
    return {share.rule: share.points for share in award.shares}
