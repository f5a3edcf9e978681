"""The rules as members read them: how earning adds up, what runs, what is announced."""

from datetime import date

import pytest

from domain import adoption
from domain.calendar import DAY, instant
from domain.programme import (
    BirthdayRule,
    BonusRule,
    Budget,
    Expiry,
    MultiplierRule,
    Named,
    Programme,
    StepRule,
)
from tests.handlers.town import ANN, LIN, MEI, Town
from tests.scene import PROGRAMME, fresh_key

STEP = StepRule(
    id="step", name=Named(en="Step bonus", zh="满额奖"), spend_minor=100_000, points=200
)
TODAY = MultiplierRule(
    id="today",
    name=Named(en="Double day", zh="双倍日"),
    percent=200,
    starts="2026-11-22",
    ends="2026-11-22",
)
FRIDAY = MultiplierRule(
    id="friday",
    name=Named(en="Black Friday", zh="黑色星期五"),
    percent=300,
    starts="2026-11-27",
    ends="2026-11-27",
)
PAUSED = BirthdayRule(id="birthday", name=Named(en="Birthday", zh="生日"), points=100, paused=True)


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Rules of every state: for good, for today, for Friday, and paused."""
    return programme.model_copy(
        update={"rules": (STEP, FRIDAY, PAUSED, TODAY), "budget": Budget(from_revenue_minor=10**9)}
    )


async def test_the_rules_begin_with_the_rate_and_how_it_adds_up(town: Town, card: str) -> None:
    assert (await town.says(ANN, "/rules")).html == (
        "<b>1 point for every ¥1.00</b>\n"
        "The best rate gives the base, times the best tier multiplier, times the best campaign "
        "multiplier, rounded down; then fixed bonuses, then the caps: at most 30,000 points "
        "a month, 200,000 points a year.\n"
        "Double day: ×2 today\n"
        "Step bonus: +200 points once a month, when you spend ¥1,000.00 in it\n"
        "Signing in daily gives 5, 5, 10, 10, 15, 15, 40 points, and then again\n"
        "Points are valid for 12 months"
    )
    assert (await town.says(LIN, "规则")).html == (
        "<b>每付 ¥1.00 得 1 积分</b>\n"
        "按最高的比例算出基础积分，乘最高的等级倍数，再乘最高的活动倍数，去掉零头，加上固定奖励，"
        "最后看上限：每月最多 30,000 积分，每年最多 200,000 积分。\n"
        "双倍日：今天，积分 ×2\n"
        "满额奖：当月消费满 ¥1,000.00，送 200 积分，每月一次\n"
        "连续签到依次得 5、5、10、10、15、15、40 积分，然后重新开始\n"
        "积分 12 个月内有效"
    )


async def test_what_is_announced_has_its_date(town: Town, card: str) -> None:
    await town.says(ANN, "/rules")
    ahead = await town.presses(ANN, "Announced")
    assert ahead.html == "<b>Announced</b>\nBlack Friday: ×3 on 27 Nov"
    assert ahead.labels == ["In force", "My points"]
    assert "Double day" in (await town.presses(ANN, "In force")).text


async def test_what_is_announced_comes_into_force_and_goes_again(town: Town, card: str) -> None:
    await town.advance(instant(date(2026, 11, 27), PROGRAMME.zone) - town.clock.now())
    shown = await town.says(ANN, "/rules")
    assert "Black Friday: ×3 today" in shown.text
    assert "Double day" not in shown.text
    assert shown.labels == ["My points"]
    await town.advance(DAY)
    assert "Black Friday" not in (await town.says(ANN, "/rules")).text


async def test_a_coming_change_of_the_anchor_is_told_with_its_day(town: Town, card: str) -> None:
    starts = instant(date(2027, 1, 1), PROGRAMME.zone)
    await town.app.store.write(adoption.set_anchor, 100, 99, starts, MEI, key=fresh_key())
    await town.says(ANN, "/rules")
    assert (await town.presses(ANN, "Announced")).text.splitlines()[2:] == [
        "From 1 Jan 2027: 100 points are worth ¥0.99"
    ]
    await town.says(LIN, "/rules")
    assert "2027 年 1 月 1 日起：100 积分值 ¥0.99" in (await town.presses(LIN, "预告")).text


async def test_many_rules_come_in_pages_of_six_lines(town: Town, card: str) -> None:
    many = tuple(
        BonusRule(id=f"b{number}", name=Named(en=f"Bonus {number}", zh="奖"), points=number)
        for number in range(1, 11)
    )
    town.changes("programme", rules=many)
    await town.reopens()
    first = await town.says(ANN, "/rules")
    assert len(first.text.splitlines()) == 6
    assert first.labels == ["◀", "1/3", "▶", "My points"]
    last = await town.presses(ANN, "◀")
    assert last.text.splitlines()[2:] == [
        "Bonus 9: +9 points",
        "Bonus 10: +10 points",
        "Signing in daily gives 5, 5, 10, 10, 15, 15, 40 points, and then again",
        "Points are valid for 12 months",
    ]


async def test_without_caps_and_campaigns_the_rules_say_so(town: Town, card: str) -> None:
    town.changes("programme", rules=(), budget=Budget(month_points=0, year_points=0))
    await town.reopens()
    shown = (await town.says(ANN, "/rules")).text
    assert "caps" not in shown
    assert shown.splitlines()[2] == "No campaign runs today."


async def test_a_sign_in_that_is_the_same_every_day_is_told_plainly(town: Town, card: str) -> None:
    town.changes("programme", rules=(), sign_in=(1,))
    await town.reopens()
    assert "Signing in gives 1 point a day" in (await town.says(ANN, "/rules")).text
    assert "每天签到得 1 积分" in (await town.says(LIN, "规则")).text
    for _ in range(2):
        signed = await town.says(ANN, "/signin")
        await town.advance(DAY)
    assert signed.text == "+1 · 2 days in a row\ntomorrow 1 again"
    assert (await town.says(LIN, "签到")).text == "+1 · 连续 1 天\n明天再得 1"


async def test_who_has_no_card_yet_may_read_the_rules(town: Town) -> None:
    shown = await town.says(ANN, "/rules")
    assert "1 point for every ¥1.00" in shown.text
    assert shown.labels == ["Announced", "Get my card", "Help"]


async def test_how_long_points_are_valid_is_told_as_it_is(town: Town, card: str) -> None:
    for expiry, told in (
        (Expiry(to_end_of="quarter"), "12 months, and on to the end of that quarter"),
        (Expiry(decay_percent=10), "After 12 months points lose 10 %, and again each year after"),
    ):
        town.changes("programme", rules=(), expiry=expiry)
        await town.reopens()
        assert told in (await town.says(ANN, "/rules")).text
