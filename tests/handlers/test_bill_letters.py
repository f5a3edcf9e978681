"""What arrives about a bill: how it was paid, what went back, what made it good; and why."""

import pytest

from domain import books
from domain.programme import Programme
from tests.handlers.town import ANN, LIN, Town
from tests.scene import fresh_key
from tests.till import (
    CARD,
    CLERK,
    REWARDS,
    TEN_OFF,
    gets_voucher,
    makes_good,
    puts_aside,
    refunds,
    sells,
    undoes,
)


@pytest.fixture
def programme(programme: Programme) -> Programme:
    return programme.model_copy(update={"rewards": REWARDS})


async def _both(town: Town) -> list[int]:
    """Ann reads English, Lin Chinese."""
    for person in (ANN, LIN):
        await town.says(person, "/start")
    return [await town.member(person) for person in (ANN, LIN)]


async def _bought(town: Town, member: int) -> int:
    """A bill of 50.00, of which a voucher pays 10.00 and 300 points 3.00.

    Each step is told before the next one: what falls together is told in one message.
    """
    store = town.app.store
    voucher = await gets_voucher(store, member, TEN_OFF)
    hold = await puts_aside(store, member, 300)
    await town.settled()
    sold = await sells(store, member, 5_000, CLERK, voucher=voucher, hold=hold)
    await town.settled()
    return sold.purchase


async def test_a_bill_says_what_voucher_and_points_took_off(town: Town) -> None:
    for member in await _both(town):
        await _bought(town, member)
    await town.settled()
    (english,), (chinese,) = town.told(ANN, "for ¥37.00"), town.told(LIN, "消费 ¥37.00")
    assert "Your voucher took ¥10.00 off.\nYour points paid ¥3.00." in english
    assert "兑换券抵扣 ¥10.00。\n积分抵扣 ¥3.00。" in chinese


async def test_a_bill_says_what_a_gift_card_still_holds(town: Town) -> None:
    for member in await _both(town):
        card = await gets_voucher(town.app.store, member, CARD)
        await town.settled()
        for price in (1_200, 5_000):
            await sells(town.app.store, member, price, CLERK, voucher=card)
            await town.settled()
    assert len(town.told(ANN, "Your gift card paid ¥12.00; ¥18.00 are left on it.")) == 1
    assert len(town.told(ANN, "Your gift card paid ¥18.00, and is empty now.")) == 1
    assert len(town.told(LIN, "礼品卡抵扣 ¥12.00，卡里还剩 ¥18.00。")) == 1
    assert len(town.told(LIN, "礼品卡抵扣 ¥18.00，已经用完。")) == 1


async def test_a_part_that_goes_back_is_told_with_its_points(town: Town) -> None:
    for member in await _both(town):
        await refunds(town.app.store, await _bought(town, member), 1_000)
    await town.settled()
    assert len(town.told(ANN, "¥10.00 of a purchase was refunded: −10 · you have 127 points")) == 1
    assert len(town.told(LIN, "退款 ¥10.00：−10 · 现有 127 积分")) == 1
    why = (await town.says(ANN, "/why")).text
    assert "¥10.00 of a purchase was refunded" in why
    assert "base" in why


async def test_the_whole_says_what_else_came_back(town: Town) -> None:
    for member in await _both(town):
        sold = await _bought(town, member)
        await town.app.store.write(books.spend, member, 100, "bonus", "member", key=fresh_key())
        await undoes(town.app.store, sold)
    await town.settled()
    (english,), (chinese,) = town.told(ANN, "was undone"), town.told(LIN, "已撤销")
    assert "The 300 points that paid a part are back." in english
    assert "The voucher that took ¥10.00 off is open again." in english
    assert "抵扣用掉的 300 积分回来了。\n抵扣过 ¥10.00 的兑换券又可以用了。" in chinese


async def test_what_makes_good_comes_with_its_reason_as_it_was_written(town: Town) -> None:
    for member in await _both(town):
        await makes_good(town.app.store, member, 100, "<b>Cold</b> coffee")
    await town.settled()
    (english,), (chinese,) = town.told(ANN, "from the shop"), town.told(LIN, "店里送你")
    assert "“&lt;b&gt;Cold&lt;/b&gt; coffee”" in english
    assert "「&lt;b&gt;Cold&lt;/b&gt; coffee」" in chinese
    assert "to make something good" in (await town.says(ANN, "/why")).text
