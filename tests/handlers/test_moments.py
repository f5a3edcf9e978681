"""Deeds and days in the chat: activities, birthday, anniversary, comeback, rain, friends, gifts."""

import re

import pytest

from domain.calendar import DAY, HOUR
from domain.notices import tell
from domain.programme import (
    ActivityRule,
    AnniversaryRule,
    BirthdayRule,
    ComebackRule,
    GreenRule,
    InKindRule,
    Named,
    Programme,
    RainRule,
    ReferralRule,
    Surprise,
)
from domain.tx import Tx
from tests.handlers.planning import answers
from tests.handlers.town import ANN, BO, LIN, MEI, Town
from tests.scene import PROGRAMME, TEA, fresh_key


def named(en: str, zh: str) -> Named:
    """A name in both languages."""
    return Named(en=en, zh=zh)


RULES = (
    ActivityRule(id="review", name=named("Review", "评价"), points=20),
    ActivityRule(
        id="share", name=named("Share", "分享"), points=10, by="member", limit=2, per="day"
    ),
    ActivityRule(id="profile", name=named("Profile", "资料"), points=100, by="profile"),
    GreenRule(
        id="cup", name=named("Own cup", "自带杯"), points=5, unit=named("cup", "杯"), limit=3
    ),
    BirthdayRule(id="birthday", name=named("Birthday", "生日"), points=200),
    AnniversaryRule(id="anniversary", name=named("Anniversary", "周年"), points=50),
    ComebackRule(id="comeback", name=named("Comeback", "回归"), points=80),
    RainRule(
        id="rain",
        name=named("Coffee rain", "咖啡雨"),
        starts="2026-11-23T13:00",
        ends="2026-11-23T18:00",
        pot=40,
        share=20,
    ),
    ReferralRule(
        id="friends", name=named("Friends", "好友"), points=100, friend_points=50, min_minor=5_000
    ),
    InKindRule(id="tea", name=named("Tea", "茶"), spend_minor=100_000, reward=TEA),
)


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME.model_copy(
        update={
            "name": named("Corner Bakery", "街角面包房"),
            "surprise": Surprise(daily_budget=0),
            "rules": RULES,
        }
    )


async def _buys(town: Town, card: str, amount: str) -> None:
    await town.says(BO, f"/sale {card} {amount}")
    await town.presses(BO, "Confirm")


async def test_earn_lists_what_pays_and_a_tap_is_credited_once(town: Town, card: str) -> None:
    listed = await town.says(ANN, "/earn")
    assert "Review · +20 at the counter" in listed.text
    assert "Share · +10 · 2 left today" in listed.text
    assert "Own cup · +5 for each cup, at the counter" in listed.text
    before = await town.points(ANN)
    await town.says(ANN, "earn")
    await town.presses_at_once(ANN, "Share +10", 5)
    assert await town.points(ANN) == before + 10
    await town.says(ANN, "/earn")
    await town.presses(ANN, "Share +10")
    done = await town.says(ANN, "/earn")
    assert "Share · +10 · done for today" in done.text
    assert "Share +10" not in done.labels


async def test_a_tap_on_an_old_list_is_refused_in_words(town: Town, card: str) -> None:
    lists = [(await town.says(ANN, "/earn")).screen for _ in range(3)]
    replies = [await town.presses(ANN, "Share +10", each) for each in lists]
    assert "2 times a day" in replies[-1].alert


async def test_staff_credit_an_activity_and_the_member_is_told(town: Town, card: str) -> None:
    await town.says(BO, f"/find {card}")
    done = await town.presses(BO, "Review +20")
    assert "+20 for Ann · Review" in done.text
    assert len(town.told(ANN, "Review · you have 520 points")) == 1
    assert "Review +20" not in (await town.says(BO, f"/find {card}")).labels
    assert await town.audited()


async def test_green_acts_are_counted_in_units(town: Town, card: str) -> None:
    await town.says(BO, f"/find {card}")
    asked = await town.presses(BO, "Own cup +5")
    assert asked.labels[:3] == ["1", "2", "3"]
    assert "+10 for Ann · Own cup × 2" in (await town.presses(BO, "2")).text
    assert await town.points(ANN) == 510
    assert "activity" in (await town.says(ANN, "/history")).text


async def test_staff_never_credit_their_own_card(town: Town) -> None:
    await town.says(BO, "/start")
    await town.presses(BO, "My own card")
    await town.says(BO, "/card")
    await town.says(BO, f"/find {town.code(BO)}")
    assert "your own card" in (await town.presses(BO, "Review +20")).alert


async def test_a_birthday_is_told_once_and_kept_every_year(town: Town, card: str) -> None:
    older = await town.says(ANN, "/settings")
    await town.says(ANN, "/settings")
    await town.presses(ANN, "Birthday")
    assert "No month has such a day" in (await town.says(ANN, "02-30")).text
    assert "25 Nov" in (await town.says(ANN, "1990-11-25")).text
    settings = await town.says(ANN, "/settings")
    assert "Birthday: 25 Nov" in settings.text
    assert "Birthday" not in settings.labels
    assert "is set already" in (await town.presses(ANN, "Birthday", older.screen)).alert
    await town.advance(3 * DAY)
    await town.advance(DAY)
    assert len(town.told(ANN, "Happy birthday!")) == 1
    assert await town.points(ANN) == 700
    await town.advance(364 * DAY)
    assert len(town.told(ANN, "Happy birthday!")) == 2
    assert await town.audited()


async def test_the_counter_changes_a_birthday(town: Town, card: str) -> None:
    await town.says(BO, f"/find {card}")
    await town.presses(BO, "Birthday")
    assert "Ann’s birthday is 1 Dec now" in (await town.says(BO, "12-01")).text
    await town.advance(9 * DAY)
    assert len(town.told(ANN, "Happy birthday!")) == 1


async def test_a_full_profile_pays_once(town: Town, card: str) -> None:
    assert "Profile · +100 for your language and birthday" in (await town.says(ANN, "/earn")).text
    await town.says(ANN, "/settings")
    await town.presses(ANN, "Birthday")
    await town.says(ANN, "05-17")
    # Her language came from Telegram; that it is the right one is for her to say.
    assert "Profile · +100 once you tap your language" in (await town.says(ANN, "/earn")).text
    await town.says(ANN, "/settings")
    await town.presses(ANN, "✓ English")
    assert len(town.told(ANN, "Profile · you have 600 points")) == 1
    assert "Profile · +100 · done" in (await town.says(ANN, "/earn")).text
    await town.says(ANN, "/settings")
    await town.presses(ANN, "✓ English")
    assert await town.points(ANN) == 600


async def test_a_rain_that_begins_at_once_is_told_once(town: Town, card: str) -> None:
    await town.agrees(ANN)
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Points rain", "10", "1,000", "Today", "All")
    preview = await town.presses(MEI, "Take this name")
    assert "Start quietly" not in preview.labels
    await town.presses(MEI, "Announce and start")
    await town.advance(HOUR)
    assert len(town.told(ANN, "Points rain")) == 1


async def test_the_day_of_joining_is_kept_in_the_members_language(town: Town, card: str) -> None:
    await town.advance(365 * DAY)
    assert len(town.told(LIN, "入会周年")) == 1
    assert len(town.told(ANN, "another year with us")) == 1


async def test_who_stays_away_is_written_to_and_paid_for_coming_back(town: Town, card: str) -> None:
    await town.agrees(ANN)
    await _buys(town, card, "88.40")
    await town.advance(59 * DAY)
    assert town.told(ANN, "missed you") == []
    await town.advance(DAY)
    (letter,) = town.told(ANN, "missed you")
    assert "+80" in letter
    assert "4 Feb" in letter
    before = await town.points(ANN)
    await town.advance(10 * DAY)
    await _buys(town, card, "10.00")
    assert await town.points(ANN) == before + 10 + 80
    assert len(town.told(ANN, "missed you")) == 1


async def test_a_rain_is_announced_and_caught_by_who_comes_first(town: Town, card: str) -> None:
    await town.says(BO, "/start")
    await town.presses(BO, "My own card")
    await town.agrees(ANN, LIN, BO)
    await town.advance(DAY)
    assert town.told(ANN, "Coffee rain") == []
    await town.advance(HOUR)
    assert len(town.told(ANN, "20 points each for the first 2 who tap")) == 1
    assert len(town.told(LIN, "前 2 人")) == 1
    listed = await town.says(ANN, "/earn")
    assert "Coffee rain · +20" in listed.text
    assert "+20" in (await town.presses(ANN, "Catch 20 points", listed.screen)).text
    assert "your share already" in (await town.presses(ANN, "Catch 20 points")).toasts[0]
    await town.presses(LIN, "接住 20 积分")
    assert "2 shares" in (await town.presses(BO, "Catch 20 points")).alert
    assert (await town.points(ANN), await town.points(LIN)) == (520, 520)
    assert await town.audited()


async def test_a_letter_that_was_held_up_until_its_offer_was_over_is_not_sent(
    town: Town, card: str
) -> None:
    await town.advance(DAY + 6 * HOUR)
    await town.app.store.write(_writes_of_what_is_over, await town.member(ANN), key=fresh_key())
    await town.settled()
    assert town.told(ANN, "Coffee rain") + town.told(ANN, "missed you") == []


def _writes_of_what_is_over(tx: Tx, member: int) -> None:
    name = named("Coffee rain", "咖啡雨").model_dump()
    tell(tx, member, "rain", id="rain", rule=name, share=20, people=2, until=tx.now)
    tell(tx, member, "comeback", points=80, until=tx.now)


async def test_who_wants_no_news_hears_of_no_rain(town: Town, card: str) -> None:
    await town.advance(DAY + HOUR)
    assert town.told(ANN, "Coffee rain") == []
    assert "Coffee rain · +20" in (await town.says(ANN, "/earn")).text


async def test_a_friend_who_buys_pays_both_two_weeks_later(town: Town) -> None:
    await town.says(ANN, "/start")
    invitation = await town.says(ANN, "/invite")
    assert "+100 for each friend you bring, +50 for them" in invitation.text
    link = re.search(r"start=(ref_\S+?)(?:<|$)", invitation.html)
    assert link
    await town.says(LIN, f"/start {link.group(1)}")
    await town.says(LIN, "/card")
    await _buys(town, town.code(LIN), "60.00")
    await town.advance(13 * DAY)
    assert await town.points(ANN) == 500
    await town.advance(DAY)
    assert (await town.points(ANN), await town.points(LIN)) == (600, 500 + 60 + 50)
    assert len(town.told(ANN, "a friend you brought")) == 1
    assert len(town.told(LIN, "好友邀请你入会")) == 1
    assert "1 friend joined by it, 1 paid for" in (await town.says(ANN, "邀请")).text
    assert await town.audited()


async def test_a_gift_in_kind_arrives_as_a_voucher(town: Town, card: str) -> None:
    await _buys(town, card, "1000.00")
    await town.advance(0)
    (letter,) = town.told(ANN, "is our gift")
    assert "Tea" in letter
    assert "Use voucher" in (await town.says(BO, f"/voucher {town.code(ANN)}")).labels
    assert await town.points(ANN) == 1_500
    assert "gift" in (await town.says(ANN, "/history")).text
    assert await town.audited()
