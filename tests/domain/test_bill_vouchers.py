"""Vouchers that take something off a bill: never more than they are worth, and open again."""

import asyncio

import pytest

from bot.store import Store
from domain import rewards
from domain.calendar import DAY
from domain.errors import NotForThisBill, VoucherClosed, VoucherKept
from domain.programme import Programme
from domain.rewards import Voucher
from tests.clock import StandingClock
from tests.kinds import ANCHOR, CARD, PROGRAMME_OF_KINDS, TENNER, TENTH
from tests.scene import fresh_key, joins, points, redeems, told


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME_OF_KINDS


async def _has(store: Store, member: int, reward: str) -> Voucher:
    done = await redeems(store, member, reward)
    return await store.read(rewards.voucher_of, member, done.voucher)


async def _takes_off(store: Store, voucher: int, minor: int) -> Voucher:
    return await store.write(rewards.use_on_bill, voucher, minor, "staff", key=fresh_key())


async def _opens_again(store: Store, voucher: int, minor: int) -> None:
    await store.write(rewards.reopen, voucher, minor, "staff", key=fresh_key())


async def _look(store: Store, member: int, voucher: int) -> Voucher:
    return await store.read(rewards.voucher_of, member, voucher)


@pytest.mark.parametrize(
    ("reward", "bill", "worth"),
    [
        (TENNER.id, 5_000, 1_000),
        (TENNER.id, 999, 999),
        (TENNER.id, 0, 0),
        (ANCHOR.id, 1_999, 0),
        (ANCHOR.id, 2_000, 150),
        (TENTH.id, 1_009, 100),
        (TENTH.id, 9, 0),
        (TENTH.id, 4_999, 499),
        (TENTH.id, 1_000_000, 500),
        (CARD.id, 1_999, 1_999),
        (CARD.id, 2_001, 2_000),
        ("tea", 5_000, 0),
    ],
)
async def test_what_a_voucher_is_worth_on_a_bill(
    store: Store, reward: str, bill: int, worth: int
) -> None:
    voucher = await _has(store, await joins(store), reward)
    assert rewards.worth_on(voucher, bill) == worth


@pytest.mark.parametrize(("reward", "minor"), [(TENNER.id, 1_000), (TENTH.id, 12)])
async def test_it_is_used_once_and_open_again_with_the_undo(
    store: Store, reward: str, minor: int
) -> None:
    ann = await joins(store)
    voucher = await _has(store, ann, reward)
    assert (await _takes_off(store, voucher.id, minor)).state == "used"
    assert await store.read(rewards.open_for_bill, ann) == ()
    with pytest.raises(VoucherClosed):
        await _takes_off(store, voucher.id, minor)
    with pytest.raises(VoucherClosed):
        await store.write(rewards.cancel, ann, voucher.id, key=fresh_key())
    await _opens_again(store, voucher.id, minor)
    assert await _look(store, ann, voucher.id) == voucher
    assert await store.read(rewards.open_for_bill, ann) == (voucher,)


@pytest.mark.parametrize(("reward", "minor"), [(TENNER.id, 1_001), (CARD.id, 2_001), ("tea", 1)])
async def test_no_more_is_taken_off_than_it_is_worth(store: Store, reward: str, minor: int) -> None:
    ann = await joins(store)
    voucher = await _has(store, ann, reward)
    for silly in (minor, 0, -1, 10**12):
        with pytest.raises(NotForThisBill):
            await _takes_off(store, voucher.id, silly)
    assert await _look(store, ann, voucher.id) == voucher


async def test_a_gift_card_is_spent_in_as_many_bills_as_it_lasts(store: Store) -> None:
    ann = await joins(store)
    card = await _has(store, ann, CARD.id)
    assert card.balance == 2_000
    spent = await _takes_off(store, card.id, 1_500)
    assert (spent.state, spent.balance) == ("issued", 500)
    with pytest.raises(NotForThisBill):
        await _takes_off(store, card.id, 501)
    with pytest.raises(VoucherKept) as kept:
        await store.write(rewards.cancel, ann, card.id, key=fresh_key())
    assert kept.value.why == "used"
    assert (await _takes_off(store, card.id, 500)).state == "used"
    await _opens_again(store, card.id, 1_500)
    assert (await _look(store, ann, card.id)).balance == 1_500
    await _opens_again(store, card.id, 500)
    await store.write(rewards.cancel, ann, card.id, key=fresh_key())
    assert await points(store, ann) == 500


async def test_bills_at_once_never_spend_a_gift_card_twice(store: Store) -> None:
    ann = await joins(store)
    card = await _has(store, ann, CARD.id)
    outcomes = await asyncio.gather(
        *(_takes_off(store, card.id, 700) for _ in range(10)), return_exceptions=True
    )
    assert sum(isinstance(each, Voucher) for each in outcomes) == 2
    assert (await _look(store, ann, card.id)).balance == 600


async def test_of_a_gift_card_that_runs_out_the_unspent_share_returns(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    card = await _has(store, ann, CARD.id)
    await _takes_off(store, card.id, 1_333)
    clock.advance(card.expires_at - clock.now())
    await store.write(rewards.lapse, 100, key=None)
    ended = await _look(store, ann, card.id)
    # 667 of 2,000 for 300 points are 100.05.
    assert (ended.state, ended.balance) == ("expired", 667)
    (notice,) = await told(store, "voucher_returned")
    assert notice.facts["points"] == 100
    # A purchase that is undone later gives its own share back.
    await _opens_again(store, card.id, 1_333)
    assert await points(store, ann) == 500 - 300 + 100 + 199
    assert (await _look(store, ann, card.id)).state == "expired"


async def test_points_whose_day_was_over_meanwhile_do_not_return(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(350 * DAY)
    card = await _has(store, ann, CARD.id)
    clock.advance(card.expires_at - clock.now())
    await store.write(rewards.lapse, 100, key=None)
    assert await points(store, ann) == 0
    assert [each.facts for each in await told(store, "voucher_ended")] == [
        {"reward": CARD.name.model_dump()}
    ]
    assert await told(store, "voucher_returned") == []
