"""Why a rule did not pay, and the smallest change with which it would have."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import DAY, MINUTE
from domain.earning.facts import Facts
from domain.earning.purchase.why import Miss, misses
from domain.programme import (
    BonusRule,
    Category,
    ChallengeRule,
    ComebackRule,
    FirstOrderRule,
    MemberDayRule,
    MultiplierRule,
    Named,
    Programme,
    Rule,
    StepRule,
)
from tests.buying import NAME, NOON, at, bought, earned, shop

DOUBLE = MultiplierRule(
    id="double", name=NAME, percent=200, starts="2026-11-11T14:00", ends="2026-11-11T18:00"
)
BONUS = BonusRule(id="bonus", name=NAME, points=100)
STEP = StepRule(id="step", name=NAME, spend_minor=100_000, points=200)
RACE = ChallengeRule(
    id="race", name=NAME, spend_minor=50_000, points=9, starts="2026-11-01", ends="2026-11-30"
)
VISITS = ChallengeRule(
    id="visits", name=NAME, orders=5, points=9, starts="2026-11-01", ends="2026-11-30"
)


def missed(programme: Programme, facts: Facts) -> tuple[Miss, ...]:
    """What the purchase missed."""
    return misses(programme, facts, earned(programme, facts))


def asking(**asks: Any) -> Rule:
    """The bonus, for those alone of whom it is asked."""
    return BonusRule.model_validate({**BONUS.model_dump(), **asks})


def test_double_day_is_missed_by_14_minutes() -> None:
    (miss,) = missed(shop(DOUBLE), bought(8_840, at=at(18, 14)))
    assert (miss.rule, miss.kind, miss.reason) == ("double", "multiplier", "ended")
    assert miss.at == at(18)


def test_a_purchase_too_early_is_told_when_it_starts() -> None:
    (miss,) = missed(shop(DOUBLE), bought(8_840, at=at(13, 50)))
    assert (miss.reason, miss.at) == ("not_yet", at(14))


def test_what_paid_is_not_missed() -> None:
    assert missed(shop(DOUBLE, BONUS), bought(8_840, at=at(15))) == ()


@pytest.mark.parametrize(
    ("asks", "hour", "reason", "when"),
    [
        ({"to_time": "18:00"}, 18, "hours", at(18)),
        ({"from_time": "14:00"}, 12, "hours", at(14)),
        ({"weekdays": ["wed"], "to_time": "10:00"}, 12, "hours", at(10)),
        ({"weekdays": ["thu"]}, 20, "day", at(0, day=date(2026, 11, 12))),
        ({"weekdays": ["tue"]}, 1, "day", at(0)),
        ({"month_days": [13]}, 12, "day", at(0, day=date(2026, 11, 13))),
        ({"starts": "2026-11-20"}, 12, "not_yet", at(0, day=date(2026, 11, 20))),
        ({"ends": "2026-11-10"}, 12, "ended", at(0)),
    ],
)
def test_a_rule_that_ran_at_another_time_says_when(
    asks: dict[str, object], hour: int, reason: str, when: int
) -> None:
    (miss,) = missed(shop(asking(**asks)), bought(100, at=at(hour)))
    assert (miss.reason, miss.at) == (reason, when)


@pytest.mark.parametrize(
    "asks",
    [{"starts": "2026-12-13"}, {"ends": "2026-10-10"}, {"ends": "2020-01-01", "weekdays": ["wed"]}],
)
def test_what_is_more_than_a_month_away_is_no_miss(asks: dict[str, object]) -> None:
    assert missed(shop(asking(**asks)), bought(100)) == ()


@pytest.mark.parametrize(
    ("asks", "reason", "wanted"),
    [
        ({"tiers": ["gold", "diamond"]}, "tier", ("gold", "diamond")),
        ({"segments": ["sleeping"]}, "segment", ("sleeping",)),
        ({"shops": ["harbour"]}, "shop", ("harbour",)),
        ({"categories": ["coffee"]}, "category", ("coffee",)),
        ({"products": ["rye"]}, "product", ("rye",)),
        ({"paused": True}, "paused", ()),
        ({"pilot_percent": 1}, "pilot", ()),
    ],
)
def test_a_rule_for_something_else_says_for_what(
    asks: dict[str, object], reason: str, wanted: tuple[str, ...]
) -> None:
    coffee = Category(id="coffee", name=Named(en="Coffee", zh="咖啡"))
    rules = shop(asking(**asks), shops=("main", "harbour"), categories=(coffee,))
    (miss,) = missed(rules, bought(100))
    assert (miss.reason, miss.wanted) == (reason, wanted)


@pytest.mark.parametrize(
    ("rule", "facts", "reason", "amount"),
    [
        (asking(min_minor=10_000), {}, "spend", 1_160),
        (STEP, {"month_spent": 80_000}, "spend", 11_160),
        (RACE, {"progress": {"race": (40_000, 2)}}, "spend", 1_160),
        (VISITS, {"progress": {"visits": (99_999, 2)}}, "orders", 2),
    ],
)
def test_a_goal_that_was_not_reached_says_how_much_was_missing(
    rule: Rule, facts: dict[str, Any], reason: str, amount: int
) -> None:
    (miss,) = missed(shop(rule), bought(8_840, **facts))
    assert (miss.reason, miss.amount) == (reason, amount)


def test_what_is_paid_once_says_that_it_was() -> None:
    again = bought(100_000, taken=frozenset({("step", "2026-11")}))
    assert [miss.reason for miss in missed(shop(STEP), again)] == ["taken"]


def test_a_multiplier_that_was_beaten_says_by_what() -> None:
    triple = MultiplierRule(id="triple", name=NAME, percent=300)
    (miss,) = missed(shop(DOUBLE, triple), bought(8_840, at=at(15)))
    assert (miss.rule, miss.reason, miss.percent) == ("double", "beaten", 300)


def test_a_multiplier_that_the_budget_stopped_says_so() -> None:
    (miss,) = missed(shop(DOUBLE), bought(8_840, at=at(15), bright_percent=0))
    assert (miss.reason, miss.percent) == ("dimmed", 0)


def test_what_cannot_be_changed_is_named_before_what_can() -> None:
    (miss,) = missed(shop(asking(tiers=["gold"], to_time="11:46", min_minor=9_000)), bought(8_840))
    assert miss.reason == "tier"


def test_the_nearest_comes_first() -> None:
    soon = asking(id="soon", to_time="11:50")
    near = asking(id="near", min_minor=9_000)
    far = asking(id="far", starts="2026-11-30")
    gold = asking(id="for-gold", tiers=["gold"])
    found = missed(shop(gold, far, near, soon), bought(8_840))
    assert [miss.rule for miss in found] == ["soon", "near", "far", "for-gold"]


def test_nobody_is_told_of_what_was_never_meant_for_them() -> None:
    rules = shop(
        FirstOrderRule(id="first", name=NAME), ComebackRule(id="comeback", name=NAME, points=80)
    )
    assert missed(rules, bought(8_840)) == ()


def test_who_came_back_too_late_is_told_since_when() -> None:
    rules = shop(ComebackRule(id="comeback", name=NAME, points=80))
    (miss,) = missed(rules, bought(100, last_order_at=NOON - 76 * DAY))
    assert (miss.reason, miss.at) == ("ended", at(0, day=date(2026, 11, 10)))
    assert missed(rules, bought(100, last_order_at=NOON - 200 * DAY)) == ()


def test_a_member_day_that_was_missed_is_one() -> None:
    day = MemberDayRule(id="day", name=NAME, weekdays=("thu",), discount_percent=10)
    (miss,) = missed(shop(day), bought(100))
    assert (miss.kind, miss.reason, miss.at) == ("member-day", "day", at(0, day=date(2026, 11, 12)))


@given(
    st.sampled_from(
        [
            asking(min_minor=9_000),
            asking(from_time="14:00", to_time="14:30"),
            asking(weekdays=["sat", "mon"]),
            asking(month_days=[1, 20]),
            asking(starts="2026-11-09T08:30", ends="2026-11-12T20:00"),
            STEP,
            RACE,
        ]
    ),
    st.integers(1, 12_000),
    st.integers(-40 * 1_440, 40 * 1_440),
)
def test_with_the_change_that_is_named_the_rule_pays(rule: Rule, paid: int, minutes: int) -> None:
    programme = shop(rule)
    facts = bought(paid, at=NOON + minutes * MINUTE)
    for miss in missed(programme, facts):
        changed = replace(facts, paid=facts.paid + miss.amount)
        if miss.at is not None:
            # An end is the first instant at which it ran no more.
            changed = replace(changed, at=miss.at - (miss.at <= facts.at))
        # What could not be changed was named first, so this is all there was to change.
        assert rule.id in [share.rule for share in earned(programme, changed).shares]
