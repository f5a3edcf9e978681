"""While Telegram is out of reach updates wait: none is parked, and nobody takes another's place."""

import asyncio
import itertools
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.store import SqliteStore
from bot.telegram.inbox import Arrival, receive
from bot.telegram.queues import Queues
from tests.telegram.answering import Handlers, Raw, said, states
from tests.telegram.leaping import run_leaping


@pytest.mark.parametrize("error", [NetworkError("502"), TimedOut(), RetryAfter(1)])
async def test_an_outage_is_nobodys_fault_and_parks_nothing(
    store: SqliteStore, handlers: Handlers, error: TelegramError
) -> None:
    handlers.failing = lambda update_id: error if handlers.seen.count(1) < 7 else None
    queues = handlers.queues(store)
    await receive(store, queues.offer, [said(1), said(2)])
    await queues.idle()
    assert handlers.seen == [1] * 7 + [2]
    assert set(states(store).values()) == {"done"}


async def test_a_request_that_telegram_refuses_is_a_failure_like_any_other(
    store: SqliteStore, handlers: Handlers
) -> None:
    handlers.failing = lambda update_id: BadRequest("can't parse entities")
    queues = handlers.queues(store)
    await receive(store, queues.offer, [said(1)])
    await queues.idle()
    assert states(store) == {1: "parked"}


async def test_who_waits_for_a_lost_telegram_takes_nobodys_place(
    store: SqliteStore, handlers: Handlers
) -> None:
    handlers.failing = lambda update_id: NetworkError("502") if update_id < 3 else None
    handlers.hold(5)
    queues = handlers.queues(store, in_flight=1, retry_delay=1000)
    await receive(store, queues.offer, [said(n, person=n) for n in range(6)])
    await handlers.started[5].wait()
    assert handlers.seen == list(range(6))
    handlers.gates[5].set()
    async with asyncio.timeout(1):
        await queues.drain(60)
    assert [n for n, state in states(store).items() if state == "new"] == [0, 1, 2]


async def test_a_shutdown_in_an_outage_keeps_each_persons_order(
    store: SqliteStore, handlers: Handlers
) -> None:
    handlers.hold(1)
    handlers.failing = lambda update_id: NetworkError("502") if update_id == 1 else None
    queues = handlers.queues(store)
    await receive(store, queues.offer, [said(1), said(2)])
    await handlers.started[1].wait()
    draining = asyncio.create_task(queues.drain(60))
    await asyncio.sleep(0)
    handlers.gates[1].set()
    async with asyncio.timeout(1):
        await draining
    assert handlers.seen == [1]
    assert states(store) == {1: "new", 2: "new"}


def test_patience_with_a_lost_telegram_grows_up_to_half_a_minute() -> None:
    tried: list[float] = []

    class NoStore:
        async def write(self, *_: Any, key: None) -> None:
            """Keeps nothing."""

        def now(self) -> int:
            """No time of the programme's."""
            return 0

    async def scene() -> None:
        loop = asyncio.get_running_loop()

        async def handle(raw: Raw) -> None:
            tried.append(loop.time())
            if len(tried) < 2000:
                raise NetworkError("502")

        queues = Queues(NoStore(), handle, handle)  # type: ignore[arg-type]
        queues.offer(Arrival(1, b"ann", said(1)))
        await queues.idle()

    run_leaping(scene(), at_most=100_000)
    waits = [round(after - before, 3) for before, after in itertools.pairwise(tried)]
    assert waits[:8] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert waits[-1] == 30
