"""Where a reward defeats itself, `check` says so and lets it be."""

from typing import Any

import pytest

from domain.adoption import warnings
from domain.programme import (
    Counter,
    Donation,
    Event,
    GiftCard,
    Goods,
    Limits,
    MoneyOff,
    MysteryBox,
    Named,
    Outcome,
    Raffle,
    Reward,
    Switches,
    Wheel,
)
from domain.programme.rewards import TierPrice
from tests.clock import DAY_ONE
from tests.scene import PROGRAMME

NAME = Named(en="Name", zh="名")
TEA = Goods(id="tea", name=NAME, points=100)
POINTS = (Outcome(points=10, weight=1),)
CAUSE = Donation(id="cause", name=NAME, points=5)
WHEEL = Wheel(id="wheel", name=NAME, points=20, outcomes=POINTS)
RAFFLE = Raffle(id="raffle", name=NAME, points=5, draws_at="2026-12-24", prize_points=9)


def said(*rewards: Reward, **fields: Any) -> list[str]:
    """What is said of a shop that gives tea and these rewards."""
    promised = PROGRAMME.model_copy(update={"rewards": (TEA, *rewards)} | fields)
    return list(warnings(promised, DAY_ONE))


def mug(**fields: Any) -> Goods:
    """A mug with terms of its own."""
    return Goods(id="mug", name=NAME, points=100).model_copy(update=fields)


def box(*outcomes: Outcome) -> MysteryBox:
    """A box for 100 points."""
    return MysteryBox(id="box", name=NAME, points=100, outcomes=outcomes)


@pytest.mark.parametrize(
    "reward",
    [
        mug(stock=10, low_stock=9, limit=10, tiers=("gold",)),
        mug(tier_points=(TierPrice(tier="gold", points=80),)),
        MoneyOff(id="off", name=NAME, points=100, value_minor=200),
        GiftCard(id="card", name=NAME, points=100, value_minor=80),
        Event(id="event", name=NAME, points=5, stock=4, at="2026-11-22"),
        box(Outcome(points=100, weight=1)),
        Wheel(id="free", name=NAME, outcomes=POINTS),
        WHEEL,
        RAFFLE,
        CAUSE,
    ],
)
def test_what_serves_its_purpose_is_not_remarked_on(reward: Reward) -> None:
    assert said(reward) == []


@pytest.mark.parametrize(
    ("reward", "sentence"),
    [
        (mug(ends="2026-11-21"), ": is over already"),
        (Event(id="mug", name=NAME, points=5, stock=4, at="2026-11-21T18:00"), ": is over already"),
        (RAFFLE.model_copy(update={"id": "mug", "draws_at": "2026-11-21"}), ": is over already"),
        (MoneyOff(id="mug", name=NAME, points=100, value_minor=201), ".value_minor (201): is more"),
        (
            GiftCard(id="mug", name=NAME, points=100, value_minor=79),
            ".value_minor (79): is clearly",
        ),
        (mug(stock=10, low_stock=10), ".low_stock (10): is not below its stock"),
        (mug(low_stock=1), ".low_stock (1): is not below its stock"),
        (mug(stock=3, limit=4), ".limit (4): is more than there are (3)"),
        (
            mug(tiers=("gold",), tier_points=(TierPrice(tier="silver", points=5),)),
            ".tier_points: silver is none of its tiers",
        ),
        (mug(tier_points=(TierPrice(tier="gold", points=101),)), ".tier_points: gold pays more"),
        (
            box(Outcome(points=300, weight=1), Outcome(reward="tea", weight=1)).model_copy(
                update={"id": "mug"}
            ),
            ".outcomes: give 200 points on average for 100",
        ),
    ],
)
def test_what_defeats_itself_is_remarked_on(reward: Reward, sentence: str) -> None:
    (found,) = said(reward)
    assert found.startswith(f"rewards.1 (mug){sentence}")


def test_a_game_that_pays_more_once_its_small_prizes_are_sold_out_is_remarked_on() -> None:
    few = mug(points=20, worth_minor=20, stock=5)
    shop = (few, box(Outcome(points=150, weight=1), Outcome(reward="mug", weight=3)))
    (found,) = said(*shop)
    assert found.startswith("rewards.2 (box).outcomes: give 150 points on average for 100;")
    assert said(few.model_copy(update={"stock": None}), shop[1]) == []


def test_a_game_that_pays_more_than_it_costs_in_one_tier_is_remarked_on() -> None:
    cheap = (TierPrice(tier="gold", points=9),)
    (found,) = said(WHEEL.model_copy(update={"tier_points": cheap}))
    assert found.startswith("rewards.1 (wheel).outcomes: give 10 points on average for 9;")


def test_games_and_causes_that_are_switched_off_are_remarked_on() -> None:
    found = said(WHEEL, RAFFLE, CAUSE, allowed=Switches(draws=False, donations=False))
    assert found == [
        "rewards.1 (wheel).kind (wheel): is not offered while allowed.draws is false",
        "rewards.2 (raffle).kind (raffle): is not offered while allowed.draws is false",
        "rewards.3 (cause).kind (donation): is not offered while allowed.donations is false",
    ]


def test_games_and_hidden_rewards_alone_are_nothing_to_save_for() -> None:
    programme = PROGRAMME.model_copy(update={"rewards": (CAUSE, WHEEL, mug(hidden=True))})
    assert list(warnings(programme, DAY_ONE)) == [
        "rewards: there is nothing but games and causes, so points buy nothing that is sure"
    ]


def test_a_manager_may_do_as_much_as_a_cashier() -> None:
    more = Counter(cashier=Limits(refund_minor=2_000_000))
    assert said(counter=more) == [
        "counter.cashier.refund_minor (2000000): is above a manager's (1000000)"
    ]
