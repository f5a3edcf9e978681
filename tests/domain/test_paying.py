"""A part of a bill paid with points: put aside, agreed to, taken once, or given back."""

import asyncio

import pytest

from bot.store import Store
from domain import books, counter
from domain.calendar import MINUTE
from domain.counter import Bill
from domain.errors import (
    HoldClosed,
    HoldUnknown,
    NotAgreed,
    NotAllowed,
    NotEnoughPoints,
    OwnPurchase,
    PartTooLittle,
    PartTooMuch,
)
from domain.programme import Counter, Currency, Programme
from domain.staff import Clerk
from tests.clock import StandingClock
from tests.scene import CASHIER, found, fresh_key, gets, joins, left_of_lots, points, told
from tests.till import (
    AT_TILL,
    CLERK,
    COLLEAGUE,
    OWNER,
    SILLY,
    SUPPORT,
    puts_aside,
    quotes,
    sells,
)


@pytest.fixture
def programme() -> Programme:
    return AT_TILL


async def agrees(store: Store, member: int, hold: int) -> counter.Payment:
    """The member presses Agree."""
    return await store.write(counter.agree, member, hold, key=fresh_key())


async def declines(store: Store, by: int | Clerk, hold: int) -> counter.Payment:
    """The member says no, or the clerk goes on without."""
    return await store.write(counter.decline, by, hold, key=fresh_key())


async def state(store: Store, hold: int) -> str:
    """How far a payment is."""
    return (await store.read(counter.payment, hold)).state


async def test_points_of_who_is_here_pay_at_once(store: Store) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 300)
    assert (await points(store, ann), await state(store, hold)) == (200, "agreed")
    sold = await sells(store, ann, 5_000, hold=hold)
    assert sold.paid == 4_700
    assert (await points(store, ann), await state(store, hold)) == (247, "captured")
    assert await told(store, "payment_asked") == []
    assert (await found(store)).ok


async def test_who_is_not_here_is_asked_and_nothing_is_sold_before_they_agree(
    store: Store,
) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 300, present=False)
    (asked,) = await told(store, "payment_asked")
    assert (asked.member, asked.facts) == (ann, {"hold": hold, "points": 300, "worth": 300})
    with pytest.raises(NotAgreed):
        await sells(store, ann, 5_000, hold=hold)
    assert (await agrees(store, ann, hold)).state == "agreed"
    assert (await agrees(store, ann, hold)).state == "agreed"
    assert (await sells(store, ann, 5_000, hold=hold)).paid == 4_700


async def test_who_says_no_has_their_points_in_the_same_lots(store: Store) -> None:
    ann = await joins(store)
    await gets(store, ann, 50)
    hold = await puts_aside(store, ann, 300, present=False)
    assert await left_of_lots(store, ann) == [250]
    assert (await declines(store, ann, hold)).state == "released"
    assert await left_of_lots(store, ann) == [50, 500]
    with pytest.raises(HoldClosed):
        await agrees(store, ann, hold)
    with pytest.raises(HoldClosed):
        await sells(store, ann, 5_000, hold=hold)


async def test_the_clerk_goes_on_without_points(store: Store) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 300)
    await declines(store, CLERK, hold)
    assert await points(store, ann) == 500


async def test_nobody_else_agrees_declines_or_sells_with_it(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    hold = await puts_aside(store, ann, 300)
    for refused in (
        agrees(store, bo, hold),
        declines(store, bo, hold),
        declines(store, COLLEAGUE, hold),
        sells(store, ann, 5_000, COLLEAGUE, hold=hold),
        sells(store, bo, 5_000, hold=hold),
        agrees(store, ann, hold + 1),
    ):
        with pytest.raises(HoldUnknown):
            await refused


async def test_what_is_put_aside_pays_one_bill(store: Store) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 300)
    answers = await asyncio.gather(
        *(sells(store, ann, 5_000, hold=hold) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(each, counter.Credited) for each in answers) == 1
    assert sum(isinstance(each, HoldClosed) for each in answers) == 4
    with pytest.raises(HoldClosed):
        await declines(store, ann, hold)
    assert (await found(store)).ok


@pytest.mark.parametrize("ends", ["sell", "decline", "expire"])
async def test_whichever_end_comes_first_is_the_only_one(
    store: Store, clock: StandingClock, ends: str
) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 300)

    async def expire() -> None:
        clock.advance(10 * MINUTE)
        await store.write(books.expire_holds, 10, key=None)

    every = {
        "sell": lambda: sells(store, ann, 5_000, hold=hold),
        "decline": lambda: declines(store, ann, hold),
        "expire": expire,
    }
    await every[ends]()
    for other in every.keys() - {ends, "expire"}:
        with pytest.raises(HoldClosed):
            await every[other]()
    await expire()
    assert await points(store, ann) == (247 if ends == "sell" else 500)
    assert (await found(store)).ok


async def test_time_that_is_over_pays_nothing_before_the_clock_comes_by(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 300, present=False)
    clock.advance(10 * MINUTE)
    assert await state(store, hold) == "expired"
    for late in (agrees(store, ann, hold), sells(store, ann, 5_000, hold=hold)):
        with pytest.raises(HoldClosed):
            await late


async def test_a_new_number_takes_the_place_of_the_one_before(store: Store) -> None:
    ann = await joins(store)
    before = await puts_aside(store, ann, 300)
    other = await puts_aside(store, ann, 100, clerk=COLLEAGUE)
    await puts_aside(store, ann, 400)
    assert await state(store, before) == "released"
    assert await state(store, other) == "agreed"
    assert await points(store, ann) == 0


async def test_points_pay_at_most_their_share_of_a_bill(store: Store) -> None:
    ann = await joins(store)
    hold = await puts_aside(store, ann, 301)
    with pytest.raises(PartTooMuch) as refused:
        await sells(store, ann, 600, hold=hold)
    assert (refused.value.percent, refused.value.points) == (50, 300)
    assert await state(store, hold) == "agreed"
    assert (await sells(store, ann, 602, hold=hold)).paid == 301


async def test_the_quote_says_how_many_points_could_pay(store: Store) -> None:
    ann = await joins(store)
    assert (await quotes(store, ann, Bill(600))).most_points == 300
    assert (await quotes(store, ann, Bill(5_000))).most_points == 500
    assert (await quotes(store, ann, Bill(198))).most_points == 0
    with pytest.raises(NotEnoughPoints):
        await quotes(store, ann, Bill(5_000, points=501))


@pytest.mark.parametrize("number", [*SILLY, 99])
async def test_no_silly_number_is_put_aside(store: Store, number: int) -> None:
    ann = await joins(store)
    with pytest.raises((PartTooLittle, NotEnoughPoints)):
        await puts_aside(store, ann, number)
    assert await points(store, ann) == 500


async def test_more_than_there_is_cannot_be_put_aside(store: Store) -> None:
    ann = await joins(store)
    with pytest.raises(NotEnoughPoints):
        await puts_aside(store, ann, 501)


async def test_nobody_puts_their_own_points_aside_or_sells_at_the_desk(store: Store) -> None:
    carl, ann = await joins(store, CASHIER, "Carl"), await joins(store)
    with pytest.raises(OwnPurchase):
        await puts_aside(store, carl, 300)
    with pytest.raises(NotAllowed):
        await puts_aside(store, ann, 300, clerk=SUPPORT)


class TestWhereAPointIsWorthMore:
    """An anchor at which a point is worth 0.07: money is never rounded against the member."""

    @pytest.fixture
    def programme(self) -> Programme:
        currency = Currency(anchor_points=100, anchor_minor=700)
        budget = AT_TILL.budget.model_copy(update={"hard_percent": 30})
        return AT_TILL.model_copy(update={"currency": currency, "budget": budget})

    async def test_the_most_points_never_pay_beyond_their_share(self, store: Store) -> None:
        ann = await joins(store)
        assert (await quotes(store, ann, Bill(2_013))).most_points == 143
        hold = await puts_aside(store, ann, 143)
        assert (await sells(store, ann, 2_013, hold=hold)).paid == 2_013 - 1_001


class TestWhereAPointIsWorthLess:
    """An anchor at which three points are worth 0.01: what buys nothing is not taken."""

    @pytest.fixture
    def programme(self) -> Programme:
        currency = Currency(anchor_points=300, anchor_minor=100)
        return AT_TILL.model_copy(update={"currency": currency})

    async def test_points_that_buy_nothing_return_with_the_sale(self, store: Store) -> None:
        ann = await joins(store)
        hold = await puts_aside(store, ann, 302, clerk=OWNER)
        sold = await sells(store, ann, 5_000, OWNER, hold=hold)
        assert (sold.paid, sold.balance) == (5_000 - 100, 200 + 49)


class TestWhereTheShopTakesNoPoints:
    """A shop may switch paying with points off."""

    @pytest.fixture
    def programme(self) -> Programme:
        return AT_TILL.model_copy(update={"counter": Counter(part_percent=0)})

    async def test_points_pay_no_part(self, store: Store) -> None:
        ann = await joins(store)
        assert (await quotes(store, ann, Bill(5_000))).most_points == 0
        with pytest.raises(PartTooMuch):
            await puts_aside(store, ann, 300)
