"""Nudges in the chat: they come at their hour, say what is at stake, and never when it is over."""

from domain import members, notices
from domain.calendar import DAY, HOUR
from tests.handlers.town import ANN, BO, LIN, Town
from tests.scene import fresh_key

# Noon is when a town's day begins; the streak's hour is seven hours later.
EVENING = 8 * HOUR


async def signs_in_for(town: Town, person: int, days: int) -> None:
    """So many days in a row; then it is noon of the day after."""
    for _ in range(days):
        await town.says(person, "/signin")
        await town.advance(DAY)


async def buys(town: Town, person: int, amount: str) -> None:
    """Somebody's purchase is credited at the counter."""
    await town.says(person, "/card")
    await town.says(BO, f"/sale {town.code(person)} {amount}")
    await town.presses(BO, "Confirm")


async def test_a_streak_that_ends_tonight_is_told_in_the_evening(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
    for _ in range(5):
        await town.says(ANN, "/signin")
        await town.says(LIN, "/signin")
        await town.advance(DAY)
    assert town.told(ANN, "midnight") == []
    await town.advance(EVENING)
    (letter,) = town.told(ANN, "midnight")
    assert letter.splitlines() == [
        "<b>Day 6 of 7</b>: sign in before midnight for 15 points, tomorrow 40.",
        "Otherwise it starts again with 5 points, or you use this month’s repair.",
    ]
    (chinese,) = town.told(LIN, "零点前")
    assert chinese.splitlines() == [
        "<b>第 6 天，共 7 天</b>：零点前签到得 15 积分，明天 40。",
        "今天不签就要从 5 积分重新开始，好在还能补签 1 次。",
    ]
    assert "+15" in (await town.presses(ANN, "Sign in")).text


async def test_who_has_signed_in_is_not_told(town: Town) -> None:
    await town.says(ANN, "/start")
    await signs_in_for(town, ANN, 5)
    await town.says(ANN, "/signin")
    await town.advance(EVENING)
    assert town.told(ANN, "midnight") == []


async def test_the_way_to_switch_it_off_stands_below_it(town: Town) -> None:
    await town.says(ANN, "/start")
    await signs_in_for(town, ANN, 3)
    await town.advance(EVENING)
    await town.presses(ANN, "Notices")
    await town.presses(ANN, "✓ Sign-in streak")
    await town.advance(DAY - EVENING)
    await signs_in_for(town, ANN, 3)
    await town.advance(EVENING)
    assert town.told(ANN, "midnight") == []
    wanted = await town.app.store.read(members.preferences, await town.member(ANN))
    assert not wanted["streak"]


async def test_what_waited_for_the_morning_is_not_told_of_yesterday(town: Town) -> None:
    await town.says(ANN, "/start")
    await signs_in_for(town, ANN, 3)
    member = await town.member(ANN)
    await town.app.store.write(notices.set_quiet, member, 18 * 60, 9 * 60, key=fresh_key())
    await town.advance(EVENING)
    assert town.told(ANN, "midnight") == []
    await town.advance(DAY)
    assert town.told(ANN, "midnight") == []


async def test_who_is_near_the_next_tier_is_told_the_day_after(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
        await buys(town, person, "4960")
    await town.advance(DAY)
    (letter,) = town.told(ANN, "<b>40 points more</b>")
    assert letter == "<b>40 points more</b> for silver: 1 % off, ×1.2 points."
    assert len(town.told(LIN, "<b>再得 40 积分</b>就升silver")) == 1
    await buys(town, ANN, "1")
    await town.advance(DAY)
    assert town.told(ANN, "<b>39 points more</b>") == []
