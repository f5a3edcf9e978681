"""The tier: its rights, the way to the next one, and what is told when it is reached or at risk."""

from datetime import date

import pytest

from domain.calendar import DAY, instant
from domain.programme import Named, Programme
from tests.handlers.town import ANN, LIN, MEI, Town
from tests.scene import TIERS


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Silver has something more to it than figures."""
    cake = Named(en="birthday cake", zh="生日蛋糕")
    silver = TIERS[1].model_copy(update={"name": Named(en="Silver", zh="银卡"), "rights": (cake,)})
    return programme.model_copy(update={"tiers": (TIERS[0], silver, *TIERS[2:])})


async def sells(town: Town, person: int, amount: str) -> None:
    """Mei, for whom no sum is too large, credits a purchase to somebody's card."""
    await town.says(person, "/card")
    await town.says(MEI, f"/sale {town.code(person)} {amount}")
    await town.presses(MEI, town.text("button-confirm"))


async def passes_to(town: Town, day: date) -> None:
    """Time moves to noon of a day, with all that the clock brings on the way."""
    await town.advance(instant(day, "Asia/Shanghai", 12) - town.clock.now())


async def test_the_tier_shows_the_next_ones_rights_before_they_are_needed(town: Town) -> None:
    await town.says(ANN, "/start")
    await sells(town, ANN, "1000")
    assert (await town.says(ANN, "/tier")).text.splitlines() == [
        "bronze · points on every purchase",
        "▓▓░░░░░░░░ 1,000 of 5,000 in 12 months",
        "4,000 points more by 22 Nov 2027 and you’re Silver",
        "Silver brings 1 % off, ×1.2 points, birthday cake",
    ]


async def test_the_tier_in_chinese(town: Town) -> None:
    await town.says(LIN, "/start")
    await sells(town, LIN, "6000")
    assert (await town.says(LIN, "等级")).text.splitlines() == [
        "银卡 · 优惠 1%、积分 ×1.2、生日蛋糕",
        "▓▓▓░░░░░░░ 近 12 个月 6,000 / 20,000",
        "最晚 2027 年 11 月 22 日再得 14,000 积分，就升gold",
        "gold有：优惠 1%、积分 ×1.5",
        "保住银卡：最晚 2027 年 11 月 22 日再得 5,000 积分",
    ]


async def test_who_has_bought_nothing_yet_is_told_no_day(town: Town) -> None:
    await town.says(ANN, "/start")
    told = (await town.says(ANN, "/tier")).text
    assert "5,000 points more and you’re Silver" in told
    assert "To keep" not in told


async def test_the_top_is_said_to_be_it(town: Town) -> None:
    await town.says(ANN, "/start")
    await sells(town, ANN, "100000")
    told = (await town.says(ANN, "/tier")).text
    assert "The top. You earned 100,000 in 12 months." in told


@pytest.mark.parametrize("words", ["tier", "level", "/tier", "等级"])
async def test_words_open_the_tier(town: Town, words: str) -> None:
    await town.says(ANN, "/start")
    assert "Silver brings" in (await town.says(ANN, words)).text


async def test_a_tier_is_told_when_it_is_reached_with_what_it_gives(town: Town) -> None:
    await town.says(ANN, "/start")
    await sells(town, ANN, "5000")
    (letter,) = town.told(ANN, "now:")
    assert "You’re <b>Silver</b> now: 1 % off, ×1.2 points, birthday cake." in letter.split("\n")
    assert "of 20,000" in (await town.presses(ANN, "My tier")).text


async def test_a_tier_at_risk_is_told_and_then_lost_in_both_languages(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
        await sells(town, person, "5000")
    await passes_to(town, date(2027, 12, 1))
    (warning,) = town.told(ANN, "at risk")
    assert warning == "<b>Silver is at risk</b>: 5,000 points more by 30 Jan 2028 keep it."
    assert "at risk" in (await town.says(ANN, "/tier")).text
    card = (await town.says(ANN, "/points")).text.splitlines()
    assert card[1] == "Silver is at risk: 5,000 points more by 30 Jan 2028 keep it"
    assert town.told(LIN, "快保不住了") == [
        "<b>银卡快保不住了</b>：最晚 2028 年 1 月 30 日再得 5,000 积分就能留住。"
    ]
    await passes_to(town, date(2028, 1, 31))
    assert town.told(ANN, "from today") == [
        "You’re <b>bronze</b> from today: points on every purchase.\n"
        "5,000 points more in 12 months bring Silver back."
    ]
    assert town.told(LIN, "从今天起")
    assert "bronze" in (await town.says(ANN, "/tier")).text
    assert await town.audited()


async def test_after_downtime_the_judgement_of_the_first_is_caught_up(town: Town) -> None:
    await town.says(ANN, "/start")
    await sells(town, ANN, "5000")
    await passes_to(town, date(2027, 11, 29))
    await town.closes()
    town.clock.advance(6 * DAY)
    await town.opens()
    await town.reopens()
    await town.settled()
    assert len(town.told(ANN, "at risk")) == 1
    assert "3 Feb 2028" in town.told(ANN, "at risk")[0]


async def test_the_card_says_what_keeps_the_tier_once_the_day_is_near(town: Town) -> None:
    await town.says(ANN, "/start")
    await sells(town, ANN, "5000")
    assert "To keep" not in (await town.says(ANN, "/points")).text
    await passes_to(town, date(2027, 10, 20))
    assert "To keep Silver: 5,000 points more by 22 Nov" in (await town.says(ANN, "/points")).text


async def test_a_tier_that_was_earned_again_is_no_longer_at_risk(town: Town) -> None:
    await town.says(ANN, "/start")
    await sells(town, ANN, "5000")
    await passes_to(town, date(2027, 12, 1))
    await sells(town, ANN, "5000")
    told = (await town.says(ANN, "/tier")).text
    assert "at risk" not in told
    assert "To keep Silver" in told


async def test_where_there_is_one_tier_nobody_is_at_the_top(town: Town) -> None:
    town.changes("programme", tiers=town.settings.programme.tiers[:1])
    await town.reopens()
    await town.says(ANN, "/start")
    assert (await town.says(ANN, "/tier")).text.splitlines()[1] == "You earned 0 in 12 months."
