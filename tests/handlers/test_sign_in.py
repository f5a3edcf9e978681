"""The sign-in as members see it: the week, tomorrow's reward, milestones, and a streak mended."""

import pytest

from domain.calendar import DAY
from domain.programme import Budget, Named, Programme, StreakRule
from tests.handlers.town import ANN, LIN, Town


async def signs_in_daily(town: Town, person: int, days: int) -> None:
    """So many days in a row, and then the next one begins."""
    for _ in range(days):
        await town.says(person, "/signin")
        await town.advance(DAY)


async def test_the_week_is_a_strip_with_tomorrows_reward_named(town: Town) -> None:
    await town.says(ANN, "/start")
    await signs_in_daily(town, ANN, 2)
    answer = await town.says(ANN, "/signin")
    assert answer.html.splitlines() == [
        "<b>+10</b> · day 3 of 7",
        "✓ ✓ ✓ · · · ·   tomorrow 10, Saturday 40",
    ]
    assert answer.labels == ["My points"]


async def test_before_the_last_day_of_the_week_it_is_named_once(town: Town) -> None:
    await town.says(ANN, "/start")
    await signs_in_daily(town, ANN, 5)
    assert (await town.says(ANN, "/signin")).text.endswith("✓ ✓ ✓ ✓ ✓ ✓ ·   tomorrow 40")
    await town.advance(DAY)
    assert "tomorrow it starts again with 5" in (await town.says(ANN, "/signin")).text


async def test_a_missed_day_can_be_repaired_with_one_tap(town: Town) -> None:
    await town.says(ANN, "/start")
    await signs_in_daily(town, ANN, 3)
    await town.advance(DAY)
    back = await town.says(ANN, "/signin")
    assert back.text.splitlines()[-1] == (
        "You missed yesterday. Repair it, and today is day 5 in a row."
    )
    assert back.labels == ["Repair", "My points"]
    mended = await town.presses(ANN, "Repair")
    assert mended.html.splitlines() == [
        "<b>+10</b> · repaired, day 5 of 7",
        "✓ ✓ ✓ ✓ ✓ · ·   tomorrow 15, Saturday 40",
    ]
    assert mended.toasts == ["+10"]
    assert await town.points(ANN) == 500 + 20 + 5 + 10
    await town.advance(DAY)
    assert "day 6 of 7" in (await town.says(ANN, "/signin")).text
    assert await town.audited()


async def test_the_repair_is_offered_again_to_who_looks_again(town: Town) -> None:
    await town.says(LIN, "/start")
    await signs_in_daily(town, LIN, 2)
    await town.advance(DAY)
    await town.says(LIN, "/signin")
    again = await town.says(LIN, "签到")
    assert "昨天漏签了" in again.text
    assert again.labels == ["补签", "我的积分"]
    assert "补签成功，第 4 天" in (await town.presses(LIN, "补签")).text


async def test_a_repair_pressed_ten_times_at_once_is_one(town: Town) -> None:
    await town.says(ANN, "/start")
    await signs_in_daily(town, ANN, 3)
    await town.advance(DAY)
    await town.says(ANN, "/signin")
    await town.presses_at_once(ANN, "Repair", 10)
    assert await town.points(ANN) == 500 + 20 + 5 + 10


async def test_a_repair_pressed_too_late_is_refused_with_what_would_help(town: Town) -> None:
    await town.says(ANN, "/start")
    await signs_in_daily(town, ANN, 3)
    await town.advance(DAY)
    await town.says(ANN, "/signin")
    await town.advance(DAY)
    late = await town.presses(ANN, "Repair")
    assert late.alert == town.text("refusal-nothing-to-repair")


class TestMilestones:
    """A rule of the shop's adds to a long streak."""

    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        name = Named(en="Steady", zh="坚持")
        rule = StreakRule(id="steady", name=name, day=10, points=100)
        return programme.model_copy(update={"rules": (rule,)})

    async def test_a_milestone_is_named_before_and_on_its_day(self, town: Town) -> None:
        await town.says(ANN, "/start")
        first = await town.says(ANN, "/signin")
        assert first.text.endswith("100 points more for 10 days in a row, in 9 days")
        await signs_in_daily(town, ANN, 8)
        assert "tomorrow 110" in (await town.says(ANN, "/signin")).text
        await town.advance(DAY)
        tenth = await town.says(ANN, "/signin")
        assert tenth.html.startswith("<b>+110</b> · day 3 of 7")
        assert "100 points of them for 10 days in a row" in tenth.text


class TestCapped:
    """Eight points a month at most."""

    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        budget = Budget(month_points=8, from_revenue_minor=10**9)
        return programme.model_copy(update={"budget": budget})

    async def test_a_cap_says_so(self, town: Town) -> None:
        await town.says(ANN, "/start")
        await signs_in_daily(town, ANN, 1)
        capped = await town.says(ANN, "/signin")
        assert capped.text.splitlines()[:2] == [
            "+3 · day 2 of 7",
            "The limit on what you can earn is reached: 2 points less.",
        ]
