"""A raffle keeps its hour, and a seed that nobody knows, also where the shop moves meanwhile."""

import pytest

from bot.store import Store
from domain import draws, rewards
from domain.adoption import adopt
from domain.calendar import DAY, HOUR, MINUTE
from domain.errors import RewardGone
from domain.programme import Named, Programme, Raffle
from domain.rewards import games
from tests.clock import StandingClock
from tests.scene import PROGRAMME, found, fresh_key, joins

# Day one is 22 Nov 2026, at noon in Shanghai.
POT = Raffle(
    id="pot",
    name=Named(en="Pot", zh="奖池"),
    points=10,
    draws_at="2026-11-24T10:00",
    prize_points=50,
)


@pytest.fixture
def programme() -> Programme:
    """A raffle in the morning of the day after tomorrow."""
    return PROGRAMME.model_copy(update={"rewards": (*PROGRAMME.rewards, POT)})


async def enters(store: Store, member: int) -> None:
    """A member buys a ticket as it is shown now."""
    shown = (await store.read(rewards.offer, member, POT.id)).mark
    await store.write(games.buy_ticket, member, POT.id, shown, key=fresh_key())


async def moves(store: Store, zone: str) -> None:
    """The shop moves."""
    await store.write(adopt, store.programme.model_copy(update={"zone": zone}), key=None)


async def test_a_shop_that_moves_west_sells_no_ticket_after_the_hour(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await enters(store, ann)
    await moves(store, "America/Los_Angeles")
    clock.advance(DAY + 22 * HOUR - MINUTE)
    await enters(store, ann)
    clock.advance(MINUTE)
    with pytest.raises(RewardGone):
        await enters(store, ann)
    assert await store.write(games.draw_raffles, key=None) == 1
    assert (await found(store)).ok


async def test_a_shop_that_moves_west_draws_from_a_seed_that_was_not_told_before_the_hour(
    store: Store, clock: StandingClock
) -> None:
    """The 23rd is over in Shanghai, its seed is told, and in Los Angeles it is the 23rd again."""
    await store.write(draws.promise, key=None)
    ann = await joins(store)
    await enters(store, ann)
    clock.advance(DAY + 20 * HOUR)
    await store.write(draws.reveal, key=None)
    await moves(store, "America/Los_Angeles")
    await enters(store, ann)
    clock.advance(2 * HOUR)
    assert await store.write(games.draw_raffles, key=None) == 1
    ((drawn,), _) = await store.read(draws.drawings_of, ann, 1, 10)
    assert drawn.day == "2026-11-24"
    assert (await store.read(draws.proof_of, ann, drawn.id)).seed.seed is None


async def test_a_raffle_that_is_drawn_late_is_drawn_from_the_seed_of_its_own_day(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await enters(store, ann)
    clock.advance(4 * DAY)
    await store.write(draws.reveal, key=None)
    assert await store.write(games.draw_raffles, key=None) == 1
    ((drawn,), _) = await store.read(draws.drawings_of, ann, 1, 10)
    assert drawn.day == "2026-11-24"
    assert (await found(store)).ok
