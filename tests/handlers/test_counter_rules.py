"""What both sides of the counter read of the rules that made a purchase's points."""

import pytest

from domain.programme import (
    BonusRule,
    Budget,
    Category,
    MultiplierRule,
    Named,
    Programme,
    Tier,
)
from tests.handlers.town import ANN, BO, LIN, Town

COFFEE = Category(id="coffee", name=Named(en="Coffee", zh="咖啡"))
DOUBLE = MultiplierRule(
    id="double", name=Named(en="Double day", zh="双倍日"), percent=200, min_minor=5_000
)
BEANS = BonusRule(
    id="beans", name=Named(en="Bean week", zh="咖啡周"), points=30, categories=("coffee",)
)
SILVER = Tier(
    id="silver", name=Named(en="Silver", zh="银卡"), threshold=1_000, multiplier_percent=120
)


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Coffee, and everything large, brings more."""
    return programme.model_copy(
        update={
            "categories": (COFFEE,),
            "rules": (DOUBLE, BEANS),
            "tiers": (programme.tiers[0], SILVER),
            "budget": Budget(hard_percent=100, month_points=2_000, year_points=0),
        }
    )


async def buys(town: Town, card: str, said: str) -> str:
    """A cashier credits what was said; the summary."""
    summary = await town.says(BO, f"/sale {card} {said}")
    if "Confirm" not in summary.labels:
        summary = await town.presses(BO, "Something else")
    await town.presses(BO, "Confirm")
    return summary.text


async def test_the_member_reads_what_made_the_points(town: Town, card: str) -> None:
    summary = await buys(town, card, "88.40 coffee")
    assert "¥88.40 → +206" in summary
    assert "Ann · bronze · Coffee" in summary
    (told,) = town.told(ANN, "<b>+206</b> for ¥88.40")
    assert "88 base, 88 for Double day (×2)\n30 for Bean week" in told


async def test_the_base_alone_is_not_explained(town: Town, card: str) -> None:
    await buys(town, card, "10")
    (told,) = town.told(ANN, "<b>+10</b> for ¥10.00")
    assert "base" not in told


async def test_a_cap_is_told_in_both_languages(town: Town, card: str) -> None:
    await buys(town, card, "900")
    # Staff are asked why, before the member reads it.
    assert "most that a member can earn: 1,960 points less" in await buys(town, card, "900")
    assert "1,960 points less" in town.newest(BO, "Undo").text
    (told,) = town.told(ANN, "<b>+200</b>")
    assert "The monthly limit of 2,000 points is reached." in told
    await town.says(LIN, "/card")
    await buys(town, town.code(LIN), "5000")
    (told,) = town.told(LIN, "+2,000")
    assert "已到每月上限 2,000 积分。" in told


async def test_an_unknown_category_is_refused_with_those_there_are(town: Town, card: str) -> None:
    refused = await town.says(BO, f"/sale {card} 10 tea")
    assert refused.text == "There’s no category “tea”. There are: coffee."
    assert "Confirm" in (await town.says(BO, "10 Coffee")).labels


async def test_the_category_outlives_the_way_to_confirm(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card}")
    await town.says(BO, "10 coffee")
    await town.reopens()
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 540


async def test_the_category_is_asked_for_where_none_was_said(town: Town, card: str) -> None:
    asked = await town.says(BO, f"/sale {card} 10")
    assert asked.text == "¥10.00 for what?"
    assert asked.labels == ["Coffee", "Something else", "Change", "Cancel"]
    assert "bronze · Coffee" in (await town.presses(BO, "Coffee")).text
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 540
