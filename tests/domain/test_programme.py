"""What a programme may promise: contradictions are refused, and named."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.programme import Currency, Goods, Named, Programme, Surprise, Tier
from tests.scene import PROGRAMME, TIERS

NAME = {"en": "Name", "zh": "名"}
FIRST = {"id": "bronze", "name": NAME, "threshold": 0}


def rising(**second: Any) -> list[dict[str, Any]]:
    """Two tiers, the second as told."""
    first = FIRST | {"multiplier_percent": 150, "discount_percent": 2}
    upper = {"id": "silver", "name": NAME, "threshold": 1, "multiplier_percent": 150}
    return [first, upper | {"discount_percent": 2} | second]


@pytest.mark.parametrize(
    ("settings", "key", "words"),
    [
        ({"zone": "Mars/Olympus"}, "zone", "Mars/Olympus"),
        ({"zone": "../etc/passwd"}, "zone", "Asia/Shanghai"),
        ({"language": "fr"}, "language", ""),
        ({"welcome_points": -1}, "welcome_points", ""),
        ({"welcome_points": "+500"}, "welcome_points", ""),
        ({"welcome_points": "５００"}, "welcome_points", ""),
        ({"welcome_points": True}, "welcome_points", ""),
        ({"welcome_points": 5.0}, "welcome_points", ""),
        ({"sign_in": []}, "sign_in", "1 to 31"),
        ({"sign_in": [5] * 32}, "sign_in", "1 to 31"),
        ({"sign_in": [5, 0]}, "sign_in.1", ""),
        ({"earning": {"per_minor": 0}}, "earning.per_minor", ""),
        ({"earning": {"bonus": 1}}, "earning.bonus", ""),
        ({"currency": {"code": "yuan"}}, "currency.code", ""),
        ({"expiry": {"remind_days": [7, 30]}}, "expiry.remind_days", "fall"),
        ({"expiry": {"remind_days": [7, 7]}}, "expiry.remind_days", "fall"),
        ({"expiry": {"remind_at": "24:00"}}, "expiry.remind_at", ""),
        ({"expiry": {"months": 1}}, "", "expiry.remind_days"),
        ({"surprise": {"purchase_percent": 101}}, "surprise.purchase_percent", ""),
        ({"surprise": {"prizes": []}}, "surprise.prizes", "prize"),
        ({"surprise": {"daily_budget": 199}}, "", "surprise.daily_budget"),
        ({"tiers": []}, "tiers", "threshold 0"),
        ({"tiers": [FIRST | {"threshold": 1}]}, "tiers", "threshold 0"),
        ({"tiers": rising(threshold=0)}, "tiers", "silver must start above bronze"),
        ({"tiers": rising(multiplier_percent=149)}, "tiers", "silver must not earn less"),
        ({"tiers": rising(discount_percent=1)}, "tiers", "silver must not get less discount"),
        ({"tiers": rising(id="bronze")}, "tiers", "bronze is there twice"),
        (
            {"rewards": [{"id": "mug", "name": NAME, "points": 1}] * 2},
            "rewards",
            "mug is there twice",
        ),
        ({"rewards": [{"id": "Mug!", "name": NAME, "points": 1}]}, "rewards.0 (Mug!).id", ""),
        ({"rewards": [{"id": "mug", "name": NAME, "points": 0}]}, "rewards.0 (mug).points", ""),
        ({"unheard_of": 1}, "unheard_of", ""),
    ],
)
def test_a_contradiction_is_refused_and_its_key_named(
    settings: dict[str, Any], key: str, words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Programme.model_validate(settings)
    faults = refused.value.errors()
    assert [".".join(map(str, fault["loc"])) for fault in faults] == [key]
    assert words in faults[0]["msg"]


def test_the_defaults_are_a_programme() -> None:
    assert Programme().sign_in == (5, 5, 10, 10, 15, 15, 40)


def test_the_environment_gives_numbers_as_text() -> None:
    assert Programme.model_validate({"welcome_points": "800"}).welcome_points == 800


def test_a_programme_survives_being_stored() -> None:
    assert Programme.model_validate_json(PROGRAMME.model_dump_json()) == PROGRAMME


def test_nobody_changes_a_programme_in_force() -> None:
    with pytest.raises(ValidationError):
        PROGRAMME.zone = "UTC"  # type: ignore[misc]


def test_a_surprise_budget_of_nothing_switches_surprises_off() -> None:
    assert Programme(surprise=Surprise(daily_budget=0)).surprise.daily_budget == 0


@pytest.mark.parametrize(
    ("earned", "tier"),
    [
        (-5, "bronze"),
        (0, "bronze"),
        (4_999, "bronze"),
        (5_000, "silver"),
        (19_999, "silver"),
        (20_000, "gold"),
        (50_000, "platinum"),
        (100_000, "diamond"),
        (10**9, "diamond"),
    ],
)
def test_a_tier_begins_at_its_threshold(earned: int, tier: str) -> None:
    assert PROGRAMME.tier_at(earned).id == tier


def test_after_the_top_there_is_no_tier() -> None:
    assert [PROGRAMME.tier_after(tier) for tier in TIERS] == [*TIERS[1:], None]


def test_100_points_are_worth_1_00() -> None:
    assert PROGRAMME.worth_minor(100) == 100
    assert PROGRAMME.worth_minor(0) == 0


@given(st.integers(0, 10**9), st.integers(1, 10**4), st.integers(1, 10**4))
def test_worth_is_rounded_down_by_less_than_the_smallest_coin(
    points: int, anchor_points: int, anchor_minor: int
) -> None:
    currency = {"anchor_points": anchor_points, "anchor_minor": anchor_minor}
    programme = PROGRAMME.model_copy(update={"currency": Currency.model_validate(currency)})
    worth = programme.worth_minor(points)
    assert 0 <= points * anchor_minor - worth * anchor_points < anchor_points


def test_names_speak_both_languages() -> None:
    reward = Goods(id="tea", name=Named(en="Tea", zh="茶"), points=1)
    assert (reward.name.in_("en"), reward.name.in_("zh")) == ("Tea", "茶")


def test_a_tier_never_earns_less_than_its_base() -> None:
    with pytest.raises(ValidationError):
        Tier(id="low", name=Named(en="Low", zh="低"), threshold=0, multiplier_percent=99)
