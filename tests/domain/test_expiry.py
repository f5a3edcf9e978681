"""The end of points: swept once, told once, reminded of 30, 7 and 1 day before."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import date

from bot.store import Store
from domain import books, earning
from domain.calendar import DAY, HOUR, instant
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import PROGRAMME, TOTE, buys, found, joins, points, redeems, told

BATCH = 500
# The gift of day one ends with 2027-11-22 in Shanghai.
END = instant(date(2027, 11, 23), PROGRAMME.zone)


def goes_to(clock: StandingClock, at: int) -> None:
    """Moves the clock forward to an instant."""
    clock.advance(at - clock.now())


async def sweeps(store: Store) -> list[earning.Swept]:
    """The whole sweep, batch by batch, as the scheduler runs it."""
    batches = [batch async for batch in _to_the_end(store, earning.sweep)]
    assert batches[-1].count == 0
    return batches[:-1]


async def reminds(store: Store) -> int:
    """The whole run of reminders: how many members were told."""
    return sum([batch.count async for batch in _to_the_end(store, earning.remind)])


async def test_points_end_with_their_last_day(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    (lot,) = await store.read(books.lots_left, ann)
    assert lot.expires_at == END
    goes_to(clock, END - 1)
    assert await sweeps(store) == []
    assert await points(store, ann) == 500
    clock.advance(1)
    assert await points(store, ann) == 0
    assert [batch.count for batch in await sweeps(store)] == [1]
    (notice,) = await told(store, "expired")
    assert notice.facts == {"points": 500, "balance": 0}
    assert (await found(store)).ok


async def test_a_second_sweep_changes_nothing(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    goes_to(clock, END)
    await sweeps(store)
    before = await store.read(books.history, ann, 1, 10)
    assert await sweeps(store) == []
    assert await store.read(books.history, ann, 1, 10) == before
    assert len(await told(store, "expired")) == 1


async def test_only_what_is_left_of_a_lot_ends(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await redeems(store, ann, TOTE)
    clock.advance(DAY)
    await buys(store, ann, 8840)
    goes_to(clock, END)
    await sweeps(store)
    (line, *_) = (await store.read(books.history, ann, 1, 10)).items
    assert (line.kind, line.points, line.balance_after) == ("expire", -200, 88)


async def test_a_sweep_goes_in_batches_and_tells_everybody_what_they_lost(
    store: Store, clock: StandingClock
) -> None:
    people = await asyncio.gather(*(joins(store, number) for number in range(1, 352)))
    await asyncio.gather(*(buys(store, who, 1_000) for who in people for _ in range(2)))
    goes_to(clock, END - DAY)
    assert await reminds(store) == 351
    assert await reminds(store) == 0
    goes_to(clock, END)
    assert [batch.count for batch in await sweeps(store)] == [BATCH, BATCH, 351 * 3 - 2 * BATCH]
    assert [await points(store, who) for who in people] == [0] * 351
    lost: Counter[int] = Counter()
    for notice in await told(store, "expired"):
        lost[notice.member] += notice.facts["points"]
    assert lost == dict.fromkeys(people, 520)
    assert (await found(store)).ok


async def test_each_reminder_comes_once_on_its_day(store: Store, clock: StandingClock) -> None:
    await joins(store)
    days_told = []
    for days in range(33, 0, -1):
        goes_to(clock, END - days * DAY + 10 * HOUR)
        days_told += [days] * await reminds(store)
        assert await reminds(store) == 0
    # END is the midnight after the last day, which is one day before it.
    assert days_told == [31, 8, 2]


async def test_a_digest_names_every_end_it_speaks_of(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await buys(store, ann, 1_000)
    clock.advance(2 * DAY)
    await buys(store, ann, 2_000)
    clock.advance(60 * DAY)
    await buys(store, ann, 3_000)
    goes_to(clock, END - 20 * DAY)
    assert await reminds(store) == 1
    (digest,) = await told(store, "expiring")
    assert digest.facts == {"ends": [[END, 510], [END + 2 * DAY, 20]]}


async def test_after_downtime_only_the_most_urgent_reminder_comes(
    store: Store, clock: StandingClock
) -> None:
    await joins(store)
    goes_to(clock, END - 2 * DAY)
    assert await reminds(store) == 1
    goes_to(clock, END - HOUR)
    assert await reminds(store) == 0


async def test_what_is_spent_or_over_is_not_reminded_of(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await redeems(store, ann, TOTE)
    goes_to(clock, END - 7 * DAY)
    await reminds(store)
    (notice,) = await told(store, "expiring")
    assert notice.facts == {"ends": [[END, 200]]}
    goes_to(clock, END)
    assert await reminds(store) == 0


async def _to_the_end(
    store: Store, verb: Callable[[Tx, int, int], earning.Swept]
) -> AsyncIterator[earning.Swept]:
    cursor, done = 0, False
    while not done:
        batch = await store.write(verb, cursor, BATCH, key=None)
        cursor, done = batch.cursor, batch.done
        yield batch
