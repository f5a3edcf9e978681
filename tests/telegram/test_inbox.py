"""What Telegram may forget is what stands in our table."""

import asyncio
import itertools
import logging
import sqlite3
from typing import Any

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.store import SqliteStore
from bot.telegram.inbox import (
    ALLOWED_UPDATES,
    Arrival,
    Poller,
    accept,
    fail,
    finish,
    pending,
    people_waiting,
    watch,
)
from domain.errors import Busy
from domain.tx import Tx
from tests.telegram.leaping import run_leaping


def said(update_id: int, person: int = 1, text: str = "hello") -> dict[str, Any]:
    return {"update_id": update_id, "message": {"from": {"id": person}, "text": text}}


def table(store: SqliteStore) -> list[Any]:
    with sqlite3.connect(store.path) as connection:
        return connection.execute("SELECT * FROM inbox ORDER BY update_id").fetchall()


async def waiting_ids(store: SqliteStore) -> set[int]:
    return {
        arrival.update_id
        for person in await store.read(people_waiting)
        for arrival in await store.read(pending, person, 100)
    }


async def test_an_update_is_accepted_until_it_is_answered(store: SqliteStore) -> None:
    first = await store.write(accept, [said(1), said(2)], key=None)
    again = await store.write(accept, [said(2), said(3)], key=None)
    assert [arrival.update_id for arrival in first] == [1, 2]
    assert [arrival.update_id for arrival in again] == [2, 3]
    assert len(table(store)) == 3
    await store.write(finish, (3,), key=None)
    assert await store.write(accept, [said(3)], key=None) == ()


async def test_whoever_reads_the_file_learns_neither_who_nor_what(store: SqliteStore) -> None:
    await store.write(accept, [said(1, person=424242, text="my secret")], key=None)
    stored = repr(table(store))
    assert "424242" not in stored
    assert "secret" not in stored


async def test_a_finished_update_is_blank(store: SqliteStore) -> None:
    await store.write(accept, [said(1)], key=None)
    await store.write(finish, (1,), key=None)
    ((update_id, person, payload, state, *_),) = table(store)
    assert (update_id, person, payload, state) == (1, None, None, "done")


async def test_what_waits_comes_back_whole_and_in_order(store: SqliteStore) -> None:
    updates = [said(n, text="积分 \ud83d") for n in (5, 3, 4)]
    (person, *_) = {a.person for a in await store.write(accept, updates, key=None)}
    assert [a.raw for a in await store.read(pending, person, 10)] == [
        updates[1],
        updates[2],
        updates[0],
    ]
    assert len(await store.read(pending, person, 2)) == 2


async def test_the_third_failure_parks_an_update(store: SqliteStore) -> None:
    (arrival,) = await store.write(accept, [said(1)], key=None)
    assert not await store.write(fail, 1, 1, key=None)
    assert not await store.write(fail, 1, 2, key=None)
    assert (await store.read(pending, arrival.person, 1))[0].attempts == 2
    assert await store.write(fail, 1, 3, key=None)
    assert await waiting_ids(store) == set()


async def test_a_parked_update_is_blank_and_forgotten_in_time(store: SqliteStore) -> None:
    await store.write(accept, [said(1), said(2)], key=None)
    await store.write(fail, 1, 3, key=None)
    (parked, waiting) = table(store)
    assert parked[:5] == (1, None, None, "parked", 3)
    await store.write(forget_all, key=None)
    assert table(store) == [waiting]


def forget_all(tx: Tx) -> None:
    """Forgets whatever may be forgotten."""
    tx.sql.inbox.forget(before=tx.now + 1, most=10)


async def test_a_button_belongs_to_who_presses_it(store: SqliteStore) -> None:
    press: dict[str, Any] = {"callback_query": {"from": {"id": 7}, "message": {"from": {"id": 1}}}}
    block: dict[str, Any] = {"my_chat_member": {"from": {"id": 7}, "chat": {"id": 9}}}
    strange: list[dict[str, Any]] = [{"poll": {"id": "x"}}, {"channel_post": {"chat": {"id": 7}}}]
    updates = [{"update_id": n, **u} for n, u in enumerate([said(0, 7), press, block, *strange])]
    arrivals = await store.write(accept, updates, key=None)
    people = [arrival.person for arrival in arrivals]
    assert people[0] == people[1] == people[2]
    assert people[3] == people[4] != people[0]


class Telegram:
    """The far side: forgets everything below an offset as soon as it arrives."""

    def __init__(self, store: SqliteStore | None = None) -> None:
        self.store = store
        self.updates: list[dict[str, Any]] = []
        self.failures: list[Exception] = []
        self.asked: list[tuple[float, dict[str, Any]]] = []
        self.news = asyncio.Event()
        self.emptied = asyncio.Event()
        self.lost: set[int] = set()

    async def call(self, method: str, params: dict[str, Any]) -> list[dict[str, Any]]:
        assert method == "getUpdates"
        self.asked.append((asyncio.get_running_loop().time(), params))
        if self.failures:
            raise self.failures.pop(0)
        forgotten = {u["update_id"] for u in self.updates if u["update_id"] < params["offset"]}
        if self.store:
            self.lost |= forgotten - {row[0] for row in table(self.store)}
        self.updates = [u for u in self.updates if u["update_id"] >= params["offset"]]
        while not self.updates:
            self.emptied.set()
            self.news.clear()
            await self.news.wait()
        return self.updates[:2]

    def add(self, *updates: dict[str, Any]) -> None:
        self.updates.extend(updates)
        self.news.set()


class Handed:
    """Who takes the updates over."""

    def __init__(self) -> None:
        self.ids: list[int] = []

    def __call__(self, arrival: Arrival) -> None:
        self.ids.append(arrival.update_id)


async def test_telegram_forgets_nothing_that_is_not_in_the_table(store: SqliteStore) -> None:
    telegram, handed = Telegram(store), Handed()
    poller = Poller(telegram.call, store, handed, timeout_seconds=50)
    polling = asyncio.create_task(poller.run())
    telegram.add(*(said(n) for n in range(100, 105)))
    telegram.add(said(105), said(106))
    await telegram.emptied.wait()
    polling.cancel()
    assert handed.ids == list(range(100, 107))
    assert telegram.lost == set()
    for _, params in telegram.asked:
        assert params["allowed_updates"] == ALLOWED_UPDATES
        assert params["timeout"] == 50


async def test_what_telegram_sends_again_is_handed_over_until_it_is_answered(
    store: SqliteStore,
) -> None:
    """An answer of the database that was lost leaves nobody waiting; the queues drop a double."""
    for expected, answered in (([1, 2, 3], ()), ([1, 2, 3], (1, 3)), ([2], ())):
        telegram, handed = Telegram(store), Handed()
        telegram.add(said(1), said(2), said(3))
        polling = asyncio.create_task(Poller(telegram.call, store, handed).run())
        await telegram.emptied.wait()
        polling.cancel()
        assert handed.ids == expected
        await store.write(finish, answered, key=None)


async def test_updates_stay_with_telegram_while_the_database_refuses(store: SqliteStore) -> None:
    class Refusing:
        async def write(self, *_: Any, **__: Any) -> Any:
            polling.cancel()
            raise Busy

    telegram, handed = Telegram(store), Handed()
    telegram.add(said(1))
    polling = asyncio.create_task(Poller(telegram.call, Refusing(), handed).run())  # type: ignore[arg-type]
    with pytest.raises(asyncio.CancelledError):
        await polling
    assert handed.ids == []
    assert [params["offset"] for _, params in telegram.asked] == [0]


def waits(*failures: Exception) -> list[float]:
    """The seconds between the polls that end in `failures`."""
    telegram: list[Telegram] = []

    async def scene() -> None:
        telegram.append(Telegram())
        telegram[0].failures = [*failures, InvalidToken()]
        with pytest.raises(InvalidToken):
            await Poller(telegram[0].call, None, Handed()).run()  # type: ignore[arg-type]

    run_leaping(scene())
    times = [at for at, _ in telegram[0].asked]
    return [round(after - before, 3) for before, after in itertools.pairwise(times)]


def test_an_outage_is_met_with_growing_patience_up_to_half_a_minute() -> None:
    found = waits(*(NetworkError("down") if n % 2 else TimedOut() for n in range(12)))
    assert found[:4] == [1.0, 1.5, 2.25, 3.375]
    assert found[-2:] == [30.0, 30.0]


def test_a_long_silence_is_said_once_until_telegram_answers_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scene() -> None:
        loop = asyncio.get_running_loop()
        poller = Poller(Telegram().call, None, Handed())  # type: ignore[arg-type]
        watching = asyncio.create_task(watch(poller))
        for seconds, times in ((85, 0), (300, 1)):
            await asyncio.sleep(seconds)
            assert caplog.text.count("has not answered") == times
        poller.last_ok = loop.time()
        for seconds, times in ((85, 1), (300, 2)):
            await asyncio.sleep(seconds)
            assert caplog.text.count("has not answered") == times
        watching.cancel()

    run_leaping(scene())


def test_a_flood_limit_on_polling_is_obeyed() -> None:
    assert waits(RetryAfter(7), RetryAfter(2)) == [7.0, 2.0]


def test_a_rival_is_named_and_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    assert waits(Conflict("terminated by other getUpdates request")) == [1.0]
    assert "another process polls" in caplog.text


def test_a_refused_token_ends_the_polling_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    assert waits() == []
    assert "refuses the bot's token" in caplog.text
