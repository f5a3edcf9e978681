"""Where a programme defeats itself, `check` says so and lets it be."""

from typing import Any

import pytest

from domain.adoption import warnings
from domain.programme import (
    BonusRule,
    ComebackRule,
    Earning,
    Expiry,
    FirstOrderRule,
    Goods,
    Named,
    Programme,
    Rule,
)
from tests.clock import DAY_ONE
from tests.scene import PROGRAMME

NAME = Named(en="Name", zh="名")
MUG = Goods(id="mug", name=NAME, points=1_880)


def said(*rules: Rule, **fields: Any) -> list[str]:
    """What is said of a shop that gives 500 for joining, 5 a day, and 600 in two months."""
    plain: dict[str, Any] = {"sign_in": (5,), "rewards": (MUG.model_copy(update={"points": 100}),)}
    return list(warnings(Programme(**(plain | {"rules": rules} | fields)), DAY_ONE))


def test_what_serves_its_purpose_is_not_remarked_on() -> None:
    assert list(warnings(PROGRAMME, DAY_ONE)) == []
    assert said(BonusRule(id="deal", name=NAME, points=5, segments=("new", "sleeping"))) == []


@pytest.mark.parametrize(("points", "remarks"), [(1_400, 0), (1_401, 1)])
def test_the_cheapest_reward_is_in_reach_within_60_days(points: int, remarks: int) -> None:
    dearer = MUG.model_copy(update={"id": "cake", "points": 90_000})
    found = said(rewards=(dearer, MUG.model_copy(update={"points": points})))
    assert found == remarks * [
        "rewards: the cheapest, mug (1401 points), is out of reach: an average member has 1400 "
        "after 60 days (500 for joining, 600 from purchases, 300 from signing in every day)"
    ]


def test_an_average_member_is_the_owner_s_to_say() -> None:
    assert said(rewards=(MUG,), average_month_minor=54_000) == []
    assert len(said(rewards=(MUG,), average_month_minor=53_900)) == 1
    assert said(rewards=(MUG,), earning=Earning(points=2)) == []


@pytest.mark.parametrize(("worth", "remarks"), [(None, 0), (80, 0), (79, 1)])
def test_a_reward_pays_four_fifths_of_the_anchor_at_least(worth: int | None, remarks: int) -> None:
    reward = Goods(id="mug", name=NAME, points=100, worth_minor=worth)
    assert said(rewards=(reward,)) == remarks * [
        "rewards.0 (mug).worth_minor (79): is clearly less than its 100 points are worth at the "
        "anchor (100)"
    ]


def test_points_that_buy_nothing_are_remarked_on() -> None:
    assert said(rewards=()) == ["rewards: there are none, so points buy nothing"]


@pytest.mark.parametrize(
    ("expiry", "remarks"),
    [
        (Expiry(months=6), 0),
        (Expiry(months=5), 1),
        (Expiry(months=0, to_end_of="half-year"), 1),
        (Expiry(months=3, decay_percent=10), 0),
    ],
)
def test_points_are_valid_for_half_a_year_at_least(expiry: Expiry, remarks: int) -> None:
    found = said(expiry=expiry)
    assert len(found) == remarks
    assert all(f"expiry.months ({expiry.months}): " in each for each in found)


def test_a_rule_that_is_over_is_remarked_on() -> None:
    rules = [
        BonusRule(id=f"deal-{day}", name=NAME, points=5, ends=f"2026-11-{day}") for day in (21, 22)
    ]
    assert said(*rules) == ["rules.0 (deal-21).ends (2026-11-21): is over already"]


@pytest.mark.parametrize(
    ("rule", "remarks"),
    [
        (FirstOrderRule(id="first", name=NAME, segments=("active", "loyal")), 1),
        (FirstOrderRule(id="first", name=NAME, segments=("active", "new")), 0),
        (ComebackRule(id="back", name=NAME, points=5, segments=("active",)), 1),
        (ComebackRule(id="back", name=NAME, points=5, segments=("loyal",)), 0),
        (ComebackRule(id="back", name=NAME, points=5, sleep_days=20, segments=("active",)), 0),
    ],
)
def test_a_rule_for_nobody_is_remarked_on(rule: Rule, remarks: int) -> None:
    found = said(rule)
    assert len(found) == remarks
    assert all("nobody who could get it is in them" in each for each in found)
