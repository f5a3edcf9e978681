"""Surprises: inside the day's budget, taken back whole, drawn once a day."""

import asyncio

import pytest

from bot.store import Store
from domain import earning, notices, purchases
from domain.adoption import adopt
from domain.calendar import DAY, MINUTE, SECOND
from domain.earning import governor
from domain.insight import figures
from domain.programme import Budget, Prize, Programme, Surprise
from tests.clock import StandingClock
from tests.scene import (
    CASHIER,
    PROGRAMME,
    becomes,
    buys,
    found,
    fresh_key,
    joins,
    points,
    signs_in,
)

BUDGET = 1_000


@pytest.fixture
def programme() -> Programme:
    """Every purchase wins something, until the day's budget is spent."""
    prizes = (Prize(points=30, weight=3), Prize(points=200, weight=1))
    surprise = Surprise(purchase_percent=100, prizes=prizes, daily_budget=BUDGET, draw_winners=2)
    return PROGRAMME.model_copy(update={"surprise": surprise})


async def draws(store: Store, clock: StandingClock) -> earning.Drawn:
    """The day's draw, a second after what happened last."""
    clock.advance(SECOND)
    return await store.write(earning.draw_of_the_day, clock.now(), key=fresh_key())


async def test_a_day_never_gives_more_than_its_budget(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    for _ in range(2):
        won = [
            one.surprise for one in await asyncio.gather(*(buys(store, ann, 99) for _ in range(60)))
        ]
        assert BUDGET - 30 < sum(won) <= BUDGET
        assert 0 in won
        clock.advance(DAY)
    assert (await found(store)).ok


async def test_a_surprise_is_told_with_the_purchase(store: Store) -> None:
    ann = await joins(store)
    credited = await buys(store, ann, 8840)
    assert credited.surprise in {30, 200}
    assert credited.balance == await points(store, ann) == 588 + credited.surprise
    kept = await store.read(purchases.find, credited.purchase)
    assert await store.read(purchases.points_of, kept) == 88 + credited.surprise
    purchase, surprise = await store.read(notices.due, 10)
    assert (purchase.kind, purchase.facts["points"]) == ("purchase", 88)
    assert surprise.kind == "surprise"
    assert surprise.facts == {"points": credited.surprise, "balance": credited.balance}


async def test_a_surprise_causes_no_surprise(store: Store) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    await signs_in(store, ann)
    told = await store.read(notices.due, 10)
    assert [notice.kind for notice in told].count("surprise") == 1


async def test_a_surprise_does_not_count_towards_a_tier(store: Store) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    assert (await store.read(earning.standing, ann)).earned == 88


async def test_undo_takes_the_surprise_back_and_frees_its_budget(store: Store) -> None:
    ann = await joins(store)
    for _ in range(60):
        credited = await buys(store, ann, 8840)
        undone = await store.write(earning.undo, credited.purchase, CASHIER, key=fresh_key())
        assert undone.points == 88 + credited.surprise > 88
    assert await points(store, ann) == 500
    assert (await found(store)).ok


async def test_an_undo_frees_the_budget_of_the_purchases_own_day(
    store: Store, clock: StandingClock
) -> None:
    """Also where the shop has moved to another zone since, and has another day."""
    ann = await joins(store)
    # 23:55 in Shanghai; in Tokyo the next day has come.
    clock.advance(12 * 60 * MINUTE - 5 * MINUTE)
    credited = await buys(store, ann, 8840)
    moved = store.programme.model_copy(update={"zone": "Asia/Tokyo"})
    await store.write(adopt, moved, key=None)
    await store.write(earning.undo, credited.purchase, CASHIER, key=fresh_key())
    assert (await found(store)).breaches == ()


async def test_the_days_draw_happens_once(store: Store, clock: StandingClock) -> None:
    people = [await joins(store, number) for number in range(1, 9)]
    for member in people:
        await signs_in(store, member)
    clock.advance(SECOND)
    before = await store.read(figures)
    drawn = await store.write(earning.draw_of_the_day, clock.now(), key="draw:today")
    again = await store.write(earning.draw_of_the_day, clock.now(), key="draw:today")
    after = await store.read(figures)
    assert again == drawn
    assert 1 <= drawn.winners <= 2
    assert after.issued - before.issued == drawn.points
    won = [notice.member for notice in await store.read(notices.due, 10)]
    assert len(set(won)) == len(won) == drawn.winners
    assert set(won) <= set(people)
    assert (await found(store)).ok


async def test_a_draw_held_late_is_among_those_active_before_its_hour(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store, 1)
    await signs_in(store, ann)
    clock.advance(SECOND)
    slot = clock.now()
    clock.advance(DAY)
    for number in range(2, 9):
        await signs_in(store, await joins(store, number))
    assert (await store.write(earning.draw_of_the_day, slot, key="late")).winners == 1
    assert [notice.member for notice in await store.read(notices.due, 10)] == [ann]


async def test_the_draw_and_the_purchases_share_one_budget(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    won = 0
    while won <= BUDGET - 30:
        won += (await buys(store, ann, 99)).surprise
    drawn = await draws(store, clock)
    assert (drawn.winners, drawn.points) == (0, 0)


async def test_who_was_not_active_for_30_days_is_not_drawn(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store, 1)
    await signs_in(store, ann)
    clock.advance(30 * DAY)
    assert (await draws(store, clock)).winners == 0
    bo = await joins(store, 2)
    await signs_in(store, bo)
    assert (await draws(store, clock)).winners == 1
    (notice,) = await store.read(notices.due, 10)
    assert notice.member == bo


async def test_joining_alone_is_not_activity(store: Store, clock: StandingClock) -> None:
    await joins(store)
    assert (await draws(store, clock)).winners == 0


class TestSwitchedOff:
    """A daily budget of nothing."""

    @pytest.fixture
    def programme(self) -> Programme:
        return PROGRAMME.model_copy(
            update={"surprise": Surprise(purchase_percent=100, daily_budget=0)}
        )

    async def test_nothing_is_won(self, store: Store, clock: StandingClock) -> None:
        ann = await joins(store)
        await becomes(store, ann, "silver")
        assert (await draws(store, clock)).points == 0
        assert await points(store, ann) == 5_500


async def test_two_winners_are_two_people(store: Store, clock: StandingClock) -> None:
    people = [await joins(store, number) for number in (1, 2)]
    for member in people:
        await signs_in(store, member)
    before = [await points(store, member) for member in people]
    for _ in range(3):
        assert (await draws(store, clock)).winners == 2
        now = [await points(store, member) for member in people]
        assert all(after > was for after, was in zip(now, before, strict=True))
        before = now
        clock.advance(DAY)


class TestSpentBudget:
    """Points that cost more than the hard cap allows."""

    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        budget = Budget(soft_percent=1, hard_percent=1, from_revenue_minor=1)
        return programme.model_copy(update={"budget": budget, "tiers": programme.tiers[:1]})

    async def test_nothing_is_drawn_any_more(self, store: Store, clock: StandingClock) -> None:
        ann = await joins(store)
        assert (await buys(store, ann, 8840)).surprise > 0
        clock.advance(MINUTE)
        await store.write(governor.book, 100, key=None)
        await store.write(governor.govern, key=None)
        clock.advance(SECOND)
        assert (await buys(store, ann, 8840)).surprise == 0
        assert await draws(store, clock) == earning.Drawn(0, 0)
