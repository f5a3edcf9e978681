"""Word before a voucher ends: once, three days before; of a seat, the day before."""

import pytest

from bot.store import Store
from domain import rewards
from domain.calendar import DAY
from domain.programme import Programme
from tests.clock import StandingClock
from tests.kinds import CONCERT, LOUNGE, PROGRAMME_OF_KINDS
from tests.scene import TEA, fresh_key, joins, redeems, told


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME_OF_KINDS


async def _reminds(store: Store, most: int = 100) -> int:
    return await store.write(rewards.remind, most, key=None)


async def test_an_open_voucher_is_told_of_once_three_days_before(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    done, used = await redeems(store, ann, TEA), await redeems(store, ann, TEA)
    await store.write(rewards.use, used.voucher, "staff", key=fresh_key())
    # Its last day is 6 December.
    clock.advance(10 * DAY)
    assert await _reminds(store) == 0
    clock.advance(DAY)
    assert (await _reminds(store), await _reminds(store)) == (1, 0)
    clock.advance(DAY)
    assert await _reminds(store) == 0
    (notice,) = await told(store, "voucher_expiring")
    assert (notice.member, notice.facts) == (ann, {"voucher": done.voucher})


async def test_a_seat_is_told_of_the_day_before(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await redeems(store, ann, CONCERT.id)
    # The concert is on 1 December.
    clock.advance(7 * DAY)
    assert await _reminds(store) == 0
    clock.advance(DAY)
    assert await _reminds(store) == 1


async def test_what_ended_is_not_told_of_and_batches_go_on(
    store: Store, clock: StandingClock
) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    for member in (ann, bo):
        await redeems(store, member, LOUNGE.id)
    late = await redeems(store, ann, TEA)
    clock.advance(11 * DAY)
    # The privileges are over since midnight; the tea has three days left.
    assert (await _reminds(store, most=1), await _reminds(store, most=1)) == (1, 0)
    (notice,) = await told(store, "voucher_expiring")
    assert notice.facts["voucher"] == late.voucher
