"""What a member lives through: joining, points, history, sign-in, the card and the settings."""

import re

import pytest

from domain.calendar import DAY
from tests.handlers.town import ANN, BO, LIN, MEI, Town

MEMBERS = [
    "start",
    "points",
    "signin",
    "rewards",
    "card",
    "visit",
    "tier",
    "earn",
    "challenges",
    "invite",
    "history",
    "why",
    "rules",
    "proof",
    "fair",
    "settings",
    "privacy",
    "help",
    "cancel",
]
STAFF = ("sale", "voucher", "refund", "code", "today", "counter", "find", "makegood")
OWNERS = (
    "broadcast",
    "campaigns",
    "value",
    "stats",
    "record",
    "extend",
    "reinstate",
    "catalogue",
    "approvals",
)
WORDS = (
    ("积分", "/points"),
    ("points", "/points"),
    ("  POINTS ", "/points"),
    ("兑换", "/rewards"),
    ("redeem", "/rewards"),
    ("明细", "/history"),
    ("history", "/history"),
    ("隐私", "/privacy"),
    ("privacy", "/privacy"),
    ("帮助", "/help"),
    ("help", "/help"),
    ("设置", "/settings"),
    ("取消", "/cancel"),
)


async def test_start_enrols_once_and_gives_the_gift_once(town: Town) -> None:
    first = await town.says(ANN, "/start")
    assert "Ann" in first.text
    assert "Corner Bakery" in first.text
    again = await town.says(ANN, "/start")
    assert again.html.startswith("<b>500 points</b> · worth ¥5.00")
    assert await town.points(ANN) == 500


async def test_ten_starts_at_once_are_one_enrolment(town: Town) -> None:
    for _ in range(10):
        town.world.says(ANN, "/start")
    await town.settled()
    assert (await town.says(ANN, "/history")).text.count("+500") == 1


async def test_a_returning_member_sees_the_card_and_not_the_tour(town: Town) -> None:
    tour = await town.says(LIN, "/start")
    again = await town.says(LIN, "/start")
    assert town.text("welcome-how", "zh") in tour.text
    assert town.text("welcome-how", "zh") not in again.text
    assert again.html.startswith("<b>500 积分</b> · 值 ¥5.00")
    assert again.labels[:3] == ["兑换", "签到", "明细"]


@pytest.mark.parametrize("person", [ANN, LIN])
async def test_the_balance_is_the_first_number_of_points(town: Town, person: int) -> None:
    await town.says(person, "/start")
    await town.says(person, "/signin")
    answer = await town.says(person, "/points")
    assert re.findall(r"\d[\d,.]*", answer.text)[:2] == ["505", "5.05"]


async def test_a_command_of_somebody_without_a_card_offers_one(town: Town) -> None:
    answer = await town.says(ANN, "/points")
    assert answer.text == town.text("refusal-not-a-member")
    joined = await town.presses(ANN, "Get my card")
    assert joined.html.startswith("<b>500 points</b>")


async def test_history_says_source_and_balance_after_each_line(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/signin")
    newest, oldest = (await town.says(ANN, "/history")).text.splitlines()[1:]
    assert newest.endswith("+5 daily sign-in · 505")
    assert oldest.endswith("+500 welcome gift · 500")


async def test_a_long_history_has_pages_and_the_pager_goes_round(town: Town) -> None:
    await town.says(LIN, "/start")
    for _ in range(6):
        await town.says(LIN, "签到")
        await town.advance(DAY)
    first = await town.says(LIN, "/history")
    assert "1/2" in first.labels
    assert "入会礼" not in first.text
    second = await town.presses(LIN, "▶")
    assert second.screen is not None
    assert first.screen is not None
    assert second.screen.id == first.screen.id
    assert second.text.splitlines()[-1].endswith("+500 入会礼 · 500")
    assert (await town.presses(LIN, "▶")).text == first.text


async def test_sign_in_counts_once_a_day(town: Town) -> None:
    await town.says(ANN, "/start")
    first = await town.says(ANN, "/signin")
    assert first.html.startswith("<b>+5</b> · day 1 of 7")
    again = await town.says(ANN, "/signin")
    assert "+5" not in again.text
    assert await town.points(ANN) == 505


async def test_ten_taps_on_sign_in_at_once_are_one_sign_in(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.presses_at_once(ANN, "Sign in", 10)
    assert await town.points(ANN) == 505


async def test_the_streak_grows_day_by_day_and_goes_round(town: Town) -> None:
    await town.says(ANN, "/start")
    gained = []
    for _ in range(8):
        gained.append((await town.says(ANN, "/signin")).text.split(" ")[0])
        await town.advance(DAY)
    assert gained == ["+5", "+5", "+10", "+10", "+15", "+15", "+40", "+5"]


async def test_a_missed_day_begins_a_new_streak(town: Town) -> None:
    await town.says(LIN, "/start")
    await town.says(LIN, "/signin")
    await town.advance(DAY)
    assert "第 2 天" in (await town.says(LIN, "/signin")).text
    await town.advance(2 * DAY)
    assert "第 1 天" in (await town.says(LIN, "/signin")).text


async def test_plain_words_of_both_languages_do_what_commands_do(town: Town) -> None:
    await town.says(ANN, "/start")
    for words, command in WORDS:
        spoken, commanded = await town.says(ANN, words), await town.says(ANN, command)
        assert (spoken.text, spoken.labels) == (commanded.text, commanded.labels), words


async def test_the_card_shows_a_code_to_tap_and_a_picture_to_scan(town: Town) -> None:
    await town.says(ANN, "/start")
    card = await town.says(ANN, "会员卡")
    assert card.screen is not None
    assert card.screen.photo is not None
    assert re.search(r"<code>[0-9A-Z]{4}-[0-9A-Z]{4}</code>", card.html)
    assert "Ann" in card.text


async def test_the_code_stays_until_a_new_one_kills_it(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/card")
    old = town.code(ANN)
    await town.says(ANN, "/card")
    assert town.code(ANN) == old
    await town.presses(ANN, "New code")
    await town.presses_at_once(ANN, "Make a new code", 2)
    new = town.code(ANN)
    assert new != old
    assert (await town.says(BO, f"/find {old}")).text == town.text("refusal-unknown-code")
    assert "Ann" in (await town.says(BO, f"/find {new}")).text


async def test_a_language_counts_at_once_and_beats_telegrams_hint(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, "/settings")
    switched = await town.presses(ANN, "中文")
    assert town.text("settings-title", "zh") in switched.html
    assert "✓ 中文" in switched.labels
    assert (await town.says(ANN, "/points")).html.startswith("<b>500 积分</b>")
    await town.says(ANN, "/settings")
    await town.presses(ANN, "English")
    assert (await town.says(ANN, "/points")).html.startswith("<b>500 points</b>")


async def test_privacy_help_and_cancel_answer_members_and_strangers_alike(town: Town) -> None:
    await town.says(LIN, "/start")
    for command in ("/privacy", "/help", "/cancel"):
        stranger, member = await town.says(ANN, command), await town.says(LIN, command)
        assert stranger.text
        assert member.text
        assert stranger.text != member.text


async def test_everybodys_menu_has_their_own_commands_in_their_language(town: Town) -> None:
    await town.until(lambda: len(names(town, MEI)) == len({*MEMBERS, *STAFF, *OWNERS}))
    assert names(town, ANN) == MEMBERS
    assert set(names(town, BO)) == {*MEMBERS, *STAFF}
    assert set(names(town, MEI)) == {*MEMBERS, *STAFF, *OWNERS}
    in_both = zip(town.world.menu(ANN), town.world.menu(LIN), strict=True)
    assert all(en.description != zh.description for en, zh in in_both)


async def test_a_new_cashier_gets_the_menu_with_their_first_start(town: Town) -> None:
    town.changes("staff", cashiers=(BO, 7001))
    await town.reopens()
    town.world.add_person(7001, "Kim")
    assert set(names(town, 7001)) == set(MEMBERS)
    await town.says(7001, "/start")
    assert set(names(town, 7001)) == {*MEMBERS, *STAFF}


def names(town: Town, person: int) -> list[str]:
    """The commands of somebody's menu."""
    return [command.command for command in town.world.menu(person)]
