"""Nudges: who is told of a streak that ends tonight, and of a tier that is near."""

import pytest

from bot.scheduler import Verb
from bot.store import Store
from domain import books, earning, members, notices
from domain.calendar import DAY, HOUR
from domain.earning.nudges import goal, goal_near, streak_at_risk
from domain.earning.sign_in import AtRisk, at_risk
from domain.notices import Notice
from domain.programme import Programme
from tests.clock import StandingClock
from tests.scene import MESSAGES, PROGRAMME, buys, fresh_key, joins, reverses, signs_in, told


async def swept(store: Store, slot: int | None = None, most: int = 100) -> int:
    """The hour of the streak: how many members were looked at."""
    return await _swept(store, streak_at_risk, slot, most)


async def goals(store: Store, slot: int | None = None, most: int = 100) -> int:
    """The hour of the goal: how many members were looked at."""
    return await _swept(store, goal_near, slot, most)


async def _swept(store: Store, verb: Verb, slot: int | None, most: int) -> int:
    cursor, seen = 0, 0
    while True:
        at = store.now() if slot is None else slot
        batch = await store.write(verb, cursor, at, most, key=None)
        cursor, seen = batch.cursor, seen + batch.count
        if batch.done:
            return seen


async def signs_in_for(store: Store, clock: StandingClock, member: int, days: int) -> None:
    """So many days in a row, the last of them yesterday."""
    for _ in range(days):
        await signs_in(store, member)
        clock.advance(DAY)


async def nudged(store: Store, kind: str) -> list[int]:
    return [notice.member for notice in await told(store, kind)]


async def test_a_streak_that_ends_tonight_is_told_once(store: Store, clock: StandingClock) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    for _ in range(3):
        await signs_in(store, ann)
        await signs_in(store, bo)
        clock.advance(DAY)
    await signs_in(store, bo)
    assert await swept(store) == 2
    (notice,) = await told(store, "streak")
    assert (notice.member, notice.source) == (ann, "streak")


async def test_short_and_broken_streaks_are_not_told(store: Store, clock: StandingClock) -> None:
    short, broken = await joins(store, 1), await joins(store, 2)
    await signs_in_for(store, clock, broken, 3)
    await signs_in_for(store, clock, short, 2)
    await swept(store)
    assert await nudged(store, "streak") == []


async def test_a_streak_counts_as_its_repair_has_lifted_it(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await signs_in_for(store, clock, ann, 3)
    clock.advance(DAY)
    await signs_in(store, ann)
    await store.write(earning.repair, ann, key=fresh_key())
    clock.advance(DAY)
    await swept(store)
    assert await nudged(store, "streak") == [ann]


async def test_who_switched_it_off_or_cannot_be_reached_is_left_alone(
    store: Store, clock: StandingClock
) -> None:
    off, gone = await joins(store, 1), await joins(store, 2)
    for _ in range(3):
        await signs_in(store, off)
        await signs_in(store, gone)
        clock.advance(DAY)
    await store.write(members.set_preference, off, "streak", False, key=fresh_key())
    await store.write(notices.block, gone, key=fresh_key())
    await swept(store)
    assert await nudged(store, "streak") == []


async def test_everybody_is_looked_at_once_in_small_pages(
    store: Store, clock: StandingClock
) -> None:
    crowd = [await joins(store, number) for number in range(1, 8)]
    for _ in range(3):
        for member in crowd:
            await signs_in(store, member)
        clock.advance(DAY)
    assert await swept(store, most=2) == 7
    assert sorted(await nudged(store, "streak")) == crowd


async def test_an_hour_that_was_missed_is_not_made_up_for_the_day_after(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await signs_in_for(store, clock, ann, 3)
    slot = store.now()
    clock.advance(DAY)
    assert await swept(store, slot) == 0
    assert await nudged(store, "streak") == []


async def test_what_a_streak_would_bring_and_lose(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await signs_in_for(store, clock, ann, 5)
    assert await store.read(at_risk, ann) == AtRisk(
        streak=6, of_cycle=6, cycle=7, points=15, tomorrow=40, again=5, repairs=1
    )
    await signs_in(store, ann)
    assert await store.read(at_risk, ann) is None
    clock.advance(2 * DAY)
    assert await store.read(at_risk, ann) is None


async def test_who_lacks_little_of_the_next_tier_is_told_what(
    store: Store, clock: StandingClock
) -> None:
    near, far = await joins(store, 1), await joins(store, 2)
    await buys(store, near, 4_600_00)
    await buys(store, far, 4_400_00)
    clock.advance(HOUR)
    await goals(store)
    (notice,) = await told(store, "goal")
    assert (notice.member, notice.source) == (near, "goal")
    assert notice.facts == {"tier": "silver"}
    found = await store.read(goal, near, "silver")
    assert found is not None
    assert found.missing == 400


async def test_who_has_not_earned_lately_is_not_told(store: Store, clock: StandingClock) -> None:
    await buys(store, await joins(store), 4_600_00)
    clock.advance(3 * DAY)
    await goals(store)
    assert await nudged(store, "goal") == []


async def test_of_one_tier_a_member_is_told_once_in_thirty_days(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    told_on: list[int] = []
    for day in range(33):
        if day % 2 == 0:
            await buys(store, ann, 4_600_00 if day == 0 else 1_00)
        await goals(store)
        if len(await told(store, "goal")) > len(told_on):
            told_on.append(day)
        clock.advance(DAY)
    assert told_on == [0, 31]


async def test_a_tier_that_was_reached_or_has_moved_away_is_no_goal(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    await buys(store, ann, 4_900_00)
    await buys(store, ann, 200_00)
    assert await store.read(goal, ann, "silver") is None
    done = await buys(store, bo, 4_900_00)
    assert done.txn is not None
    await reverses(store, done.txn, 1_000)
    assert await store.read(goal, bo, "silver") is None


async def test_the_top_has_no_goal(store: Store) -> None:
    ann = await joins(store)
    await buys(store, ann, 100_000_00)
    await goals(store)
    assert await nudged(store, "goal") == []
    assert await store.read(books.available, ann) > 0


class TestSomeAreLeftOut:
    """A share of those whom a nudge is meant for gets none, so that its effect can be seen."""

    @pytest.fixture
    def programme(self) -> Programme:
        half = MESSAGES.model_copy(update={"nudge_holdout_percent": 50})
        return PROGRAMME.model_copy(update={"messages": half})

    async def test_the_same_ones_every_time(self, store: Store, clock: StandingClock) -> None:
        crowd = [await joins(store, number) for number in range(1, 21)]
        heard: list[list[Notice]] = []
        for day in range(5):
            for member in crowd:
                await signs_in(store, member)
            clock.advance(DAY)
            if day >= 2:
                await swept(store)
                heard.append(await told(store, "streak"))
        first = {notice.member for notice in heard[0]}
        assert 0 < len(first) < len(crowd)
        assert {notice.member for notice in heard[-1]} == first
        assert len(heard[-1]) == 3 * len(first)
