"""A sale at the counter: discount, voucher, points and money on one bill, and who may sell."""

import asyncio

import pytest

from bot.store import Store
from domain import counter, earning, purchases, rewards
from domain.calendar import DAY, HOUR
from domain.counter import Bill
from domain.errors import (
    AmountRefused,
    CategoryUnknown,
    HoldUnknown,
    NotAllowed,
    NotForThisBill,
    OwnPurchase,
    SecondPersonNeeded,
    VoucherClosed,
    VoucherForBill,
    VoucherUnknown,
)
from domain.programme import Programme
from domain.staff import Clerk
from tests.clock import StandingClock
from tests.scene import CASHIER, SHOP, becomes, found, fresh_key, joins, points, told
from tests.till import (
    AT_TILL,
    CARD,
    CLERK,
    CUP,
    MANAGER,
    NOBODY,
    OWNER,
    SILLY,
    SUPPORT,
    TEN_OFF,
    THIRD_OFF,
    gets_voucher,
    on_record,
    puts_aside,
    quotes,
    sells,
)


@pytest.fixture
def programme() -> Programme:
    return AT_TILL


async def state_of(store: Store, member: int, voucher: int) -> tuple[str, int | None]:
    """A voucher's state, and what a gift card still holds."""
    one = await store.read(rewards.voucher_of, member, voucher)
    return one.state, one.balance


async def test_a_plain_sale_is_a_purchase_and_stands_on_the_record(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 8840)
    assert (sold.price, sold.paid, sold.points, sold.balance) == (8840, 8840, 88, 588)
    (act,) = await on_record(store)
    assert (act.act, act.member, act.person) == ("sale", ann, (CASHIER, "Carl"))
    assert act.facts == {**{"purchase": sold.purchase, "price": 8840, "paid": 8840, "points": 88}}
    assert (await found(store)).ok


async def test_points_are_earned_on_what_is_paid_in_money(store: Store) -> None:
    ann = await joins(store)
    voucher = await gets_voucher(store, ann, TEN_OFF)
    sold = await sells(store, ann, 8000, voucher=voucher)
    assert (sold.paid, sold.points) == (7000, 70)
    assert await state_of(store, ann, voucher) == ("used", None)
    purchase = await store.read(purchases.find, sold.purchase)
    assert (purchase.voucher, purchase.voucher_minor) == (voucher, 1000)


async def test_the_discount_comes_first_then_the_voucher_then_points(store: Store) -> None:
    """100.00 less 1 % is 99.00, less a third at most 20.00 is 79.00, half of it from points."""
    ann = await joins(store)
    await becomes(store, ann, "silver")
    voucher = await gets_voucher(store, ann, THIRD_OFF)
    bill = Bill(10_000, voucher=voucher)
    assert (await quotes(store, ann, bill)).most_points == 3_950
    hold = await puts_aside(store, ann, 3_950)
    seen = await quotes(store, ann, Bill(10_000, voucher=voucher, hold=hold))
    assert (seen.discounted, seen.voucher_minor, seen.points_minor) == (9_900, 2_000, 3_950)
    sold = await sells(store, ann, 10_000, voucher=voucher, hold=hold)
    assert (sold.paid, sold.points) == (seen.paid, seen.points) == (3_950, 46)
    assert (await found(store)).ok


async def test_the_quote_is_what_is_charged_and_changes_nothing(store: Store) -> None:
    ann = await joins(store)
    voucher = await gets_voucher(store, ann, TEN_OFF)
    seen = await quotes(store, ann, Bill(5_000, voucher=voucher))
    assert await state_of(store, ann, voucher) == ("issued", None)
    sold = await sells(store, ann, 5_000, voucher=voucher)
    assert (sold.paid, sold.points) == (seen.paid, seen.points) == (4_000, 40)


async def test_a_bill_that_a_gift_card_pays_whole_earns_nothing_and_is_told(store: Store) -> None:
    ann = await joins(store)
    card = await gets_voucher(store, ann, CARD)
    sold = await sells(store, ann, 1_200, voucher=card)
    assert (sold.paid, sold.points, sold.surprise) == (0, 0, 0)
    assert await state_of(store, ann, card) == ("issued", 1_800)
    (notice,) = await told(store, "purchase")
    assert (notice.facts["paid"], notice.facts["voucher_minor"]) == (0, 1_200)
    assert (await found(store)).ok


async def test_a_gift_card_pays_bills_until_it_is_empty(store: Store) -> None:
    ann = await joins(store)
    card = await gets_voucher(store, ann, CARD)
    await sells(store, ann, 1_200, voucher=card)
    sold = await sells(store, ann, 5_000, voucher=card)
    assert sold.paid == 3_200
    assert await state_of(store, ann, card) == ("used", 0)


async def test_a_voucher_is_used_once_on_two_tills_at_once(store: Store) -> None:
    ann = await joins(store)
    voucher = await gets_voucher(store, ann, TEN_OFF)
    answers = await asyncio.gather(
        *(sells(store, ann, 5_000, voucher=voucher) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(each, counter.Credited) for each in answers) == 1
    assert sum(isinstance(each, VoucherClosed) for each in answers) == 4
    assert (await found(store)).ok


async def test_a_voucher_below_its_least_bill_is_refused(store: Store) -> None:
    ann = await joins(store)
    voucher = await gets_voucher(store, ann, TEN_OFF)
    with pytest.raises(NotForThisBill):
        await quotes(store, ann, Bill(1_999, voucher=voucher))
    with pytest.raises(NotForThisBill):
        await sells(store, ann, 1_999, voucher=voucher)
    assert await state_of(store, ann, voucher) == ("issued", None)


async def test_another_members_voucher_pays_nothing(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    voucher = await gets_voucher(store, ann, TEN_OFF)
    with pytest.raises(VoucherUnknown):
        await sells(store, bo, 5_000, voucher=voucher)


async def test_a_reward_to_hand_over_pays_no_bill(store: Store) -> None:
    ann = await joins(store)
    cup = await gets_voucher(store, ann, CUP)
    with pytest.raises(NotForThisBill):
        await sells(store, ann, 5_000, voucher=cup)


async def test_goods_are_handed_over_once_and_noted(store: Store) -> None:
    ann = await joins(store)
    cup = await gets_voucher(store, ann, CUP)
    await store.write(counter.use_voucher, CLERK, cup, key=fresh_key())
    with pytest.raises(VoucherClosed):
        await store.write(counter.use_voucher, CLERK, cup, key=fresh_key())
    (act,) = await on_record(store, "voucher")
    assert (act.member, act.facts) == (ann, {"voucher": cup, "reward": CUP})


async def test_money_off_is_used_with_a_bill_only(store: Store) -> None:
    ann = await joins(store)
    voucher = await gets_voucher(store, ann, TEN_OFF)
    with pytest.raises(VoucherForBill):
        await store.write(counter.use_voucher, CLERK, voucher, key=fresh_key())


async def test_what_staff_collect_themselves_is_flagged(store: Store) -> None:
    carl = await joins(store, CASHIER, "Carl")
    cup = await gets_voucher(store, carl, CUP)
    await store.write(counter.use_voucher, CLERK, cup, key=fresh_key())
    (act,) = await on_record(store, "voucher")
    assert act.flagged


async def test_opening_a_card_is_noted(store: Store) -> None:
    ann = await joins(store)
    await store.write(counter.open_card, SUPPORT, ann, key=fresh_key())
    (act,) = await on_record(store)
    assert (act.act, act.member, act.person) == ("card", ann, (SUPPORT.outside_id, "Sam"))


async def test_nobody_sells_to_their_own_card(store: Store) -> None:
    carl = await joins(store, CASHIER, "Carl")
    with pytest.raises(OwnPurchase):
        await sells(store, carl, 5_000)


async def test_above_the_limit_a_second_person_agrees(store: Store) -> None:
    ann = await joins(store)
    with pytest.raises(SecondPersonNeeded):
        await sells(store, ann, 500_001)
    with pytest.raises(SecondPersonNeeded):
        await sells(store, ann, 500_001, approved_by=CLERK)
    await sells(store, ann, 500_001, approved_by=MANAGER)
    (act,) = await on_record(store)
    assert act.person == (CASHIER, "Carl")
    assert act.facts["approved_by"].startswith("staff:")


async def test_nobody_agrees_to_a_bill_that_cannot_be_paid_so(store: Store) -> None:
    ann = await joins(store)
    voucher = await gets_voucher(store, ann, TEN_OFF)
    await sells(store, ann, 5_000, voucher=voucher)
    with pytest.raises(VoucherClosed):
        await sells(store, ann, 500_001, voucher=voucher)
    unknown = Bill(500_001, category="nothing")
    with pytest.raises(CategoryUnknown):
        await store.write(counter.sell, CLERK, ann, unknown, key=fresh_key())


async def test_each_role_has_its_own_limit_and_the_owner_none(store: Store) -> None:
    ann = await joins(store)
    await sells(store, ann, 500_001, MANAGER)
    with pytest.raises(SecondPersonNeeded):
        await sells(store, ann, 5_000_001, MANAGER)
    await sells(store, ann, 5_000_001, OWNER)


@pytest.mark.parametrize("clerk", [SUPPORT, NOBODY])
async def test_who_does_not_sell_is_refused_whoever_agrees(store: Store, clerk: Clerk) -> None:
    ann = await joins(store)
    with pytest.raises(NotAllowed):
        await sells(store, ann, 100, clerk, MANAGER)


@pytest.mark.parametrize("price", SILLY)
async def test_no_silly_amount_is_sold_or_quoted(store: Store, price: int) -> None:
    ann = await joins(store)
    with pytest.raises(AmountRefused):
        await sells(store, ann, price, OWNER)
    with pytest.raises(AmountRefused):
        await quotes(store, ann, Bill(price))


async def test_points_that_nobody_put_aside_pay_nothing(store: Store) -> None:
    ann = await joins(store)
    with pytest.raises(HoldUnknown):
        await store.write(counter.sell, CLERK, ann, Bill(5_000, points=100), key=fresh_key())


async def test_what_happened_before_counts_on_its_own_day(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    then = store.now() + HOUR
    clock.advance(2 * DAY)
    sold = await sells(store, ann, 8840, happened_at=then)
    assert (sold.at, sold.points, await points(store, ann)) == (then, 88, 588)
    purchase = await store.read(purchases.find, sold.purchase)
    assert purchase.happened_at == then
    assert (await found(store)).ok


async def test_a_tier_that_a_late_purchase_reached_is_told(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    then = store.now() + HOUR
    clock.advance(DAY)
    await sells(store, ann, 500_000, happened_at=then)
    assert len(await told(store, "tier_reached")) == 1


async def test_the_tills_own_verb_earns_the_same(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    sold = await sells(store, ann, 8840)
    credited = await store.write(earning.credit, bo, 8840, SHOP, None, CASHIER, key=fresh_key())
    assert (sold.paid, sold.points, sold.balance) == (
        credited.paid,
        credited.points,
        credited.balance,
    )
