"""What a purchase earns: each kind of rule alone, and how they come together."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.calendar import DAY, HOUR
from domain.earning.purchase.award import discount
from domain.earning.purchase.plan import plan_of
from domain.earning.purchase.surprise import chance
from domain.programme import (
    AmountRule,
    BonusRule,
    Budget,
    Category,
    ChallengeRule,
    ComebackRule,
    Earning,
    FirstOrderRule,
    InKindRule,
    MemberDayRule,
    MultiplierRule,
    Named,
    StepRule,
    Surprise,
    SurpriseRule,
)
from tests.buying import NAME, NOON, UNCAPPED, at, bought, earned, points_by, shop

BONUS = BonusRule(id="bonus", name=NAME, points=100)
DOUBLE = MultiplierRule(id="double", name=NAME, percent=200)
STEP = StepRule(id="step", name=NAME, spend_minor=100_000, points=200)
FIRST = FirstOrderRule(id="first", name=NAME)
CHALLENGE = ChallengeRule(
    id="spend", name=NAME, spend_minor=500_000, points=500, starts="2026-11-01", ends="2026-11-30"
)
THRICE = ChallengeRule(
    id="thrice", name=NAME, orders=3, points=50, starts="2026-11-01", ends="2026-11-11"
)
COMEBACK = ComebackRule(id="comeback", name=NAME, points=80, sleep_days=60, within_days=14)


def test_500_at_1_to_1_and_a_bonus_of_100_is_600() -> None:
    award = earned(shop(BONUS), bought(50_000))
    assert (award.points, points_by(award)) == (600, {"base": 500, "bonus": 100})


def test_5000_at_2_percent_and_a_bonus_of_500_is_600() -> None:
    rules = shop(
        BonusRule(id="bonus", name=NAME, points=500), earning=Earning(points=2, per_minor=10_000)
    )
    assert earned(rules, bought(500_000)).points == 600


def test_88_40_at_silver_is_88_and_17() -> None:
    award = earned(shop(), bought(8_840, tier="silver"))
    assert (award.points, points_by(award)) == (105, {"base": 88, "tier": 17})
    assert award.shares[1].percent == 120


def test_both_multipliers_are_rounded_once() -> None:
    half_more = MultiplierRule(id="more", name=NAME, percent=150)
    award = earned(shop(half_more), bought(8_900, tier="silver"))
    assert points_by(award) == {"base": 89, "tier": 17, "more": 54}
    assert award.points == 89 * 120 * 150 // 10_000 == 160


def test_the_best_multiplier_counts_alone_and_the_first_by_id_of_two_as_good() -> None:
    better = MultiplierRule(id="triple", name=NAME, percent=300)
    same = MultiplierRule(id="another", name=NAME, percent=300)
    assert points_by(earned(shop(DOUBLE, better), bought(10_000))) == {"base": 100, "triple": 200}
    assert "another" in points_by(earned(shop(better, same), bought(10_000)))


def test_fixed_points_are_not_multiplied() -> None:
    award = earned(shop(DOUBLE, BONUS), bought(10_000, tier="silver"))
    assert points_by(award) == {"base": 100, "tier": 20, "double": 120, "bonus": 100}


def test_the_best_rate_makes_the_base() -> None:
    stars = AmountRule(id="stars", name=NAME, points=1, per_minor=50)
    poor = AmountRule(id="poor", name=NAME, points=1, per_minor=4_000)
    assert earned(shop(stars, poor), bought(8_840)).points == 176
    assert earned(shop(poor), bought(8_840)).points == 88


def test_whole_units_count_only_when_they_are_full() -> None:
    five = AmountRule(id="five", name=NAME, points=500, per_minor=4_000, whole_units=True)
    assert earned(shop(five), bought(3_999)).points == 39
    assert earned(shop(five), bought(11_999)).points == 1_000


@pytest.mark.parametrize(
    ("asks", "facts", "pays"),
    [
        ({"shops": ["main"]}, {}, True),
        ({"shops": ["harbour"]}, {}, False),
        ({"categories": ["coffee"]}, {"category": "coffee"}, True),
        ({"categories": ["coffee"]}, {"category": "bread"}, False),
        ({"categories": ["coffee"]}, {}, False),
        ({"products": ["rye"]}, {"product": "rye"}, True),
        ({"products": ["rye"]}, {"product": "oat"}, False),
        ({"min_minor": 10_000}, {}, True),
        ({"min_minor": 10_001}, {}, False),
        ({"tiers": ["gold"]}, {}, False),
        ({"tiers": ["gold", "bronze"]}, {}, True),
        ({"segments": ["loyal"]}, {"orders_in_year": 10}, True),
        ({"segments": ["loyal"]}, {"orders_in_year": 9}, False),
        ({"segments": ["sleeping"]}, {"last_order_at": NOON - 60 * DAY}, True),
        ({"segments": ["sleeping"]}, {"last_order_at": NOON - 59 * DAY}, False),
        ({"segments": ["new"]}, {"joined_at": NOON - 30 * DAY}, True),
        ({"segments": ["new"]}, {}, False),
        ({"paused": True}, {}, False),
        ({"weekdays": ["wed"]}, {}, True),
        ({"weekdays": ["sat", "sun"]}, {}, False),
        ({"month_days": [11, 22]}, {}, True),
        ({"month_days": [10]}, {}, False),
        ({"from_time": "12:00"}, {}, True),
        ({"from_time": "12:01"}, {}, False),
        ({"to_time": "12:00"}, {}, False),
        ({"from_time": "09:00", "to_time": "12:01"}, {}, True),
        ({"starts": "2026-11-11", "ends": "2026-11-11"}, {}, True),
        ({"starts": "2026-11-12"}, {}, False),
        ({"ends": "2026-11-11T12:00"}, {}, False),
        ({"ends": "2026-11-11T12:01"}, {}, True),
    ],
)
def test_a_rule_pays_only_for_what_it_asks(
    asks: dict[str, object], facts: dict[str, object], pays: bool
) -> None:
    kinds = tuple(Category(id=name, name=Named(en=name, zh=name)) for name in ("coffee", "bread"))
    rule = BonusRule.model_validate({**BONUS.model_dump(), **asks})
    rules = shop(rule, shops=("main", "harbour"), categories=kinds)
    assert earned(rules, bought(10_000, **facts)).points == 100 + 100 * pays


def test_a_pilot_widens_without_leaving_anybody_out() -> None:
    def let_in(percent: int) -> set[int]:
        rules = shop(BONUS.model_copy(update={"pilot_percent": percent}))
        return {n for n in range(1_000) if earned(rules, bought(100, member=n)).points > 1}

    tenth, half = let_in(10), let_in(50)
    assert tenth < half < let_in(100)
    assert 70 < len(tenth) < 130


def test_the_step_is_paid_once_a_month_by_the_purchase_that_reaches_it() -> None:
    rules = shop(STEP)
    assert earned(rules, bought(10_000, month_spent=89_999)).points == 100
    award = earned(rules, bought(10_000, month_spent=90_000))
    assert (award.points, award.taken) == (300, (("step", "2026-11"),))
    again = bought(10_000, month_spent=100_000, taken=frozenset(award.taken))
    assert earned(rules, again).points == 100
    december = replace(again, at=at(12, day=date(2026, 12, 1)), month_spent=95_000)
    assert earned(rules, december).points == 300


def test_the_first_order_counts_double_once() -> None:
    rules = shop(FIRST)
    award = earned(rules, bought(10_000, orders=0, last_order_at=None))
    assert (award.points, award.taken) == (200, (("first", "ever"),))
    assert earned(rules, bought(10_000, orders=1)).points == 100


def test_a_challenge_pays_once_and_ends_on_its_day() -> None:
    rules = shop(CHALLENGE)
    near = bought(10_000, progress={"spend": (490_000, 3)}, at=at(23, 59, date(2026, 11, 30)))
    award = earned(rules, near)
    assert (award.points, award.taken) == (600, (("spend", "ever"),))
    assert earned(rules, replace(near, progress={"spend": (489_999, 3)})).points == 100
    assert earned(rules, replace(near, taken=frozenset(award.taken))).points == 100
    assert earned(rules, replace(near, at=at(0, day=date(2026, 12, 1)))).points == 100


def test_a_challenge_may_ask_how_often_instead_of_how_much() -> None:
    assert earned(shop(THRICE), bought(100, progress={"thrice": (200, 2)})).points == 51
    assert earned(shop(THRICE), bought(100, progress={"thrice": (99_999, 1)})).points == 1


@pytest.mark.parametrize(
    ("days", "pays"), [(59, False), (60, True), (74, True), (75, False), (400, False)]
)
def test_who_comes_back_is_paid_for_two_weeks_from_the_sixtieth_day(days: int, pays: bool) -> None:
    award = earned(shop(COMEBACK), bought(10_000, last_order_at=NOON - days * DAY))
    assert award.points == 100 + 80 * pays
    assert award.taken == ((("comeback", "2026-11-11"),) if pays else ())


def test_nobody_comes_back_who_never_was_here() -> None:
    assert earned(shop(COMEBACK), bought(100, orders=0, last_order_at=None)).points == 1


def test_a_gift_in_kind_is_earned_once_a_month_and_is_no_points() -> None:
    rules = shop(InKindRule(id="dish", name=NAME, spend_minor=50_000, reward="tea"))
    award = earned(rules, bought(10_000, month_spent=40_000))
    assert (award.points, award.gifts, award.taken) == (100, ("dish",), (("dish", "2026-11"),))
    assert earned(rules, bought(10_000, month_spent=39_999)).gifts == ()
    assert earned(rules, bought(1, month_spent=50_000, taken=frozenset(award.taken))).gifts == ()


class TestMemberDay:
    """Days on which members pay less, and earn more."""

    RULES = shop(
        MemberDayRule(
            id="day",
            name=NAME,
            weekdays=("wed",),
            discount_percent=10,
            percent=150,
            to_time="18:00",
        )
    )

    def test_it_takes_off_more_than_the_tier_does_while_it_runs(self) -> None:
        plan = plan_of(self.RULES)
        assert discount(plan, bought(10_000)) == 10
        assert discount(plan, bought(10_000, tier="diamond")) == 10
        assert discount(plan, bought(10_000, at=at(18))) == 0
        assert discount(plan, bought(10_000, at=at(18), tier="diamond")) == 2

    def test_it_is_a_campaign_like_others(self) -> None:
        assert points_by(earned(self.RULES, bought(9_000))) == {"base": 90, "day": 45}


class TestCaps:
    """What one member may earn in a month and in a year."""

    RULES = shop(BONUS, budget=Budget(month_points=1_000, year_points=5_000))

    @pytest.mark.parametrize(
        ("month", "year", "points"),
        [(0, 0, 600), (400, 400, 600), (401, 401, 599), (1_000, 1_000, 0), (0, 4_900, 100)],
    )
    def test_a_cap_cuts_and_says_so(self, month: int, year: int, points: int) -> None:
        award = earned(self.RULES, bought(50_000, month_earned=month, year_earned=year))
        assert award.points == points
        assert points_by(award).get("cap", 0) == points - 600

    def test_more_than_a_cap_before_it_was_set_takes_nothing_away(self) -> None:
        assert earned(self.RULES, bought(50_000, month_earned=9_999)).points == 0

    def test_a_cap_of_0_is_none(self) -> None:
        rules = shop(budget=UNCAPPED)
        assert earned(rules, bought(10**9, month_earned=10**9)).points == 10**7


@pytest.mark.parametrize(("bright", "points"), [(100, 240), (50, 180), (1, 121), (0, 120)])
def test_the_budget_dims_campaigns_and_never_base_tier_or_fixed_points(
    bright: int, points: int
) -> None:
    dim = bought(10_000, tier="silver", bright_percent=bright)
    assert earned(shop(DOUBLE), dim).points == points
    assert earned(shop(DOUBLE, BONUS), dim).points == points + 100


def test_a_purchase_that_earns_nothing_has_its_explanation() -> None:
    award = earned(shop(DOUBLE), bought(99))
    assert (award.points, points_by(award)) == (0, {"base": 0})


class TestInBerlin:
    """Where a day may have 23 or 25 hours."""

    @pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
    def test_a_whole_day_is_a_whole_day(self, day: date) -> None:
        rules = shop(
            BONUS.model_copy(update={"starts": f"{day}", "ends": f"{day}"}), zone="Europe/Berlin"
        )
        paid = [
            earned(rules, bought(100, at=at(0, day=day) + hour * HOUR)).points > 1
            for hour in range(48)
        ]
        assert sum(paid) == (23 if day.month == 3 else 25)


@pytest.mark.parametrize(
    ("bright", "facts", "percent", "rule"),
    [
        (100, {"at": at(11)}, 10, "surprise"),
        (100, {}, 60, "lucky-hour"),
        (50, {}, 30, "lucky-hour"),
        (0, {}, 0, "lucky-hour"),
    ],
)
def test_a_lucky_hour_raises_the_odds_and_the_budget_dims_them(
    bright: int, facts: dict[str, Any], percent: int, rule: str
) -> None:
    lucky = SurpriseRule(id="lucky-hour", name=NAME, percent=60, from_time="12:00")
    poor = SurpriseRule(id="poor", name=NAME, percent=5)
    plan = plan_of(shop(poor, lucky, surprise=Surprise(purchase_percent=10)))
    found = chance(plan, bought(100, bright_percent=bright, **facts))
    assert (found.percent, found.rule) == (percent, rule)
