"""Draws anybody can repeat: promised before, told after the day, kept without a gap."""

import asyncio
from datetime import date, timedelta
from hashlib import sha256

import pytest

from bot.store import Store
from domain import draws, earning
from domain.adoption import adopt
from domain.calendar import DAY, HOUR, SECOND, local_date
from domain.draws import Drawn, Proof, Seed
from domain.errors import LineUnknown
from domain.programme import Prize, Programme, Surprise, Switches
from tests.clock import StandingClock
from tests.scene import PROGRAMME, buys, found, fresh_key, joins, signs_in, told

PRIZES = (Prize(points=20, weight=3), Prize(points=100, weight=1))


@pytest.fixture
def programme() -> Programme:
    """Every other purchase wins, and nobody counts how much in a day."""
    surprise = Surprise(purchase_percent=50, prizes=PRIZES, daily_budget=10**6)
    return PROGRAMME.model_copy(update={"surprise": surprise})


async def commits(store: Store) -> int:
    """The night's work on the seeds of the days to come."""
    return await store.write(draws.promise, key=None)


async def tells(store: Store) -> int:
    """The night's work on the seeds of the days that are over."""
    return await store.write(draws.reveal, key=None)


async def drawn(store: Store, member: int) -> list[Drawn]:
    """All that was drawn for a member, oldest first."""
    listed, pages = await store.read(draws.drawings_of, member, 1, 1_000)
    assert pages == 1
    return list(reversed(listed))


async def proven(store: Store, member: int, drawing: int) -> Proof:
    """The proof of a draw."""
    return await store.read(draws.proof_of, member, drawing)


async def around(store: Store) -> dict[int, Seed]:
    """The seeds of the days about today, by their distance from it."""
    today = local_date(store.now(), store.programme.zone)
    seeds = await store.read(draws.seeds, 7)
    return {(date.fromisoformat(seed.day) - today).days: seed for seed in seeds}


async def test_a_week_of_seeds_is_promised_ahead(store: Store, clock: StandingClock) -> None:
    assert await commits(store) == 8
    assert sorted(await around(store)) == list(range(8))
    assert await commits(store) == 0
    clock.advance(DAY)
    assert await commits(store) == 1


async def test_a_seed_is_told_after_its_day_and_is_what_was_promised(
    store: Store, clock: StandingClock
) -> None:
    await commits(store)
    promised = (await around(store))[0]
    assert (await tells(store), promised.seed) == (0, None)
    clock.advance(DAY)
    assert await tells(store) == 1
    assert await tells(store) == 0
    seeds = await around(store)
    seed = seeds[-1].seed
    assert seed is not None
    assert sha256(seed).digest() == seeds[-1].commitment == promised.commitment
    assert seeds[0].seed is None
    assert seeds[0].commitment != promised.commitment


async def test_a_purchase_draws_from_the_seed_of_its_day(
    store: Store, clock: StandingClock
) -> None:
    await commits(store)
    ann = await joins(store)
    won = [(await buys(store, ann, 99)).surprise for _ in range(30)]
    (*all_drawn,) = await drawn(store, ann)
    today = local_date(clock.now(), store.programme.zone).isoformat()
    assert [each.name for each in all_drawn] == [f"surprise:{ann}:{today}:{n}" for n in range(30)]
    clock.advance(DAY)
    await tells(store)
    for each, points in zip(all_drawn, won, strict=True):
        proof = await proven(store, ann, each.id)
        assert each.odds == (("points:20", 150), ("points:100", 50), ("nothing", 200))
        assert proof.seed.seed is not None
        assert draws.ticket(proof.seed.seed, each.name, each.of) == each.ticket
        assert each.label == (f"points:{points}" if points else "nothing")
    assert {0, 20} <= set(won)
    assert (await found(store)).ok


async def test_a_draws_number_starts_anew_each_day(store: Store, clock: StandingClock) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    await buys(store, ann, 99)
    await buys(store, bo, 99)
    await buys(store, ann, 99)
    clock.advance(DAY)
    await buys(store, ann, 99)
    assert [each.name[-1] for each in await drawn(store, ann)] == ["0", "1", "0"]
    assert [each.name[-1] for each in await drawn(store, bo)] == ["0"]


async def test_purchases_at_once_leave_no_number_out(store: Store) -> None:
    ann = await joins(store)
    await asyncio.gather(*(buys(store, ann, 99) for _ in range(20)))
    names = [each.name for each in await drawn(store, ann)]
    assert sorted(int(name.rpartition(":")[2]) for name in names) == list(range(20))


async def test_a_seed_that_is_told_is_drawn_from_no_more(
    store: Store, clock: StandingClock
) -> None:
    """A shop that moves west comes to a day twice: the next day's seed is drawn from."""
    ann = await joins(store)
    await commits(store)
    clock.advance(13 * HOUR)
    await tells(store)
    west = store.programme.model_copy(update={"zone": "America/Los_Angeles"})
    await store.write(adopt, west, key=None)
    await buys(store, ann, 99)
    (only,) = await drawn(store, ann)
    today = local_date(clock.now(), store.programme.zone)
    assert only.day == (today + timedelta(days=1)).isoformat()
    assert (await proven(store, ann, only.id)).seed.seed is None


async def test_a_proof_says_when_its_seed_is_told(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await buys(store, ann, 99)
    (only,) = await drawn(store, ann)
    proof = await proven(store, ann, only.id)
    assert (proof.seed.seed, proof.told()["seed"]) == (None, None)
    # From noon to five past midnight.
    assert proof.told_at == clock.now() + 12 * HOUR + 5 * 60 * SECOND


async def test_nobody_gets_the_proof_of_another_members_draw(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    await buys(store, ann, 99)
    (only,) = await drawn(store, ann)
    assert await drawn(store, bo) == []
    with pytest.raises(LineUnknown):
        await proven(store, bo, only.id)


async def test_the_days_draw_keeps_how_many_took_part(store: Store, clock: StandingClock) -> None:
    people = [await joins(store, number) for number in range(1, 6)]
    for member in people:
        await signs_in(store, member)
    clock.advance(SECOND)
    await store.write(earning.draw_of_the_day, clock.now(), key=fresh_key())
    (won,) = await told(store, "surprise")
    place, prize = await drawn(store, won.member)
    today = local_date(clock.now(), store.programme.zone).isoformat()
    assert (place.name, place.odds) == (f"daily:{today}:0", (("active", 5),))
    assert sorted(people)[place.ticket] == won.member
    assert prize.label == f"points:{won.facts['points']}"
    assert prize.odds == (("points:20", 300), ("points:100", 100))
    assert (await found(store)).ok


async def test_a_draw_made_up_for_draws_from_a_seed_that_nobody_knows(
    store: Store, clock: StandingClock
) -> None:
    await commits(store)
    await signs_in(store, await joins(store))
    clock.advance(SECOND)
    slot = clock.now()
    clock.advance(2 * DAY)
    await tells(store)
    assert (await store.write(earning.draw_of_the_day, slot, key=fresh_key())).winners == 1
    (won,) = await told(store, "surprise")
    today = local_date(clock.now(), store.programme.zone).isoformat()
    assert {each.day for each in await drawn(store, won.member)} == {today}


class TestSmallBudget:
    """A day that can pay the large prize once, or the small one three times."""

    @pytest.fixture
    def programme(self) -> Programme:
        prizes = (Prize(points=30, weight=10_000), Prize(points=100, weight=1))
        surprise = Surprise(purchase_percent=100, prizes=prizes, daily_budget=100)
        return PROGRAMME.model_copy(update={"surprise": surprise})

    async def test_a_prize_that_the_budget_does_not_pay_is_no_part_of_the_draw(
        self, store: Store
    ) -> None:
        ann = await joins(store)
        assert [(await buys(store, ann, 99)).surprise for _ in range(5)] == [30, 30, 30, 0, 0]
        small, large = ("points:30", 1_000_000), ("points:100", 100)
        assert [each.odds for each in await drawn(store, ann)] == [
            (small, large),
            (small,),
            (small,),
        ]

    async def test_the_last_of_it_is_won_once(self, store: Store) -> None:
        people = [await joins(store, number) for number in range(1, 21)]
        bought = await asyncio.gather(*(buys(store, member, 99) for member in people))
        assert sum(each.surprise for each in bought) == 90
        assert (await found(store)).ok


class TestSwitchedOff:
    """Where the law asks it, nothing is drawn."""

    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        return programme.model_copy(update={"allowed": Switches(draws=False)})

    async def test_nothing_is_drawn(self, store: Store, clock: StandingClock) -> None:
        ann = await joins(store)
        for _ in range(5):
            assert (await buys(store, ann, 99)).surprise == 0
        clock.advance(SECOND)
        drawing = await store.write(earning.draw_of_the_day, clock.now(), key=fresh_key())
        assert (drawing, await drawn(store, ann)) == (earning.Drawn(0, 0), [])


async def test_a_shop_that_moves_draws_from_the_day_of_its_new_zone(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(11 * HOUR + 30 * 60 * SECOND)
    await store.write(adopt, store.programme.model_copy(update={"zone": "Asia/Tokyo"}), key=None)
    await buys(store, ann, 99)
    (only,) = await drawn(store, ann)
    assert only.day == local_date(clock.now(), "Asia/Tokyo").isoformat()
    assert (await found(store)).ok
