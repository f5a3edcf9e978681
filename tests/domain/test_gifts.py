"""Rewards in kind: earned by a month's spend, handed over as a voucher, in the books."""

import pytest

from bot.store import Store
from domain import earning, rewards
from domain.programme import InKindRule, Named, Programme
from tests.scene import (
    CASHIER,
    MUG,
    PROGRAMME,
    TEA,
    buys,
    found,
    fresh_key,
    joins,
    left,
    points,
    redeems,
    told,
    vouchers_of,
)

NAME = Named(en="Tea on us", zh="请你喝茶")
TEA_GIFT = InKindRule(id="tea-gift", name=NAME, spend_minor=100_000, reward=TEA)
MUG_GIFT = InKindRule(id="mug-gift", name=NAME, spend_minor=500_000, reward=MUG)


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME.model_copy(update={"rules": (TEA_GIFT, MUG_GIFT)})


async def _hands_over(store: Store) -> int:
    return await store.write(rewards.hand_over, 100, key=None)


async def test_the_months_spend_brings_a_voucher_that_costs_the_member_nothing(
    store: Store,
) -> None:
    ann = await joins(store)
    await buys(store, ann, 60_000)
    assert await _hands_over(store) == 0
    await buys(store, ann, 40_000)
    assert (await _hands_over(store), await _hands_over(store)) == (1, 0)
    assert await points(store, ann) == 500 + 1_000
    (notice,) = await told(store, "gift")
    (voucher,) = await vouchers_of(store, ann)
    assert (notice.facts["voucher"], voucher.reward_id) == (voucher.id, TEA)
    assert (await found(store)).ok


async def test_it_comes_once_a_month(store: Store) -> None:
    ann = await joins(store)
    for _ in range(3):
        await buys(store, ann, 100_000)
    assert await _hands_over(store) == 1


async def test_a_purchase_undone_before_takes_the_gift_with_it(store: Store) -> None:
    ann = await joins(store)
    done = await buys(store, ann, 100_000)
    await store.write(earning.undo, done.purchase, CASHIER, key=fresh_key())
    assert await _hands_over(store) == 0


async def test_a_purchase_undone_after_cancels_an_open_voucher(store: Store) -> None:
    ann = await joins(store)
    done = await buys(store, ann, 100_000)
    await _hands_over(store)
    await store.write(earning.undo, done.purchase, CASHIER, key=fresh_key())
    assert await store.write(rewards.take_back, 100, key=None) == 1
    assert await store.write(rewards.take_back, 100, key=None) == 0
    assert [each.state for each in await vouchers_of(store, ann)] == ["cancelled"]
    assert await points(store, ann) == 500
    assert (await found(store)).ok


async def test_the_points_of_a_gift_that_was_given_back_go_with_its_purchase(store: Store) -> None:
    ann = await joins(store)
    done = await buys(store, ann, 100_000)
    await _hands_over(store)
    (voucher,) = await vouchers_of(store, ann)
    await store.write(rewards.cancel, ann, voucher.id, key=fresh_key())
    await store.write(earning.undo, done.purchase, CASHIER, key=fresh_key())
    assert await store.write(rewards.take_back, 100, key=None) == 1
    assert await points(store, ann) == 500
    assert (await found(store)).ok


async def test_a_voucher_that_was_used_stays_used(store: Store) -> None:
    ann = await joins(store)
    done = await buys(store, ann, 100_000)
    await _hands_over(store)
    (voucher,) = await vouchers_of(store, ann)
    await store.write(rewards.use, voucher.id, "staff", key=fresh_key())
    await store.write(earning.undo, done.purchase, CASHIER, key=fresh_key())
    assert await store.write(rewards.take_back, 100, key=None) == 0
    assert [each.state for each in await vouchers_of(store, ann)] == ["used"]
    assert (await found(store)).ok


async def test_members_in_debt_wait_until_it_is_paid(store: Store) -> None:
    ann = await joins(store)
    first = await buys(store, ann, 60_000)
    await redeems(store, ann, MUG)
    await buys(store, ann, 40_000)
    for _ in range(6):
        await redeems(store, ann, TEA)
    undone = await store.write(earning.undo, first.purchase, CASHIER, key=fresh_key())
    assert undone.owed == 500
    assert await _hands_over(store) == 0
    await buys(store, ann, 200_000)
    assert await _hands_over(store) == 1


async def test_an_empty_shelf_makes_gifts_wait(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    for member in (ann, bo):
        await buys(store, member, 500_000)
    # One mug is left, and a tea for each.
    assert await _hands_over(store) == 3
    assert await _hands_over(store) == 0
    assert await left(store, ann, MUG) == 0
    (voucher,) = [v for v in await vouchers_of(store, ann) if v.reward_id == MUG]
    await store.write(rewards.cancel, ann, voucher.id, key=fresh_key())
    assert await _hands_over(store) == 1
    assert (await found(store)).ok
