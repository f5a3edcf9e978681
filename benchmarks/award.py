"""(9) What a purchase costs to award under forty rules: against the same arithmetic by hand."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.by_hand import RULES, by_hand
from benchmarks.table import Row, at_most
from domain.calendar import HOUR, MINUTE, instant
from domain.earning.facts import Award, Facts
from domain.earning.purchase.award import award
from domain.earning.purchase.plan import Plan
from domain.programme import Programme

CHALLENGES = ("race-0", "race-1", "visit-0", "visit-1")
GOAL_US, GOAL_RATIO = 150.0, 5.0
PURCHASES = 20_000
ROUNDS = 7


async def measure(folder: Path) -> list[Row]:
    """Lets both take turns over the same purchases; they must agree on every one."""
    plan, purchases = Plan(RULES), _purchases(RULES)

    def by_plan(facts: Facts) -> Award:
        return award(plan, facts)

    for facts in purchases:
        assert by_plan(facts) == by_hand(facts), facts
    ours, hands = [], []
    for _ in range(ROUNDS):
        ours.append(_us_each(by_plan, purchases))
        hands.append(_us_each(by_hand, purchases))
    figure, hand = median(ours), median(hands)
    measured = f"award() {figure:.1f} us, by hand {hand:.1f} us"
    return [
        at_most("(9) a purchase under 40 rules", measured, figure, GOAL_US, " us"),
        at_most("    against the same by hand", measured, figure / hand, GOAL_RATIO),
    ]


def _us_each(do: Callable[[Facts], Award], purchases: list[Facts]) -> float:
    start = time.perf_counter()
    for facts in purchases:
        do(facts)
    return (time.perf_counter() - start) * 1_000_000 / len(purchases)


def _purchases(rules: Programme) -> list[Facts]:
    """Purchases of four weeks, of all tiers and categories, at all hours."""
    first = instant(date(2026, 11, 2), rules.zone)
    categories = [None, *(category.id for category in rules.categories)]
    made = []
    for number in range(PURCHASES):
        # Strides that meet every combination, in no order.
        at = first + number * 127 % (28 * 24) * HOUR + number * 7 % 60 * MINUTE
        orders = number % 13
        made.append(
            Facts(
                member=number,
                at=at,
                paid=1_000 + number * 7_919 % 50_000,
                shop=rules.shops[number % len(rules.shops)],
                tier=rules.tiers[number % len(rules.tiers)].id,
                joined_at=first - number % 700 * 24 * HOUR,
                category=categories[number % len(categories)],
                orders=orders,
                orders_in_year=orders,
                last_order_at=at - number % 90 * 24 * HOUR if orders else None,
                month_spent=number * 31 % 300_000,
                progress=dict.fromkeys(CHALLENGES, (number * 17 % 400_000, orders)),
                taken=frozenset({("step-1", "2026-11")} if number % 3 == 0 else ()),
            )
        )
    return made
