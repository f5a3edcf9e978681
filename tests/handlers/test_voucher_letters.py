"""What arrives about vouchers: they are yours, they end soon, they ended; thanks for a gift."""

import pytest

from domain import rewards
from domain.calendar import DAY, HOUR
from domain.programme import Outcome, Programme, Wheel
from domain.rewards import games
from tests.handlers.town import ANN, LIN, Town
from tests.kinds import ANCHOR, CARD, CONCERT, KINDS, LOUNGE, TENTH, TREES, WASH, named
from tests.scene import fresh_key

FREE = Wheel(id="free", name=named("Free"), outcomes=(Outcome(reward=WASH.id, weight=1),))


@pytest.fixture
def programme(programme: Programme) -> Programme:
    return programme.model_copy(update={"rewards": (*programme.rewards, *KINDS, FREE)})


async def _redeems(town: Town, person: int, reward: str) -> rewards.Redeemed:
    """Somebody redeems, and hears of it."""
    store, member = town.app.store, await town.member(person)
    seen = await store.read(rewards.offer, member, reward)
    done = await store.write(rewards.redeem, member, reward, seen.mark, key=fresh_key())
    await town.settled()
    return done


@pytest.mark.parametrize(
    ("reward", "words", "in_chinese"),
    [
        (ANCHOR.id, "¥1.50 off one bill of ¥20.00 or more", "一单满 ¥20.00 减 ¥1.50"),
        (TENTH.id, "10 % off one bill, ¥5.00 at most", "一单减 10%，最多减 ¥5.00"),
        (CARD.id, "¥20.00 to spend, in as many bills as it lasts", "内有 ¥20.00，可以分多次用完"),
        (LOUNGE.id, "The counter sees it on your card", "柜台在你的会员卡上能看到"),
        (CONCERT.id, "1 Dec 19:00", "12 月 1 日 19:00"),
    ],
)
async def test_a_fresh_voucher_says_what_it_is_good_for(
    town: Town, reward: str, words: str, in_chinese: str
) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
        await _redeems(town, person, reward)
    assert len(town.told(ANN, words)) == 1
    assert len(town.told(LIN, in_chinese)) == 1


async def test_a_gift_to_a_cause_is_thanked_for(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
        await _redeems(town, person, TREES.id)
    assert len(town.told(ANN, "Together it’s 25 points")) == 1
    assert len(town.told(LIN, "大家一共捐了 50 积分")) == 1


async def test_who_forgot_a_voucher_hears_of_it_in_time(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
        for reward in (WASH.id, CONCERT.id):
            await _redeems(town, person, reward)
    for _ in range(8):
        await town.advance(DAY)
    assert len(town.told(ANN, "</b> waits for you until")) == 1
    assert len(town.told(LIN, "</b>给你留到")) == 1
    assert len(town.told(ANN, "</b> is tomorrow")) == 1
    assert len(town.told(LIN, "</b>就在明天")) == 1
    assert await town.audited()


async def test_what_was_not_handed_over_is_offered_once_more_with_an_apology(town: Town) -> None:
    await town.says(ANN, "/start")
    await _redeems(town, ANN, WASH.id)
    await town.advance(8 * DAY)
    assert len(town.told(ANN, "never reached you in time. 80 points are back")) == 1
    again = await town.presses(ANN, "Redeem it again")
    assert "Wash" in again.text


async def test_no_points_are_said_to_be_back_whose_own_day_is_over(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
    await town.advance(365 * DAY - HOUR)
    for person in (ANN, LIN):
        await _redeems(town, person, WASH.id)
    await town.advance(8 * DAY)
    assert len(town.told(ANN, "in time. What it cost has reached its own end meanwhile")) == 1
    assert len(town.told(LIN, "换它的积分这期间已经到期，现有 0 积分。")) == 1


async def test_a_prize_that_cost_nothing_has_its_apology_too(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
        store, member = town.app.store, await town.member(person)
        mark = (await store.read(rewards.offer, member, FREE.id)).mark
        await store.write(games.play, member, FREE.id, mark, key=fresh_key())
    await town.advance(8 * DAY)
    assert town.heard(ANN)[-1].text == "Sorry: Wash never reached you in time."
    assert town.heard(LIN)[-1].text == "抱歉，Wash没能按时交到你手里。"


async def test_a_privilege_ends_with_a_word(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
        await _redeems(town, person, LOUNGE.id)
    await town.advance(11 * DAY)
    assert len(town.told(ANN, "</b> has ended.")) == 1
    assert len(town.told(LIN, "</b>已结束。")) == 1


async def test_what_was_for_a_bill_comes_back_in_plain_words(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
        await _redeems(town, person, TENTH.id)
    await town.advance(91 * DAY)
    assert len(town.told(ANN, "wasn’t used in time. 60 points are back")) == 1
    assert len(town.told(LIN, "没有按时使用，60 积分已退回")) == 1
