"""Redeeming: at the price shown, once for each key, from the lots that end first."""

import asyncio

import pytest

from bot.store import Store
from domain import books, rewards
from domain.adoption import adopt
from domain.calendar import DAY
from domain.errors import (
    NotEnoughPoints,
    RewardChanged,
    RewardGone,
    SoldOut,
)
from domain.programme import Goods, Named
from tests.clock import StandingClock
from tests.scene import (
    MUG,
    PROGRAMME,
    REWARDS,
    TEA,
    TOTE,
    buys,
    found,
    fresh_key,
    joins,
    left,
    mark,
    points,
    redeems,
)


async def test_redeeming_spends_the_price_and_issues_a_voucher(store: Store) -> None:
    ann = await joins(store)
    redeemed = await redeems(store, ann, MUG)
    assert (redeemed.points, redeemed.balance) == (400, 100)
    assert await points(store, ann) == 100
    voucher = await store.read(rewards.voucher_of, ann, redeemed.voucher)
    assert (voucher.state, voucher.reward.en, voucher.points) == ("issued", "Mug", 400)
    assert await left(store, ann, MUG) == 0
    assert (await found(store)).ok


async def test_a_price_that_changed_is_shown_again_and_not_charged(store: Store) -> None:
    ann = await joins(store)
    seen = await store.read(rewards.offer, ann, MUG)
    dearer = seen.reward.model_copy(update={"points": 450})
    others = tuple(one for one in REWARDS if one.id != MUG)
    changed = PROGRAMME.model_copy(update={"rewards": (*others, dearer)})
    await store.write(adopt, changed, key=None)
    with pytest.raises(RewardChanged):
        await store.write(rewards.redeem, ann, MUG, seen.mark, key=fresh_key())
    assert await points(store, ann) == 500


async def test_a_reward_not_in_the_catalogue_is_gone(store: Store) -> None:
    ann = await joins(store)
    with pytest.raises(RewardGone):
        await store.write(rewards.redeem, ann, "boat", "mark", key=fresh_key())
    with pytest.raises(RewardGone):
        await store.read(rewards.offer, ann, "boat")


async def test_the_last_one_is_sold_once(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    outcomes = await asyncio.gather(
        *(store.write(rewards.redeem, who, MUG, mark(MUG), key=fresh_key()) for who in (ann, bo)),
        return_exceptions=True,
    )
    assert {type(one) for one in outcomes} == {rewards.Redeemed, SoldOut}
    assert {await points(store, who) for who in (ann, bo)} == {100, 500}


async def test_without_enough_points_nothing_is_redeemed(store: Store) -> None:
    ann = await joins(store)
    await redeems(store, ann, TOTE)
    with pytest.raises(NotEnoughPoints) as refused:
        await redeems(store, ann, TOTE)
    assert (refused.value.price, refused.value.available) == (300, 200)
    assert await left(store, ann, TOTE) == 19


async def test_ten_presses_of_confirm_are_one_redemption(store: Store) -> None:
    ann = await joins(store)
    redeemed = await asyncio.gather(
        *(store.write(rewards.redeem, ann, TEA, mark(TEA), key="update:7") for _ in range(10))
    )
    assert len({one.voucher for one in redeemed}) == 1
    assert await points(store, ann) == 400


async def test_ten_members_share_what_the_shelf_has(store: Store) -> None:
    ann = await joins(store)
    outcomes = await asyncio.gather(
        *(store.write(rewards.redeem, ann, TEA, mark(TEA), key=fresh_key()) for _ in range(10)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, rewards.Redeemed) for one in outcomes) == 5
    assert sum(isinstance(one, NotEnoughPoints) for one in outcomes) == 5
    assert await points(store, ann) == 0
    assert (await found(store)).ok


async def test_points_soonest_to_end_are_spent_first(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    clock.advance(40 * DAY)
    await buys(store, ann, 20_000)
    await redeems(store, ann, TOTE)
    assert [lot.points_left for lot in await store.read(books.lots_left, ann)] == [200, 200]
    await redeems(store, ann, TOTE)
    assert [lot.points_left for lot in await store.read(books.lots_left, ann)] == [100]


async def test_points_whose_day_is_over_cannot_be_spent_before_the_sweep(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(360 * DAY)
    await buys(store, ann, 5_000)
    clock.advance(10 * DAY)
    assert await points(store, ann) == 50
    with pytest.raises(NotEnoughPoints) as refused:
        await redeems(store, ann, TEA)
    assert refused.value.available == 50
    await buys(store, ann, 5_000)
    assert (await redeems(store, ann, TEA)).balance == 0
    assert (await found(store)).ok


async def test_the_catalogue_says_first_what_can_be_had_now_and_dearest_first(
    store: Store,
) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    offers = await store.read(rewards.offers, ann)
    assert [(one.id, one.left, one.why) for one in offers] == [
        (MUG, 1, None),
        (TOTE, 20, None),
        (TEA, None, None),
    ]
    assert (offers[2].keeps, offers[2].missing) == (400, 0)
    await redeems(store, bo, MUG)
    assert [(one.id, one.why) for one in await store.read(rewards.offers, bo)] == [
        (TEA, None),
        (TOTE, "points"),
        (MUG, "sold-out"),
    ]


@pytest.mark.parametrize(("stock", "expected"), [(25, 24), (20, 19), (5, 4), (0, 0), (None, None)])
async def test_the_shelf_gains_or_loses_what_the_settings_do(
    store: Store, stock: int | None, expected: int | None
) -> None:
    ann = await joins(store)
    await redeems(store, ann, TOTE)
    tote = Goods(id=TOTE, name=Named(en="Tote bag", zh="布袋"), points=300, stock=stock)
    changed = (*(one for one in REWARDS if one.id != TOTE), tote)
    await store.write(adopt, PROGRAMME.model_copy(update={"rewards": changed}), key=None)
    assert await left(store, ann, TOTE) == expected
    assert await left(store, ann, MUG) == 1
