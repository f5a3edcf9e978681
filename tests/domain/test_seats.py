"""An event has so many seats: what is left is what nobody holds, whatever the owner changes."""

import asyncio

import pytest

from bot.store import Store
from domain import rewards
from domain.adoption import adopt, restock
from domain.calendar import DAY
from domain.programme import Programme, Raffle, Reward
from domain.rewards import games
from tests.clock import StandingClock
from tests.kinds import CONCERT, named
from tests.scene import PROGRAMME, found, fresh_key, joins, left, redeems

SEATS = 4
EVENT = CONCERT.model_copy(update={"stock": SEATS})
RAFFLE = Raffle(
    id="tickets",
    name=named("Tickets"),
    points=10,
    draws_at="2026-11-24",
    winners=2,
    prize_reward=EVENT.id,
)


def listed(*rewards: Reward) -> Programme:
    """A catalogue of these."""
    return PROGRAMME.model_copy(update={"rewards": rewards})


@pytest.fixture
def programme() -> Programme:
    """A concert with four seats."""
    return listed(EVENT)


async def holds_seats(store: Store, number: int) -> list[tuple[int, int]]:
    """So many members book a seat each: members and vouchers."""
    people = [await joins(store, outside) for outside in range(1, number + 1)]
    return [(member, (await redeems(store, member, EVENT.id)).voucher) for member in people]


async def becomes(store: Store, seats: int) -> None:
    """The file says another number of seats."""
    await store.write(adopt, listed(EVENT.model_copy(update={"stock": seats})), key=None)


async def gives_back(store: Store, member: int, voucher: int) -> None:
    """A member gives a seat back."""
    await store.write(rewards.cancel, member, voucher, key=fresh_key())


async def test_a_seat_that_the_room_lost_is_not_sold_again(store: Store) -> None:
    held = await holds_seats(store, 4)
    member = held[0][0]
    await becomes(store, 2)
    for each in held[:2]:
        await gives_back(store, *each)
        assert await left(store, member, EVENT.id) == 0
    await gives_back(store, *held[2])
    assert await left(store, member, EVENT.id) == 1
    assert (await found(store)).ok


@pytest.mark.parametrize(("seats", "free"), [(2, 0), (3, 0), (5, 2), (0, 0)])
async def test_more_or_fewer_seats_are_counted_from_those_that_are_held(
    store: Store, seats: int, free: int
) -> None:
    ((member, _), *_) = await holds_seats(store, 3)
    await becomes(store, 1)
    await becomes(store, seats)
    assert await left(store, member, EVENT.id) == free
    assert (await found(store)).ok


async def test_an_event_that_left_the_file_comes_back_with_the_seats_that_are_free(
    store: Store,
) -> None:
    ((member, seat), *_) = await holds_seats(store, 3)
    await store.write(adopt, listed(), key=None)
    await gives_back(store, member, seat)
    await store.write(adopt, listed(EVENT), key=None)
    assert await left(store, member, EVENT.id) == 2
    assert (await found(store)).ok


async def test_seats_that_are_added_in_the_chat_are_on_offer(store: Store) -> None:
    ((member, _), *_) = await holds_seats(store, 4)
    await store.write(restock, EVENT.id, 3, None, key=fresh_key())
    assert await left(store, member, EVENT.id) == 3


async def test_whoever_books_and_gives_back_at_once_no_seat_is_there_twice(store: Store) -> None:
    held = await holds_seats(store, 4)
    others = [await joins(store, outside) for outside in range(11, 19)]
    for _ in range(3):
        await asyncio.gather(
            *(gives_back(store, *each) for each in held),
            *(redeems(store, member, EVENT.id) for member in others),
            return_exceptions=True,
        )
    assert (await found(store)).ok
    taken = [await store.read(rewards.seats, member) for member in others]
    free = await left(store, others[0], EVENT.id)
    assert sum(map(len, taken)) + (free or 0) == SEATS


class TestRaffle:
    """Two of the seats are a raffle's prizes."""

    @pytest.fixture
    def programme(self) -> Programme:
        return listed(EVENT, RAFFLE)

    async def test_the_seats_of_a_raffle_are_kept_for_its_winners(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann, bo = await joins(store, 1), await joins(store, 2)
        shown = (await store.read(rewards.offer, ann, RAFFLE.id)).mark
        await store.write(games.buy_ticket, ann, RAFFLE.id, shown, key=fresh_key())
        assert await left(store, bo, EVENT.id) == 2
        seat = await redeems(store, bo, EVENT.id)
        await gives_back(store, bo, seat.voucher)
        assert await left(store, bo, EVENT.id) == 2
        assert (await found(store)).ok
        clock.advance(3 * DAY)
        assert await store.write(games.draw_raffles, key=None) == 1
        (won,) = await store.read(rewards.seats, ann)
        assert won.terms == EVENT
        # There was one ticket, so one of the two is free again.
        assert await left(store, bo, EVENT.id) == 3
        assert (await found(store)).ok
