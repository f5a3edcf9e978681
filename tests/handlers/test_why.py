"""Why: every movement explains itself, and what was not is said with what would have helped."""

from datetime import date
from typing import get_args

import pytest

from bot.texts import LANGUAGES, Texts
from domain import books
from domain.calendar import DAY, MINUTE, instant
from domain.earning.purchase.why import Reason
from domain.errors import LineUnknown
from domain.programme import (
    Budget,
    Language,
    MultiplierRule,
    Named,
    Programme,
    StepRule,
    Surprise,
)
from handlers.member.reasons import TOLD_BY_SHARES
from handlers.member.why import movement
from tests.clock import DAY_ONE
from tests.handlers.town import ANN, BO, LIN, Town
from tests.scene import PROGRAMME, TIERS

# Day one is 22 November: the double day of its afternoon is over at 18:00.
QUARTER_PAST = instant(date(2026, 11, 22), PROGRAMME.zone, 18, 14)
DOUBLE = MultiplierRule(
    id="double",
    name=Named(en="Double day", zh="双倍日"),
    percent=200,
    starts="2026-11-22T14:00",
    ends="2026-11-22T18:00",
)
STEP = StepRule(
    id="step", name=Named(en="Step bonus", zh="满额奖"), spend_minor=100_000, points=200
)
# Every kind of transaction that moves what a member can spend.
KINDS = (
    *("welcome", "sign_in", "purchase", "surprise", "activity", "birthday", "anniversary"),
    *("referral", "rain", "in_kind", "redeem", "give_back", "expire", "undo", "repay"),
    *("hold", "release", "capture", "decay", "reinstate"),
)
SILVER = TIERS[1].model_copy(update={"name": Named(en="Silver", zh="银卡")})


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """One afternoon counts double."""
    return programme.model_copy(
        update={"rules": (DOUBLE,), "tiers": (TIERS[0], SILVER, *TIERS[2:])}
    )


async def buys(town: Town, card: str, amount: str) -> None:
    """A cashier credits a purchase."""
    await town.says(BO, f"/sale {card} {amount}")
    await town.presses(BO, "Confirm")


async def card_of_lin(town: Town) -> str:
    """Lin's card as she shows it; she reads Chinese."""
    await town.says(LIN, "/card")
    return town.code(LIN)


async def with_rules(town: Town, **programme: object) -> None:
    """The shop changes its programme."""
    town.changes("programme", **programme)
    await town.reopens()


async def test_a_purchase_says_what_made_it_and_by_how_much_it_missed_more(
    town: Town, card: str
) -> None:
    for each in (card, await card_of_lin(town)):
        await buys(town, each, "5000")
    await town.advance(QUARTER_PAST - DAY_ONE)
    for each in (card, await card_of_lin(town)):
        await buys(town, each, "89.29")
    assert (await town.says(ANN, "/why")).html == (
        "Today, <b>+105</b> for ¥88.40\n"
        "88 base, 17 for Silver (×1.2)\n"
        "Double day missed by 14 minutes: it ended at 18:00."
    )
    assert (await town.says(LIN, "为什么")).html == (
        "今天，<b>+105</b>，消费 ¥88.40\n基础 88、银卡（×1.2）17\n双倍日差了 14 分钟：18:00 结束。"
    )


async def test_days_are_counted_as_on_a_calendar(town: Town, card: str) -> None:
    ended = DOUBLE.model_copy(update={"starts": "2026-11-18", "ends": "2026-11-18"})
    await with_rules(town, rules=(ended,))
    await buys(town, card, "10")
    # The 22nd at noon is three and a half days after the end of the 18th.
    assert "missed by 4 days: it ended on 18 Nov" in (await town.says(ANN, "/why")).text


async def test_every_line_of_the_history_can_be_asked_why(town: Town, card: str) -> None:
    await town.says(ANN, "/signin")
    await buys(town, card, "5000")
    await town.presses(ANN, "Redeem")
    await town.presses(ANN, "Tea · 100")
    await town.presses(ANN, "Redeem for 100")
    await town.says(ANN, "/history")
    asked = await town.presses(ANN, "Why")
    assert asked.labels == ["1", "2", "3", "4", "Back"]
    told = []
    for number in range(1, 5):
        told.append((await town.presses(ANN, str(number))).text.splitlines()[1:])
        await town.presses(ANN, "Back")
    assert told == [
        ["Spent on Tea."],
        [
            "5,000 base",
            "Silver begins at 5,000: you had earned 5,000 in 12 months.",
            "Double day missed by 2 hours: it starts at 14:00.",
        ],
        ["5 for signing in"],
        ["A welcome gift, once for each card."],
    ]


async def test_a_receipt_can_be_asked_why_long_after(town: Town, card: str) -> None:
    await buys(town, card, "88.40")
    receipt = town.newest(ANN, "Why")
    assert "+88" in receipt.html
    await town.says(ANN, "/signin")
    asked = await town.presses(ANN, "Why", receipt)
    assert asked.text.startswith("Today, +88 for ¥88.40\n88 base")
    assert asked.labels == ["Why not", "My points"]


async def test_nobody_learns_why_of_another_members_line(town: Town, card: str) -> None:
    await buys(town, card, "88.40")
    txn = (await town.app.store.read(books.history, await town.member(ANN), 1, 1)).items[0].txn
    with pytest.raises(LineUnknown):
        await town.app.store.read(movement, await town.member(LIN), txn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_movement_has_a_name_and_a_reason(language: Language) -> None:
    texts = Texts(lambda: 0)
    told = [kind for kind in KINDS if kind not in TOLD_BY_SHARES and kind != "referral"]
    named = [key for key in KINDS if not texts.has(language, f"history-kind.{key}")]
    explained = [key for key in told if not texts.has(language, f"why-kind.{key}")]
    assert (named, explained) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_miss_has_its_words(language: Language) -> None:
    dated = ("ended", "not_yet", "hours", "day", "spend")
    texts = Texts(lambda: 0)
    others = [reason for reason in get_args(Reason) if reason not in dated]
    assert [each for each in others if not texts.has(language, f"why-miss.{each}")] == []


async def test_a_purchase_taken_back_says_so_share_by_share(town: Town, card: str) -> None:
    await buys(town, card, "88.40")
    await town.presses(BO, "Undo")
    assert (await town.says(ANN, "/why")).text == (
        "Today, −88: the purchase of ¥88.40 was undone\n−88 base"
    )


async def test_a_tier_that_an_undone_purchase_had_brought_goes_with_it(
    town: Town, card: str
) -> None:
    await buys(town, card, "5000")
    await town.presses(BO, "Undo")
    assert (await town.says(ANN, "/why")).text.splitlines()[1:] == [
        "−5,000 base",
        "Silver takes 5,000, and you had earned 0 in 12 months.",
    ]


async def test_a_sign_in_streak_is_told_by_its_day(town: Town, card: str) -> None:
    await town.says(ANN, "/signin")
    await town.advance(DAY)
    await town.says(ANN, "/signin")
    assert (await town.says(ANN, "/why")).text == ("Today, +5 daily sign-in\n5 for day 2 in a row")


async def test_a_dimmed_campaign_says_that_the_budget_dimmed_it(town: Town, card: str) -> None:
    always = DOUBLE.model_copy(update={"starts": None, "ends": None})
    tight = Budget(soft_percent=1, hard_percent=5, from_revenue_minor=0)
    await with_rules(town, rules=(always,), budget=tight)
    await buys(town, card, "1000")
    await town.advance(DAY)
    await town.advance(MINUTE)
    await buys(town, card, "88.40")
    told = (await town.says(ANN, "/why")).text
    assert "Double day counted ×1.5 instead of ×2: the points budget is nearly used." in told
    assert "shine at 50 % for now" in (await town.says(ANN, "/rules")).text


async def test_a_credit_that_a_cap_cut_names_the_cap(town: Town, card: str) -> None:
    await with_rules(town, budget=Budget(month_points=50, from_revenue_minor=10**9), rules=())
    await buys(town, card, "88.40")
    assert (await town.says(ANN, "/why")).text.splitlines()[1:] == [
        "88 base",
        "38 points cut: the monthly limit of 50 is reached.",
    ]
    await buys(town, card, "20")
    assert (await town.says(ANN, "/why")).text.splitlines() == [
        "Today, 0 for ¥20.00",
        "20 base",
        "20 points cut: the monthly limit of 50 is reached.",
    ]


async def test_a_surprise_tells_its_odds(town: Town, card: str) -> None:
    await with_rules(town, surprise=Surprise(purchase_percent=100), rules=())
    await buys(town, card, "88.40")
    told = (await town.says(ANN, "/why")).text
    assert "Won by chance: 100 % of purchases do, and " in told
    assert " in 100 of those win " in told


async def test_what_was_missing_is_said_of_its_month_and_holds_when_it_is_read_later(
    town: Town, card: str
) -> None:
    await with_rules(town, rules=(STEP,))
    await buys(town, card, "88.40")
    missing = "¥911.60 was still missing for Step bonus that month."
    assert (await town.says(ANN, "/why")).text.splitlines()[2:] == [missing]
    await buys(town, card, "911.60")
    assert (await town.says(ANN, "/why")).text.splitlines()[1:] == ["911 base, 200 for Step bonus"]
    await buys(town, card, "1")
    await town.advance(10 * DAY)
    assert (await town.presses(ANN, "Why not")).text.splitlines()[1:] == [
        "22 Nov: Step bonus had paid that month already: it does so once a month.",
        f"22 Nov: {missing}",
    ]


async def test_what_was_still_to_start_is_told_as_begun_once_it_has(town: Town, card: str) -> None:
    ahead = DOUBLE.model_copy(update={"starts": "2026-11-24", "ends": "2026-11-25"})
    await with_rules(town, rules=(ahead,))
    await buys(town, card, "88.40")
    assert "missed by 2 days: it starts on 24 Nov." in (await town.says(ANN, "/why")).text
    await town.advance(3 * DAY)
    assert "missed by 2 days: it started on 24 Nov." in (await town.says(ANN, "/why")).text


async def test_who_has_nothing_yet_is_told_so(town: Town) -> None:
    await with_rules(town, welcome_points=0)
    await town.says(ANN, "/start")
    assert (await town.says(ANN, "/why")).text == town.text("why-nothing")


async def test_why_not_repeats_what_was_refused_in_its_very_words(town: Town, card: str) -> None:
    assert (await town.says(ANN, "/why")).labels == ["Why not", "History", "My points"]
    assert "Nothing was refused" in (await town.presses(ANN, "Why not")).text
    await town.presses(ANN, "Redeem")
    await town.presses(ANN, "Mug · 400")
    await town.says(LIN, "/rewards")
    await town.presses(LIN, "杯 · 400")
    await town.presses(LIN, "用 400 积分兑换")
    refused = await town.presses(ANN, "Redeem for 400")
    assert refused.alert
    await buys(town, card, "88.40")
    await town.says(ANN, "/why")
    assert (await town.presses(ANN, "Why not")).text.splitlines() == [
        "Why not? The last 30 days",
        "Today: Double day missed by 2 hours: it starts at 14:00.",
        f"Today: {refused.alert}",
    ]
    await town.says(LIN, "/why")
    assert "没有被拒绝过" in (await town.presses(LIN, "为什么没有")).text


async def test_an_undone_purchase_missed_nothing(town: Town, card: str) -> None:
    await buys(town, card, "88.40")
    await town.presses(BO, "Undo")
    await town.says(ANN, "/why")
    assert "no purchase missed anything" in (await town.presses(ANN, "Why not")).text


async def test_what_pays_a_debt_is_told_as_what_it_was_earned_for(town: Town, card: str) -> None:
    await buys(town, card, "88.40")
    for _ in range(5):
        await town.says(ANN, "/rewards")
        await town.presses(ANN, "Tea · 100")
        await town.presses(ANN, "Redeem for 100")
    await town.presses(BO, "Undo")
    await buys(town, card, "10")
    assert (await town.says(ANN, "/why")).text.startswith("Today, +10 for ¥10.00")


async def test_a_refusal_is_forgotten_after_thirty_days(town: Town, card: str) -> None:
    await town.presses(ANN, "Redeem")
    await town.presses(ANN, "Mug · 400")
    await town.says(LIN, "/rewards")
    await town.presses(LIN, "杯 · 400")
    await town.presses(LIN, "用 400 积分兑换")
    await town.presses(ANN, "Redeem for 400")
    await town.advance(31 * DAY)
    await town.says(ANN, "/why")
    assert "Nothing was refused" in (await town.presses(ANN, "Why not")).text


async def test_what_two_purchases_missed_alike_is_said_once(town: Town, card: str) -> None:
    await buys(town, card, "10")
    await buys(town, card, "20")
    shown = await town.says(ANN, "/why")
    shown = await town.presses(ANN, "Why not", shown.screen)
    assert len(shown.text.splitlines()) == 2
