"""The clock's edge: a slot a day, what was missed is caught up, nothing is done twice."""

import asyncio
from datetime import timedelta

import pytest

from bot.scheduler import CATCH_UP_DAYS, Job, Scheduler, due_slots
from bot.store import SqliteStore
from domain.calendar import DAY, HOUR, instant, local_date
from domain.earning import Swept
from domain.programme import Programme
from domain.tx import Tx
from tests.clock import StandingClock

PROGRAMME = Programme()
NOON = instant(local_date(StandingClock().now(), PROGRAMME.zone), PROGRAMME.zone, 12)


def _nothing(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
    return Swept(0, cursor, done=True)


DAILY = Job("daily", lambda programme: "12:00", _nothing, latest=False)
SWEEP = Job("sweep", lambda programme: "12:00", _nothing)


def test_a_first_start_begins_with_the_newest_slot() -> None:
    assert due_slots(DAILY, PROGRAMME, NOON + HOUR, None) == (NOON,)
    assert due_slots(DAILY, PROGRAMME, NOON - 1, None) == (NOON - DAY,)


def test_each_missed_day_is_caught_up_in_order() -> None:
    last = (NOON - 3 * DAY, True)
    assert due_slots(DAILY, PROGRAMME, NOON, last) == (NOON - 2 * DAY, NOON - DAY, NOON)


def test_a_sweep_needs_only_the_newest_missed_slot() -> None:
    assert due_slots(SWEEP, PROGRAMME, NOON, (NOON - 3 * DAY, True)) == (NOON,)


def test_an_unfinished_slot_goes_on_first() -> None:
    assert due_slots(DAILY, PROGRAMME, NOON, (NOON - DAY, False)) == (NOON - DAY, NOON)


def test_a_long_sleep_is_made_up_for_within_bounds() -> None:
    slots = due_slots(DAILY, PROGRAMME, NOON, (NOON - 400 * DAY, True))
    assert len(slots) == CATCH_UP_DAYS + 1


def test_a_day_has_one_slot_though_its_hour_is_moved() -> None:
    later = Job("daily", lambda programme: "13:00", _nothing, latest=False)
    assert due_slots(later, PROGRAMME, NOON + 2 * HOUR, (NOON, True)) == ()
    assert due_slots(later, PROGRAMME, NOON + DAY + 2 * HOUR, (NOON, True)) == (NOON + DAY + HOUR,)


def test_a_slot_keeps_its_local_time_over_a_change_of_clocks() -> None:
    helsinki = Programme(zone="Europe/Helsinki")
    autumn = local_date(instant(local_date(NOON, "UTC"), "UTC"), "UTC").replace(month=10, day=25)
    before = instant(autumn - timedelta(days=1), helsinki.zone, 12)
    slots = due_slots(DAILY, helsinki, instant(autumn, helsinki.zone, 12), (before, True))
    assert slots == (before + 25 * HOUR,)


async def test_a_sweep_of_many_batches_does_each_once(
    store: SqliteStore, clock: StandingClock
) -> None:
    seen: list[int] = []

    def batch(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
        seen.append(cursor)
        return Swept(1, cursor + 1, done=cursor == 2)

    scheduler = Scheduler(store, [Job("sweep", lambda programme: "00:00", batch)], 60)
    await scheduler.tick()
    await scheduler.tick()
    assert seen == [0, 1, 2]
    clock.advance(3 * DAY)
    await scheduler.tick()
    assert seen == [0, 1, 2, 0, 1, 2]


async def test_a_batch_that_fails_is_tried_again_where_it_stood(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[int] = []

    def batch(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
        seen.append(cursor)
        if seen == [0, 1]:
            raise RuntimeError("the power went out")
        return Swept(1, cursor + 1, done=cursor == 2)

    scheduler = Scheduler(store, [Job("sweep", lambda programme: "00:00", batch)], 60)
    await scheduler.tick()
    await scheduler.tick()
    assert seen == [0, 1, 1, 2]


async def test_a_stop_ends_a_catch_up_after_its_batch_and_a_restart_goes_on_there(
    store: SqliteStore,
) -> None:
    seen: list[int] = []
    loop, begun = asyncio.get_running_loop(), asyncio.Event()

    def batch(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
        seen.append(cursor)
        loop.call_soon_threadsafe(begun.set)
        return Swept(1, cursor + 1, done=False)

    jobs = [Job("endless", lambda programme: "00:00", batch)]
    for _ in range(2):
        begun.clear()
        scheduler = Scheduler(store, jobs, 60)
        scheduler.start()
        async with asyncio.timeout(5):
            await begun.wait()
            await scheduler.stop()
        await store.write(_passes, key=None)
        done = len(seen)
        for _ in range(3):
            await store.write(_passes, key=None)
        assert len(seen) == done
    assert seen == list(range(done))


def _passes(tx: Tx) -> None:
    """Comes after whatever the database had begun."""
