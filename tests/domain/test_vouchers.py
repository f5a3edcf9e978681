"""Vouchers: used once, or given back to the same lots with their dates."""

import pytest

from bot.store import SqliteStore, Store
from domain import books, rewards
from domain.adoption import adopt
from domain.calendar import DAY
from domain.errors import (
    VoucherClosed,
    VoucherUnknown,
)
from domain.vault import typed
from tests.clock import StandingClock
from tests.scene import (
    CASHIER,
    MUG,
    PROGRAMME,
    TOTE,
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


async def test_a_fresh_voucher_is_told_without_its_code(store: Store) -> None:
    ann = await joins(store)
    redeemed = await redeems(store, ann, MUG)
    (notice,) = await told(store, "voucher")
    assert notice.facts == {
        "voucher": redeemed.voucher,
        "reward": {"en": "Mug", "zh": "杯"},
        "expires_at": redeemed.expires_at,
    }


async def test_a_voucher_is_found_by_its_code_and_used_once(store: Store) -> None:
    ann = await joins(store)
    redeemed = await redeems(store, ann)
    code = await store.read(rewards.code_of, redeemed.voucher)
    for form in (code, code.lower(), typed(code)):
        checked = await store.read(rewards.voucher_at, form)
        assert (checked.id, checked.member, checked.state) == (redeemed.voucher, ann, "issued")
    used = await store.write(rewards.use, redeemed.voucher, str(CASHIER), key=fresh_key())
    assert used.state == "used"
    with pytest.raises(VoucherClosed) as refused:
        await store.write(rewards.use, redeemed.voucher, str(CASHIER), key=fresh_key())
    assert (refused.value.state, refused.value.at) == ("used", used.settled_at)
    (notice,) = await told(store, "voucher_used")
    assert notice.facts == {"reward": {"en": "Tea", "zh": "茶"}}


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_no_code_is_kept_in_the_file(store: SqliteStore) -> None:
    ann = await joins(store)
    redeemed = await redeems(store, ann)
    code = typed(await store.read(rewards.code_of, redeemed.voucher)).encode()
    await store.close()
    assert code not in store.path.read_bytes()


async def test_an_unknown_voucher_is_refused(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    redeemed = await redeems(store, ann)
    with pytest.raises(VoucherUnknown):
        await store.read(rewards.voucher_at, "0000-0000-0000-0000")
    with pytest.raises(VoucherUnknown):
        await store.read(rewards.voucher_of, bo, redeemed.voucher)
    with pytest.raises(VoucherUnknown):
        await store.write(rewards.cancel, bo, redeemed.voucher, key=fresh_key())
    with pytest.raises(VoucherUnknown):
        await store.write(rewards.use, 1, str(CASHIER), key=fresh_key())
    assert (await store.read(rewards.voucher_of, ann, redeemed.voucher)).state == "issued"


async def test_a_cancelled_voucher_returns_points_to_the_same_lots_with_their_dates(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(40 * DAY)
    await buys(store, ann, 20_000)
    before = await store.read(books.lots_left, ann)
    redeemed = await redeems(store, ann, TOTE)
    cancelled = await store.write(rewards.cancel, ann, redeemed.voucher, key=fresh_key())
    assert (cancelled.points, cancelled.balance) == (300, 700)
    assert await store.read(books.lots_left, ann) == before
    assert await left(store, ann, TOTE) == 20
    with pytest.raises(VoucherClosed):
        await store.write(rewards.cancel, ann, redeemed.voucher, key=fresh_key())
    with pytest.raises(VoucherClosed):
        await store.write(rewards.use, redeemed.voucher, str(CASHIER), key=fresh_key())
    assert (await found(store)).ok


async def test_points_that_return_after_their_day_are_not_valid_again(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(360 * DAY)
    redeemed = await redeems(store, ann, TOTE)
    assert redeemed.txn is not None
    assert await store.read(books.would_return, redeemed.txn) == redeemed.points
    clock.advance(10 * DAY)
    assert await store.read(books.would_return, redeemed.txn) == 0
    await store.write(rewards.cancel, ann, redeemed.voucher, key=fresh_key())
    assert await points(store, ann) == 0
    assert (await found(store)).ok


async def test_a_voucher_nobody_collects_lapses_and_its_points_return(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    redeemed = await redeems(store, ann, MUG)
    clock.advance(redeemed.expires_at - clock.now() - 1)
    assert await store.write(rewards.lapse, 100, key=None) == 0
    clock.advance(1)
    with pytest.raises(VoucherClosed) as refused:
        await store.write(rewards.use, redeemed.voucher, str(CASHIER), key=fresh_key())
    assert refused.value.state == "expired"
    assert await store.write(rewards.lapse, 100, key=None) == 1
    assert await store.write(rewards.lapse, 100, key=None) == 0
    assert await points(store, ann) == 500
    assert await left(store, ann, MUG) == 1
    (notice,) = await told(store, "voucher_lapsed")
    assert (notice.facts["points"], notice.facts["balance"]) == (400, 500)
    assert (await found(store)).ok


async def test_open_vouchers_are_listed_first_then_the_newest(store: Store) -> None:
    ann = await joins(store)
    first, second, third = [(await redeems(store, ann)).voucher for _ in range(3)]
    await store.write(rewards.use, third, str(CASHIER), key=fresh_key())
    listed = await vouchers_of(store, ann)
    assert [one.id for one in listed] == [second, first, third]


async def test_a_voucher_outlives_its_reward(store: Store) -> None:
    ann = await joins(store)
    redeemed = await redeems(store, ann, TOTE)
    await store.write(adopt, PROGRAMME.model_copy(update={"rewards": ()}), key=None)
    voucher = await store.read(rewards.voucher_of, ann, redeemed.voucher)
    assert (voucher.reward.en, voucher.state) == ("Tote bag", "issued")
    await store.write(rewards.cancel, ann, redeemed.voucher, key=fresh_key())
    assert await points(store, ann) == 500
