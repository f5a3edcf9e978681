"""Challenges as members see them: how far, how much more, until when."""

import pytest

from domain.calendar import DAY
from domain.programme import ChallengeRule, InKindRule, Named, Programme, StepRule
from tests.handlers.town import ANN, BO, LIN, Town
from tests.scene import TEA

RULES = (
    ChallengeRule(
        id="autumn",
        name=Named(en="Autumn", zh="秋天"),
        spend_minor=500_000,
        points=500,
        starts="2026-11-01",
        ends="2026-11-25",
    ),
    ChallengeRule(
        id="often",
        name=Named(en="Often here", zh="常来"),
        orders=4,
        points=50,
        starts="2026-11-22",
        ends="2026-12-31",
    ),
    StepRule(id="step", name=Named(en="Step bonus", zh="满额奖"), spend_minor=100_000, points=200),
    InKindRule(id="tea", name=Named(en="Tea time", zh="下午茶"), spend_minor=200_000, reward=TEA),
)


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Two challenges, and two goals for the month."""
    return programme.model_copy(update={"rules": RULES})


async def buys(town: Town, card: str, amount: str) -> None:
    """A cashier credits a purchase."""
    await town.says(BO, f"/sale {card} {amount}")
    await town.presses(BO, "Confirm")


async def test_each_goal_shows_how_far_one_is_and_how_much_more_by_when(
    town: Town, card: str
) -> None:
    await buys(town, card, "500")
    assert (await town.says(ANN, "/challenges")).html == (
        "<b>Autumn</b> · +500 points\n"
        "▓░░░░░░░░░ ¥500.00 of ¥5,000.00, ¥4,500.00 more by 25 Nov\n"
        "<b>Step bonus</b> · +200 points\n"
        "▓▓▓▓▓░░░░░ ¥500.00 of ¥1,000.00, ¥500.00 more by 30 Nov\n"
        "<b>Tea time</b> · Tea as a gift\n"
        "▓▓░░░░░░░░ ¥500.00 of ¥2,000.00, ¥1,500.00 more by 30 Nov"
    )
    assert (await town.presses(ANN, "▶")).html == (
        "<b>Often here</b> · +50 points\n▓▓░░░░░░░░ 1 of 4 purchases, 3 more by 31 Dec"
    )
    assert (await town.says(LIN, "挑战")).text.splitlines()[:2] == [
        "秋天 · 送 500 积分",
        "░░░░░░░░░░ ¥0.00 / ¥5,000.00 · 11 月 25 日截止，还差 ¥5,000.00",
    ]


async def test_what_is_done_is_ticked_and_stands_last(town: Town, card: str) -> None:
    await buys(town, card, "1000")
    await town.says(ANN, "/challenges")
    assert (await town.presses(ANN, "▶")).text == "✓ Step bonus · +200 points, yours"


async def test_a_goal_that_came_after_it_was_reached_is_paid_with_the_next_purchase(
    town: Town, card: str
) -> None:
    town.changes("programme", rules=())
    await town.reopens()
    await buys(town, card, "2000")
    town.changes("programme", rules=RULES[3:])
    await town.reopens()
    assert (await town.says(ANN, "/challenges")).text == (
        "Tea time · Tea as a gift\n▓▓▓▓▓▓▓▓▓▓ reached: yours with your next purchase by 30 Nov"
    )
    await buys(town, card, "1")
    assert "yours" in (await town.says(ANN, "/challenges")).text


async def test_a_month_begins_anew_and_a_challenge_ends_on_its_day(town: Town, card: str) -> None:
    await buys(town, card, "1000")
    await town.advance(9 * DAY)
    shown = (await town.says(ANN, "/challenges")).text
    assert "Autumn" not in shown
    assert "░░░░░░░░░░ ¥0.00 of ¥1,000.00, ¥1,000.00 more by 31 Dec" in shown


async def test_an_undone_purchase_counts_no_more(town: Town, card: str) -> None:
    await buys(town, card, "500")
    await town.presses(BO, "Undo")
    assert "░░░░░░░░░░ ¥0.00 of ¥1,000.00" in (await town.says(ANN, "/challenges")).text


async def test_where_nothing_runs_the_way_leads_to_the_rules(town: Town, card: str) -> None:
    town.changes("programme", rules=())
    await town.reopens()
    shown = await town.says(ANN, "/challenges")
    assert shown.text == town.text("challenges-none")
    assert shown.labels == ["Rules", "My points"]
