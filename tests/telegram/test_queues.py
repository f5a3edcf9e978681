"""Each person's updates are handled in order, nobody waits for somebody else, nothing is lost."""

import asyncio
import contextlib
from collections import Counter
from typing import Any

import pytest

from bot.store import SqliteStore
from bot.telegram.inbox import accept, fail, receive
from bot.telegram.queues import Queues
from domain.errors import Busy
from tests.clock import StandingClock
from tests.scene import VAULT
from tests.telegram.answering import Handlers, said, states


async def test_what_is_handled_is_marked_done(store: SqliteStore, handlers: Handlers) -> None:
    queues = handlers.queues(store)
    await receive(store, queues.offer, [said(1), said(2, 2), {"update_id": 3, "poll": {}}])
    await queues.idle()
    assert sorted(handlers.seen) == [1, 2, 3]
    assert set(states(store).values()) == {"done"}


async def test_a_persons_updates_keep_their_order_while_people_go_side_by_side(
    store: SqliteStore, handlers: Handlers
) -> None:
    queues = handlers.queues(store, in_flight=8)
    updates = [said(n, person=n % 20) for n in range(400)]
    await receive(store, queues.offer, updates)
    await queues.idle()
    for person in range(20):
        assert [n for n in handlers.seen if n % 20 == person] == list(range(person, 400, 20))
    assert handlers.running_max == 8


async def test_a_slow_answer_delays_only_its_own_person(
    store: SqliteStore, handlers: Handlers
) -> None:
    handlers.hold(1)
    queues = handlers.queues(store)
    await receive(store, queues.offer, [said(1, 1), said(2, 1), said(3, 2)])
    await handlers.started[1].wait()
    await asyncio.sleep(0.01)
    assert handlers.seen == [1, 3]
    handlers.gates[1].set()
    await queues.idle()
    assert handlers.seen == [1, 3, 2]


async def test_a_flooder_does_not_starve_the_others(store: SqliteStore, handlers: Handlers) -> None:
    queues = handlers.queues(store, in_flight=2)
    await receive(store, queues.offer, [*(said(n, 1) for n in range(100)), said(1000, 2)])
    await queues.idle()
    assert handlers.seen.index(1000) <= 3


async def test_what_overflows_waits_in_the_table_and_comes_in_order(
    store: SqliteStore, handlers: Handlers
) -> None:
    handlers.hold(0)
    queues = handlers.queues(store, per_person=5)
    await receive(store, queues.offer, [said(n) for n in range(40)])
    await handlers.started[0].wait()
    assert len(queues._known) <= 6
    handlers.gates[0].set()
    await receive(store, queues.offer, [said(n) for n in range(40, 60)])
    await queues.idle()
    assert handlers.seen == list(range(60))
    assert set(states(store).values()) == {"done"}


async def test_updates_that_arrive_during_a_refill_are_handled_once_and_in_order(
    store: SqliteStore, handlers: Handlers
) -> None:
    queues = handlers.queues(store, per_person=2)
    for start in range(0, 200, 4):
        await receive(store, queues.offer, [said(n) for n in range(start, start + 4)])
    await queues.idle()
    assert handlers.seen == list(range(200))


async def test_an_update_offered_twice_is_handled_once(
    store: SqliteStore, handlers: Handlers
) -> None:
    handlers.hold(1)
    queues = handlers.queues(store)
    (arrival,) = await store.write(accept, [said(1)], key=None)
    queues.offer(arrival)
    await handlers.started[1].wait()
    queues.offer(arrival)
    handlers.gates[1].set()
    await queues.idle()
    assert handlers.seen == [1]


async def test_what_was_not_answered_before_a_stop_is_answered_after_it(
    store: SqliteStore, handlers: Handlers
) -> None:
    updates = [said(n, person=n % 3) for n in range(100)]
    await store.write(accept, updates, key=None)
    await store.close()
    again = await SqliteStore.open(store.path, StandingClock(), VAULT)
    queues = handlers.queues(again, per_person=7)
    await queues.replay()
    await receive(again, queues.offer, [said(n, person=n % 3) for n in range(90, 110)])
    await queues.idle()
    assert sorted(handlers.seen) == list(range(110))
    assert [n for n in handlers.seen if n % 3 == 1] == list(range(1, 110, 3))
    await again.close()


async def test_a_failure_is_tried_again_in_its_place(
    store: SqliteStore, handlers: Handlers
) -> None:
    tries = Counter[int]()

    def twice(update_id: int) -> BaseException | None:
        tries[update_id] += 1
        return ValueError() if update_id == 1 and tries[1] < 3 else None

    handlers.failing = twice
    queues = handlers.queues(store)
    await receive(store, queues.offer, [said(1), said(2)])
    await queues.idle()
    assert handlers.seen == [1, 1, 1, 2]
    assert handlers.apologies == []
    assert set(states(store).values()) == {"done"}


@pytest.mark.parametrize("error", [ValueError("my secret"), asyncio.CancelledError()])
async def test_the_third_failure_parks_it_with_one_apology_and_one_line(
    store: SqliteStore,
    handlers: Handlers,
    caplog: pytest.LogCaptureFixture,
    error: BaseException,
) -> None:
    handlers.failing = lambda update_id: error if update_id == 1 else None
    queues = handlers.queues(store)
    await receive(store, queues.offer, [said(1), said(2)])
    await queues.idle()
    assert handlers.seen == [1, 1, 1, 2]
    assert handlers.apologies == [1]
    assert states(store) == {1: "parked", 2: "done"}
    (line,) = [r.getMessage() for r in caplog.records if r.levelname == "ERROR"]
    assert line.startswith(f"update 1 is parked: {type(error).__name__} at ")
    assert "secret" not in caplog.text


async def test_attempts_are_counted_across_a_restart(
    store: SqliteStore, handlers: Handlers
) -> None:
    await store.write(accept, [said(1)], key=None)
    await store.write(fail, 1, 1, key=None)
    handlers.failing = lambda update_id: ValueError()
    queues = handlers.queues(store)
    await queues.replay()
    await queues.idle()
    assert handlers.seen == [1, 1]
    assert handlers.apologies == [1]


class BusyStore:
    """The store on a bad day: refuses every other call."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.calls = 0

    def refuse(self) -> None:
        self.calls += 1
        if self.calls % 2:
            raise Busy

    async def write(self, *args: Any, key: None) -> Any:
        self.refuse()
        return await self.store.write(*args, key=key)

    async def read(self, *args: Any) -> Any:
        self.refuse()
        return await self.store.read(*args)

    def now(self) -> int:
        return self.store.now()


async def test_a_busy_database_delays_and_loses_nothing(
    store: SqliteStore, handlers: Handlers
) -> None:
    tries = Counter[int]()

    def once(update_id: int) -> BaseException | None:
        tries[update_id] += 1
        return ValueError() if tries[update_id] == 1 else None

    handlers.failing = once
    queues = handlers.queues(BusyStore(store), per_person=1, database_delay=0.001)
    await receive(store, queues.offer, [said(n) for n in range(10)])
    await queues.idle()
    assert handlers.seen == [n for n in range(10) for _ in range(2)]
    assert set(states(store).values()) == {"done"}


async def test_a_shutdown_lets_what_is_queued_finish(
    store: SqliteStore, handlers: Handlers
) -> None:
    queues = handlers.queues(store, per_person=5)
    await receive(store, queues.offer, [said(n) for n in range(8)])
    await queues.drain(5)
    assert handlers.seen == [0, 1, 2, 3, 4]
    (late,) = await store.write(accept, [said(9, 2)], key=None)
    queues.offer(late)
    await queues.idle()
    assert [n for n, state in states(store).items() if state == "new"] == [5, 6, 7, 9]


async def test_a_shutdown_does_not_wait_for_ever(store: SqliteStore, handlers: Handlers) -> None:
    handlers.hold(1)
    queues = handlers.queues(store)
    await receive(store, queues.offer, [said(1), said(2)])
    await handlers.started[1].wait()
    await queues.drain(0.01)
    assert handlers.running == 0
    assert states(store) == {1: "new", 2: "new"}


async def test_nobodys_queue_outlives_its_use(store: SqliteStore, handlers: Handlers) -> None:
    queues = handlers.queues(store)
    await receive(store, queues.offer, [said(n, person=n) for n in range(300)])
    await queues.idle()
    assert (queues._queues, queues._known, queues._handled) == ({}, set(), [])


async def test_a_handler_that_lets_nothing_stop_it_holds_up_no_stop(
    store: SqliteStore, handlers: Handlers
) -> None:
    """What was answered until then is marked so, and is not answered again."""
    released = asyncio.Event()

    async def stubborn(raw: dict[str, Any]) -> None:
        while raw["update_id"] == 1 and not released.is_set():
            with contextlib.suppress(asyncio.CancelledError):
                await released.wait()

    queues = Queues(store, stubborn, handlers.apologise)
    await receive(store, queues.offer, [said(1), said(2, person=2)])
    begun = asyncio.get_running_loop().time()
    await queues.drain(0.01)
    assert asyncio.get_running_loop().time() - begun < 2
    assert states(store) == {1: "new", 2: "done"}
    released.set()
