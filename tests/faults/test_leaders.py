"""Several processes at one database: one leads, and a leader that slept does nothing more."""

import asyncio
import math
import signal
import threading
import time
from collections.abc import AsyncIterator

import pytest

from bot.clock import SystemClock
from bot.leading import Term
from bot.scheduler import Job, Scheduler
from bot.store import Store, open_store
from bot.store.lease import give_up, leader, take
from domain import notices
from domain.adoption import adopt
from domain.calendar import DAY, HOUR
from domain.earning import Swept
from domain.tx import Tx
from tests.clock import StandingClock
from tests.faults.conftest import PATIENCE_SECONDS, Operator, Process
from tests.faults.place import LONG, dice
from tests.faults.test_kill import heard
from tests.scene import PROGRAMME, VAULT, buys, joins, points

ANN = 1001
LEASE_SECONDS = 2.0
PROCESSES = 5 if LONG else 2
SCHEDULERS = 5
DAYS_A_ROUND, ROUNDS = 25, 40
# Notices, and how many of them have arrived when the leader falls asleep.
TOLD, BEFORE = 6, 3
# So far apart that between two of them nothing is on its way.
NOTICES_A_SECOND = 2


@pytest.fixture
def engine() -> str:
    """Only a server has room for several."""
    return "postgres"


@pytest.fixture
def shop(operator: Operator, url: str) -> Operator:
    """An operator with a server."""
    operator.env |= {
        "JIFEN_DATABASE__URL": url,
        "JIFEN_DATABASE__LEASE_SECONDS": str(LEASE_SECONDS),
        "JIFEN_SECURITY__KEY": (b"k" * 32).hex(),
        "JIFEN_TELEGRAM__BULK_PER_SECOND": str(NOTICES_A_SECOND),
        "JIFEN_PROGRAMME__SURPRISE__DAILY_BUDGET": "0",
    }
    return operator


@pytest.fixture
async def books(url: str) -> AsyncIterator[Store]:
    """The same books, as a till's process writes them."""
    store = await open_store(url, SystemClock(), VAULT, workers=1)
    await store.write(adopt, PROGRAMME, key=None)
    yield store
    await store.close()


async def test_whoever_is_left_answers(shop: Operator, books: Store) -> None:
    """Killed or stopped, the leader has a successor each time, until nobody is left."""
    processes = await stand_by(shop, books, PROCESSES)
    for turn in range(PROCESSES):
        update = shop.telegram.world.says(ANN, "/points")
        begun = time.monotonic()
        assert await shop.telegram.world.answer_to(update, timeout=3 * LEASE_SECONDS + 5)
        assert time.monotonic() - begun < 2 * LEASE_SECONDS + 2
        leading = processes.pop(await leading_pid(books))
        leading.send_signal(signal.SIGKILL if turn % 2 else signal.SIGTERM)
        assert (await shop.ends(leading)).code == (-signal.SIGKILL if turn % 2 else 0)


async def test_a_leader_that_slept_does_nothing_more(shop: Operator, books: Store) -> None:
    """Stopped between two notices of a batch, longer than its lease, while another one leads."""
    world = shop.telegram.world
    people = range(5000, 5000 + TOLD)
    for person in people:
        # Nobody writes: who is stopped is in the middle of no write, which would hold the lease.
        world.add_person(person, f"P{person}", started=True)
        await buys(books, await joins(books, person), 8840)
    processes = await stand_by(shop, books, 2)
    await are_left(books, TOLD - BEFORE)
    sleeper = processes.pop(await leading_pid(books))
    (next_one,) = processes.values()
    sleeper.send_signal(signal.SIGSTOP)
    told = sum(thanks(shop, person) for person in people)
    await shop.watch.until(lambda: sum(thanks(shop, p) for p in people) > told)
    sleeper.send_signal(signal.SIGCONT)
    await says(sleeper, "this process leads no more")
    await shop.watch.until(lambda: all(thanks(shop, person) for person in people))
    await says(sleeper, "standing by: another process leads")
    await are_left(books, 0)
    assert [thanks(shop, person) for person in people] == [1] * TOLD

    next_one.send_signal(signal.SIGTERM)
    update = world.says(people[0], "/points")
    assert await world.answer_to(update, timeout=3 * LEASE_SECONDS + 5)
    sleeper.send_signal(signal.SIGTERM)
    assert (await shop.ends(sleeper)).code == 0
    assert await points(books, await joins(books, people[0])) == 500 + 88


@pytest.mark.skipif(not LONG, reason="waits until the server has lost its patience")
async def test_a_leader_asleep_in_the_middle_of_a_write_does_not_keep_the_next_one_waiting(
    store: Store, url: str, clock: StandingClock
) -> None:
    asleep, wakes = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def sleep(tx: Tx) -> None:
        loop.call_soon_threadsafe(asleep.set)
        wakes.wait(PATIENCE_SECONDS)

    held = await leads(store)
    writing = asyncio.create_task(held.write(sleep, key=None))
    await asleep.wait()
    next_one = await open_store(url, clock, VAULT, workers=1)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await leads(next_one)
        wakes.set()
        assert [type(end) for end in await asyncio.gather(writing, return_exceptions=True)] == [
            asyncio.CancelledError
        ]
    finally:
        wakes.set()
        await next_one.close()


async def test_a_thousand_slots_have_their_effects_once_whoever_takes_them(
    store: Store, url: str, clock: StandingClock
) -> None:
    """Whoever once led goes on as if they still did; leaders change in the middle of slots."""
    chance = dice("slots")
    processes = [await open_store(url, clock, VAULT, workers=1) for _ in range(SCHEDULERS)]
    member = await joins(store)
    before = {notice.id for notice in await store.read(notices.due, 10)}

    def batch(tx: Tx, cursor: int, slot: int, most: int) -> Swept:
        notices.tell(tx, member, "expired", slot=slot, part=cursor)
        return Swept(1, cursor + 1, done=cursor == 1)

    jobs = [Job("daily", lambda programme: "12:00", batch, latest=False)]
    leaders: list[Scheduler] = []
    for _ in range(ROUNDS):
        ticks = []
        for process in chance.sample(processes, 2):
            leaders = [*leaders[-SCHEDULERS:], Scheduler(await leads(process), jobs, 60)]
            ticks += [asyncio.create_task(leader.tick()) for leader in leaders]
            await asyncio.sleep(chance.random() / 50)
        await asyncio.gather(*ticks, return_exceptions=True)
        await leaders[-1].tick()
        clock.advance(DAYS_A_ROUND * DAY)
    await leaders[-1].tick()
    for process in processes:
        await process.close()
    told = [n for n in await store.read(notices.due, 10_000) if n.id not in before]
    done = [(n.facts["slot"], n.facts["part"]) for n in told]
    assert len(done) == 2 * (1 + DAYS_A_ROUND * ROUNDS)
    assert len(set(done)) == len(done)


async def leads(store: Store) -> Store:
    """Takes a lease that has run out, and works on as if it lasted for ever."""
    lease = await store.write(take, "process", 0, key=None)
    assert lease is not None
    return Term(store, lease.fence, math.inf).store


async def stand_by(shop: Operator, books: Store, count: int) -> dict[int, Process]:
    """So many processes by their pid; the lease is free once all of them wait for it."""
    lease = await books.write(take, "a test", HOUR, key=None)
    assert lease is not None
    processes = [await shop.starts() for _ in range(count)]
    for process in processes:
        await says(process, "standing by: another process leads (a test)")
    await books.write(give_up, lease.fence, key=None)
    return {process.pid: process for process in processes}


async def leading_pid(books: Store) -> int:
    """Who leads, by its lease."""
    owner = await books.read(leader)
    assert owner is not None
    return int(owner.rpartition(":")[2])


async def are_left(books: Store, most: int) -> None:
    """Waits until at most so many notices are still to be sent."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(await books.read(notices.due, 100)) > most:
            pass


def thanks(shop: Operator, person: int) -> int:
    """How often somebody was told of their purchase."""
    return sum("+88" in text for text in heard(shop, person))


async def says(process: Process, words: str) -> None:
    """Waits until a process says something in its log."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE_SECONDS):
        while words not in (line := (await process.stderr.readline()).decode()):
            assert line, f"it ended without a word of {words!r}"
