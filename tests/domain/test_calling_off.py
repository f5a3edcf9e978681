"""An event keeps its day and place for whoever booked it; called off, every seat goes back."""

import asyncio

import pytest

from bot.store import Store
from domain import rewards
from domain.adoption import adopt, call_off, hide_reward, put_reward, remove_reward, restock, shelf
from domain.calendar import DAY
from domain.errors import RewardGone, RewardHeld, RuleRefused, SoldOut
from domain.programme import Goods, Outcome, Programme, Raffle, Reward, Wheel
from domain.rewards import games
from domain.staff import Clerk, acts
from tests.clock import StandingClock
from tests.kinds import CONCERT, named
from tests.scene import PROGRAMME, TEA, found, fresh_key, joins, points, redeems, told, vouchers_of

MANAGER = Clerk(7001, "manager", "main", "Mei")
EVENT = CONCERT.model_copy(update={"stock": 9, "place": named("Hall")})
CORNER = Goods(id="corner", name=named("Corner"), points=10)
LATER = EVENT.model_copy(update={"at": "2026-12-02T19:00"})
ELSEWHERE = EVENT.model_copy(update={"place": named("Yard")})


def listed(*more: Reward) -> Programme:
    """The usual catalogue, and these."""
    return PROGRAMME.model_copy(update={"rewards": (*PROGRAMME.rewards, *more)})


@pytest.fixture
def programme() -> Programme:
    """A concert with nine seats."""
    return listed(EVENT)


async def is_called_off(store: Store) -> rewards.Booked:
    """The manager calls the concert off."""
    return await store.write(call_off, EVENT.id, MANAGER, key=fresh_key())


async def the_clock_looks(store: Store, most: int = 100) -> list[int]:
    """Batches of seats are given back, until there are none; how many each."""
    steps = []
    while count := await store.write(rewards.give_seats_back, most, key=None):
        steps.append(count)
    return steps


async def test_every_seat_goes_back_to_its_lots_with_an_apology_in_batches(store: Store) -> None:
    people = [await joins(store, number) for number in range(1, 6)]
    for member in people:
        await redeems(store, member, EVENT.id)
    assert await is_called_off(store) == rewards.Booked(5, 200)
    assert await the_clock_looks(store, 2) == [2, 2, 1]
    for member in people:
        assert await points(store, member) == 500
        assert [each.state for each in await vouchers_of(store, member)] == ["cancelled"]
    apologies = await told(store, "event_off")
    assert sorted(each.member for each in apologies) == sorted(people)
    assert {(each.facts["points"], each.facts["balance"]) for each in apologies} == {(40, 500)}
    assert (await found(store)).ok


async def test_a_seat_that_was_used_stays_used(store: Store) -> None:
    ann = await joins(store)
    seat = await redeems(store, ann, EVENT.id)
    await store.write(rewards.use, seat.voucher, "staff:7001", key=fresh_key())
    assert (await is_called_off(store)).seats == 0
    assert await the_clock_looks(store) == []
    assert await points(store, ann) == 460


async def test_nobody_books_it_any_more(store: Store) -> None:
    ann = await joins(store)
    await is_called_off(store)
    with pytest.raises(RewardGone):
        await redeems(store, ann, EVENT.id)
    assert EVENT.id not in {each.id for each in await store.read(rewards.offers, ann)}
    assert {each.reward.id: each.state for each in await store.read(shelf)}[EVENT.id] == (
        "called-off"
    )


async def test_whoever_books_at_that_moment_has_nothing_to_lose(store: Store) -> None:
    people = [await joins(store, number) for number in range(1, 7)]
    await asyncio.gather(
        *(redeems(store, member, EVENT.id) for member in people),
        is_called_off(store),
        return_exceptions=True,
    )
    await asyncio.gather(*(the_clock_looks(store, 2) for _ in range(3)))
    assert [await points(store, member) for member in people] == [500] * 6
    assert (await found(store)).ok


async def test_it_is_on_the_record_once(store: Store) -> None:
    await is_called_off(store)
    await is_called_off(store)
    (act,) = await store.read(acts, store.now(), 10)
    assert (act.act, act.facts["reward"], act.person) == ("call_off", EVENT.id, (7001, "Mei"))


@pytest.mark.parametrize("reward", [TEA, "ghost"])
async def test_only_an_event_is_called_off(store: Store, reward: str) -> None:
    with pytest.raises(RewardGone):
        await store.write(call_off, reward, MANAGER, key=fresh_key())


async def test_it_stays_called_off(store: Store) -> None:
    await is_called_off(store)
    with pytest.raises(RuleRefused, match="was called off, and stays so"):
        await store.write(put_reward, EVENT, MANAGER, key=fresh_key())
    with pytest.raises(RuleRefused, match="was called off, and stays so"):
        await store.write(adopt, listed(EVENT.model_copy(update={"points": 50})), key=None)
    await store.write(hide_reward, EVENT.id, False, MANAGER, key=fresh_key())
    await store.write(restock, EVENT.id, 5, MANAGER, key=fresh_key())
    with pytest.raises(RewardGone):
        await redeems(store, await joins(store), EVENT.id)


async def test_it_stays_in_the_catalogue_until_every_seat_is_back(store: Store) -> None:
    await redeems(store, await joins(store), EVENT.id)
    await is_called_off(store)
    with pytest.raises(RewardHeld):
        await store.write(remove_reward, EVENT.id, MANAGER, key=fresh_key())
    with pytest.raises(RuleRefused, match="not all given back yet"):
        await store.write(adopt, listed(), key=None)
    await the_clock_looks(store)
    await store.write(remove_reward, EVENT.id, MANAGER, key=fresh_key())


@pytest.mark.parametrize("moved", [LATER, ELSEWHERE])
async def test_day_and_place_stay_while_somebody_holds_a_seat(store: Store, moved: Reward) -> None:
    ann = await joins(store)
    seat = await redeems(store, ann, EVENT.id)
    with pytest.raises(RuleRefused, match="1 seats are booked for this day and place"):
        await store.write(put_reward, moved, MANAGER, key=fresh_key())
    with pytest.raises(RuleRefused, match="1 seats are booked for this day and place"):
        await store.write(adopt, listed(moved), key=None)
    await store.write(rewards.cancel, ann, seat.voucher, key=fresh_key())
    await store.write(put_reward, moved, MANAGER, key=fresh_key())
    assert store.programme.reward(EVENT.id) == moved


class TestGames:
    """A wheel and a raffle that give seats."""

    WHEEL = Wheel(
        id="wheel",
        name=named("Wheel"),
        points=10,
        limit=0,
        outcomes=(Outcome(reward=EVENT.id, weight=9), Outcome(reward=CORNER.id, weight=1)),
    )
    RAFFLE = Raffle(
        id="seats",
        name=named("Seats"),
        points=10,
        draws_at="2026-11-24",
        winners=2,
        prize_reward=EVENT.id,
    )

    @pytest.fixture
    def programme(self) -> Programme:
        return listed(EVENT, CORNER, self.WHEEL, self.RAFFLE)

    async def enters(self, store: Store, member: int) -> None:
        """A member buys a ticket."""
        shown = (await store.read(rewards.offer, member, self.RAFFLE.id)).mark
        await store.write(games.buy_ticket, member, self.RAFFLE.id, shown, key=fresh_key())

    async def test_a_seat_that_was_called_off_is_not_won(self, store: Store) -> None:
        await is_called_off(store)
        assert [each.label for each in await store.read(games.odds, self.WHEEL)] == [
            f"reward:{CORNER.id}"
        ]

    async def test_day_and_place_stay_while_a_raffle_keeps_seats(self, store: Store) -> None:
        await self.enters(store, await joins(store))
        with pytest.raises(RuleRefused, match="2 seats are booked"):
            await store.write(put_reward, LATER, MANAGER, key=fresh_key())

    async def test_its_raffle_sells_no_more_tickets_and_winners_have_theirs_back(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        await self.enters(store, ann)
        await is_called_off(store)
        with pytest.raises(SoldOut):
            await self.enters(store, ann)
        clock.advance(3 * DAY)
        assert await store.write(games.draw_raffles, key=None) == 1
        assert await the_clock_looks(store) == [1]
        assert await points(store, ann) == 500
        assert (await found(store)).ok
