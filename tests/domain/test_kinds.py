"""Each kind of reward has its own life: how it ends, and what returns then."""

import pytest

from bot.store import Store
from domain import books, notices, rewards
from domain.adoption import adopt, restock
from domain.calendar import DAY, HOUR
from domain.errors import (
    RewardGone,
    SeatsClosed,
    SoldOut,
    VoucherClosed,
    VoucherForBill,
    VoucherKept,
)
from domain.programme import Programme, Switches
from tests.clock import StandingClock
from tests.kinds import CARD, CONCERT, LOUNGE, PROGRAMME_OF_KINDS, TENNER, TENTH, TREES, WASH
from tests.scene import (
    found,
    fresh_key,
    gets,
    joins,
    left,
    left_of_lots,
    points,
    redeems,
    told,
    vouchers_of,
)


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME_OF_KINDS


async def _lapses(store: Store) -> int:
    return await store.write(rewards.lapse, 100, key=None)


async def _state(store: Store, member: int, voucher: int) -> str:
    return (await store.read(rewards.voucher_of, member, voucher)).state


async def _until_over(store: Store, clock: StandingClock, member: int, voucher: int) -> None:
    ends = (await store.read(rewards.voucher_of, member, voucher)).expires_at
    clock.advance(ends - clock.now())


@pytest.mark.parametrize("reward", ["tea", "wash"])
async def test_what_the_shop_did_not_hand_over_comes_back_with_an_apology(
    store: Store, clock: StandingClock, reward: str
) -> None:
    ann = await joins(store)
    done = await redeems(store, ann, reward)
    await _until_over(store, clock, ann, done.voucher)
    assert await _lapses(store) == 1
    assert await points(store, ann) == 500
    assert await _state(store, ann, done.voucher) == "expired"
    (notice,) = await told(store, "voucher_lapsed")
    assert (notice.facts["points"], notice.facts["reward_id"]) == (done.points, reward)
    assert (await found(store)).ok


@pytest.mark.parametrize("reward", [TENNER.id, TENTH.id, CARD.id])
async def test_what_was_for_a_bill_returns_its_points_without_an_apology(
    store: Store, clock: StandingClock, reward: str
) -> None:
    ann = await joins(store)
    done = await redeems(store, ann, reward)
    with pytest.raises(VoucherForBill):
        await store.write(rewards.use, done.voucher, "staff", key=fresh_key())
    await _until_over(store, clock, ann, done.voucher)
    await _lapses(store)
    assert await points(store, ann) == 500
    assert await _state(store, ann, done.voucher) == "expired"
    assert len(await told(store, "voucher_returned")) == 1
    assert (await found(store)).ok


async def test_a_privilege_runs_out_and_is_neither_used_up_nor_given_back(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    done = await redeems(store, ann, LOUNGE.id)
    assert [each.id for each in await store.read(rewards.privileges, ann)] == [done.voucher]
    with pytest.raises(VoucherKept) as kept:
        await store.write(rewards.cancel, ann, done.voucher, key=fresh_key())
    assert kept.value.why == "privilege"
    with pytest.raises(VoucherKept):
        await store.write(rewards.use, done.voucher, "staff", key=fresh_key())
    clock.advance(10 * DAY)
    assert len(await store.read(rewards.privileges, ann)) == 1
    await _until_over(store, clock, ann, done.voucher)
    assert await store.read(rewards.privileges, ann) == ()
    await _lapses(store)
    assert await _state(store, ann, done.voucher) == "ended"
    assert (await points(store, ann), await left(store, ann, LOUNGE.id)) == (450, 1)
    assert len(await told(store, "voucher_ended")) == 1
    assert (await found(store)).ok


async def test_a_seat_is_given_back_until_it_closes_and_then_kept(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    first, second = await redeems(store, ann, CONCERT.id), await redeems(store, ann, CONCERT.id)
    with pytest.raises(SoldOut):
        await redeems(store, ann, CONCERT.id)
    # 24 hours before 19:00 on 1 December, from noon on 22 November.
    clock.advance(8 * DAY + 7 * HOUR - 1)
    await store.write(rewards.cancel, ann, first.voucher, key=fresh_key())
    assert (await points(store, ann), await left(store, ann, CONCERT.id)) == (460, 1)
    clock.advance(1)
    with pytest.raises(SeatsClosed):
        await store.write(rewards.cancel, ann, second.voucher, key=fresh_key())
    assert [each.id for each in await store.read(rewards.seats, ann)] == [second.voucher]


async def test_a_seat_can_be_booked_until_the_event_and_taken_until_its_day_is_over(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    taken = await redeems(store, ann, CONCERT.id)
    clock.advance(9 * DAY + 7 * HOUR - 1)
    missed = await redeems(store, ann, CONCERT.id)
    clock.advance(1)
    assert (await store.read(rewards.offer, ann, CONCERT.id)).why == "closed"
    with pytest.raises(SeatsClosed):
        await redeems(store, ann, CONCERT.id)
    await store.write(rewards.use, taken.voucher, "staff", key=fresh_key())
    clock.advance(5 * HOUR)
    with pytest.raises(VoucherClosed):
        await store.write(rewards.use, missed.voucher, "staff", key=fresh_key())
    await _lapses(store)
    assert await _state(store, ann, missed.voucher) == "ended"
    # Nothing returns after the event, and nothing is said.
    assert (await points(store, ann), await left(store, ann, CONCERT.id)) == (420, 0)
    assert await told(store, "voucher_ended") == []
    assert (await found(store)).ok


async def test_a_donation_is_thanked_for_and_counted_for_everybody_to_see(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    assert await store.read(rewards.given, TREES.id) == (0, 0)
    for member in (ann, bo, ann):
        done = await redeems(store, member, TREES.id)
    assert (done.voucher, done.balance) == (0, 450)
    assert await store.read(rewards.given, TREES.id) == (75, 3)
    assert await vouchers_of(store, ann) == ()
    assert [each.facts["total"] for each in await told(store, "donation")] == [25, 50, 75]
    assert done.txn is not None
    assert await store.read(rewards.reward_of, ann, done.txn) == TREES.name
    assert (await found(store)).ok


async def test_where_the_law_asks_it_donations_and_draws_are_not_on_the_shelf(store: Store) -> None:
    ann = await joins(store)
    strict = PROGRAMME_OF_KINDS.model_copy(update={"allowed": Switches(donations=False)})
    await store.write(adopt, strict, key=None)
    assert TREES.id not in {each.id for each in await store.read(rewards.offers, ann)}
    with pytest.raises(RewardGone):
        await store.read(rewards.offer, ann, TREES.id)


async def test_few_left_is_told_to_the_owner_once_and_again_when_none_is(store: Store) -> None:
    ann = await joins(store)
    await gets(store, ann, 1_000)
    for _ in range(5):
        await redeems(store, ann, WASH.id)
    assert await _rung(store) == [3, 0]


async def test_who_redeems_and_gives_back_over_and_over_rings_once(store: Store) -> None:
    """It rings anew once the owner has restocked."""
    ann = await joins(store)
    await redeems(store, ann, WASH.id)
    for _ in range(3):
        done = await redeems(store, ann, WASH.id)
        await store.write(rewards.cancel, ann, done.voucher, key=fresh_key())
    assert await _rung(store) == [3]
    await store.write(restock, WASH.id, 1, None, key=fresh_key())
    for _ in range(2):
        await redeems(store, ann, WASH.id)
    assert await _rung(store) == [3, 3]


async def _rung(store: Store) -> list[int]:
    """How many were left whenever the owner was told of it."""
    told = await store.read(notices.untold)
    return [each.facts["left"] for each in told if each.kind == "low_stock"]


async def test_terms_stay_as_they_were_promised(store: Store) -> None:
    """What a voucher is worth is not read from today's catalogue."""
    ann = await joins(store)
    done = await redeems(store, ann, TENNER.id)
    meaner = TENNER.model_copy(update={"value_minor": 1, "points": 999})
    others = tuple(each for each in PROGRAMME_OF_KINDS.rewards if each.id != TENNER.id)
    changed = PROGRAMME_OF_KINDS.model_copy(update={"rewards": (*others, meaner)})
    await store.write(adopt, changed, key=None)
    (voucher,) = await store.read(rewards.open_for_bill, ann)
    assert (voucher.id, voucher.terms) == (done.voucher, TENNER)
    assert rewards.worth_on(voucher, 5_000) == 1_000


async def test_points_return_to_the_very_lots_they_came_from(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 100)
    before = await left_of_lots(store, ann)
    done = await redeems(store, ann, CARD.id)
    assert await left_of_lots(store, ann) == [300]
    await store.write(rewards.cancel, ann, done.voucher, key=fresh_key())
    assert await left_of_lots(store, ann) == before
    assert await store.read(books.available, ann) == 600
