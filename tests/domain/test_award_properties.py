"""What holds for any programme and any purchase."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import DAY
from domain.earning.facts import Facts
from domain.earning.purchase.award import award
from domain.earning.purchase.plan import Plan, PurchaseRule
from domain.programme import (
    AmountRule,
    BonusRule,
    Budget,
    Category,
    ChallengeRule,
    ComebackRule,
    FirstOrderRule,
    InKindRule,
    MemberDayRule,
    MultiplierRule,
    Named,
    Programme,
    StepRule,
)
from tests.buying import NOON, UNCAPPED, bought, shop

KINDS = tuple(Category(id=name, name=Named(en=name, zh=name)) for name in ("coffee", "bread"))
SHOPS = ("main", "harbour")
TIERS = ("bronze", "silver", "gold", "platinum", "diamond")
IDS = [f"rule-{number}" for number in range(8)]
NOVEMBER = {"starts": "2026-11-01", "ends": "2026-11-30"}
WHOM: list[dict[str, Any]] = [
    {},
    {},
    {"tiers": ("gold", "diamond")},
    {"segments": ("new", "loyal")},
    {"segments": ("sleeping",)},
    {"pilot_percent": 30},
    {"paused": True},
]
WHAT: list[dict[str, Any]] = [
    *WHOM,
    {"shops": ("main",)},
    {"categories": ("coffee",)},
    {"min_minor": 5_000},
    {"weekdays": ("wed",), "from_time": "13:00"},
    {"ends": "2026-11-11T11:46"},
]
ON_PURCHASES: list[Callable[..., PurchaseRule]] = [
    lambda points, money, **more: AmountRule(points=points, per_minor=money, **more),
    lambda points, money, **more: AmountRule(
        points=points, per_minor=money, whole_units=True, **more
    ),
    lambda points, money, **more: BonusRule(points=points, **more),
    lambda points, money, **more: MultiplierRule(percent=100 + points, **more),
    lambda points, money, **more: MemberDayRule(
        discount_percent=10, percent=100 + points, **{"weekdays": ("wed",), **more}
    ),
]
ON_MEMBERS: list[Callable[..., PurchaseRule]] = [
    lambda points, money, **more: FirstOrderRule(percent=100 + points, **more),
    lambda points, money, **more: StepRule(spend_minor=money, points=points, **more),
    lambda points, money, **more: InKindRule(spend_minor=money, reward="tea", **more),
    lambda points, money, **more: ChallengeRule(
        spend_minor=money, points=points, **NOVEMBER, **more
    ),
    lambda points, money, **more: ChallengeRule(
        orders=points % 9 + 1, points=points, **NOVEMBER, **more
    ),
    lambda points, money, **more: ComebackRule(points=points, **more),
]
kinds_asking = st.tuples(st.sampled_from(ON_PURCHASES), st.sampled_from(WHAT)) | st.tuples(
    st.sampled_from(ON_MEMBERS), st.sampled_from(WHOM)
)


@st.composite
def rules(draw: st.DrawFn, most: int = len(IDS), ids: list[str] = IDS) -> list[PurchaseRule]:
    """Any rules, each with an id of its own."""
    drawn = st.tuples(kinds_asking, st.integers(1, 900), st.integers(1, 200_000))
    name = Named(en="Rule", zh="规则")
    return [
        kind(points, money, id=id_, name=name, **asks)
        for id_, ((kind, asks), points, money) in zip(
            ids, draw(st.lists(drawn, max_size=most)), strict=False
        )
    ]


@st.composite
def purchases(draw: st.DrawFn) -> Facts:
    """Any purchase of anybody's, on one day."""
    progress = st.dictionaries(
        st.sampled_from(IDS), st.tuples(st.integers(0, 200_000), st.integers(0, 9))
    )
    orders = draw(st.integers(0, 20))
    periods = st.sampled_from(["ever", "2026-11", "2026-11-11"])
    return bought(
        draw(st.integers(0, 10**7)),
        member=draw(st.integers(1, 10**6)),
        at=NOON + draw(st.integers(-DAY // 2, DAY // 2 - 1)),
        tier=draw(st.sampled_from(TIERS)),
        shop=draw(st.sampled_from(SHOPS)),
        category=draw(st.none() | st.sampled_from([kind.id for kind in KINDS])),
        joined_at=NOON - draw(st.integers(0, 900)) * DAY,
        orders=orders,
        orders_in_year=draw(st.integers(0, orders)),
        last_order_at=NOON - draw(st.integers(1, 100)) * DAY if orders else None,
        month_spent=draw(st.integers(0, 200_000)),
        progress=draw(progress),
        taken=draw(st.frozensets(st.tuples(st.sampled_from(IDS), periods), max_size=6)),
        month_earned=draw(st.integers(0, 1_200)),
        year_earned=draw(st.integers(0, 12_000)),
        bright_percent=draw(st.integers(0, 100)),
    )


budgets = st.builds(
    Budget,
    hard_percent=st.just(100),
    month_points=st.sampled_from([0, 1_000]),
    year_points=st.sampled_from([0, 10_000]),
)


def programme(rules: list[PurchaseRule], budget: Budget) -> Programme:
    """A programme of two shops. What it contradicts in itself matters to its owner, not here."""
    usual = shop(shops=SHOPS, categories=KINDS)
    return usual.model_copy(update={"rules": tuple(rules), "budget": budget})


@given(rules(), purchases(), budgets)
def test_the_shares_add_up_to_the_points(
    rules: list[PurchaseRule], facts: Facts, budget: Budget
) -> None:
    found = award(Plan(programme(rules, budget)), facts)
    assert sum(share.points for share in found.shares) == found.points >= 0
    assert [share.rule for share in found.shares if share.points < 0] in ([], ["cap"])


@given(rules(), purchases(), budgets)
def test_rounding_never_makes_a_point(
    rules: list[PurchaseRule], facts: Facts, budget: Budget
) -> None:
    """Against the same rules in exact fractions; and it takes less than a point away."""
    plan = Plan(programme(rules, budget))
    found = award(plan, facts)
    earning = plan.programme.earning
    rates = [Fraction(earning.points, earning.per_minor)]
    rates += [
        Fraction(rule.points, rule.per_minor) for rule in rules if isinstance(rule, AmountRule)
    ]
    tier = plan.programme.tier(facts.tier)
    assert tier is not None
    multiplier, fixed = Fraction(tier.multiplier_percent, 100), 0
    for share in found.shares:
        if share.kind in ("multiplier", "member-day", "first-order"):
            multiplier *= Fraction(share.percent, 100)
        elif share.rule not in ("base", "tier", "cap"):
            fixed += share.points
    base = next(share.points for share in found.shares if share.rule == "base")
    cut = sum(share.points for share in found.shares if share.rule == "cap")
    assert base <= facts.paid * max(rates)
    exact = base * multiplier + fixed + cut
    assert found.points <= exact < found.points + 1


@given(st.data(), rules(), purchases(), budgets)
def test_the_order_of_rules_does_not_matter(
    data: st.DataObject, rules: list[PurchaseRule], facts: Facts, budget: Budget
) -> None:
    shuffled = data.draw(st.permutations(rules))
    one, other = (award(Plan(programme(order, budget)), facts) for order in (rules, shuffled))
    assert one == other


@given(rules(most=7), rules(most=1, ids=IDS[7:]), purchases(), budgets)
def test_a_rule_more_never_lowers_a_credit(
    rules: list[PurchaseRule], another: list[PurchaseRule], facts: Facts, budget: Budget
) -> None:
    fewer, more = (
        award(Plan(programme(each, budget)), facts).points for each in (rules, [*rules, *another])
    )
    assert fewer <= more


@given(rules(), purchases())
def test_no_cap_is_exceeded(rules: list[PurchaseRule], facts: Facts) -> None:
    budget = Budget(hard_percent=100, month_points=1_000, year_points=10_000)
    found = award(Plan(programme(rules, budget)), facts)
    assert found.points == 0 or facts.month_earned + found.points <= 1_000
    assert found.points == 0 or facts.year_earned + found.points <= 10_000


@given(rules(), purchases(), budgets)
def test_what_is_taken_is_not_paid_again(
    rules: list[PurchaseRule], facts: Facts, budget: Budget
) -> None:
    found = award(Plan(programme(rules, budget)), facts)
    assert not set(found.taken) & facts.taken
    assert len(set(found.taken)) == len(found.taken)


@given(rules(), purchases())
def test_a_darker_budget_never_pays_more(rules: list[PurchaseRule], facts: Facts) -> None:
    plan = Plan(programme(rules, UNCAPPED))
    assert award(plan, facts).points <= award(plan, replace(facts, bright_percent=100)).points
