"""Polling: what Telegram may forget stands in our table, and a silence is not waited out."""

import asyncio
import itertools
import logging
from typing import Any

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.store import SqliteStore
from bot.telegram.inbox import ALLOWED_UPDATES, Arrival, finish
from bot.telegram.polling import Poller
from domain.errors import Busy
from tests.telegram.answering import said
from tests.telegram.leaping import run_leaping
from tests.telegram.test_inbox import table


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


class Deaf:
    """A connection that takes every call and answers none, until it is made anew often enough."""

    def __init__(self, answers_after: int = 10) -> None:
        self.begun: list[float] = []
        self.cut_off = 0
        self.anew: list[float] = []
        self._answers_after = answers_after

    async def call(self, method: str, params: dict[str, Any]) -> list[dict[str, Any]]:
        """Waits for ever."""
        self.begun.append(asyncio.get_running_loop().time())
        if len(self.anew) >= self._answers_after:
            raise InvalidToken
        try:
            await asyncio.Event().wait()
        finally:
            self.cut_off += 1
        return []

    async def reconnect(self) -> None:
        """Throws the sockets away."""
        self.anew.append(asyncio.get_running_loop().time())


def test_after_ninety_seconds_of_silence_it_polls_anew_on_new_sockets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """And again every ninety seconds; each time the log says so once."""
    found: list[Deaf] = []

    async def scene() -> None:
        deaf = Deaf(answers_after=3)
        found.append(deaf)
        with pytest.raises(InvalidToken):
            await Poller(deaf.call, None, Handed(), reconnect=deaf.reconnect).run()  # type: ignore[arg-type]

    run_leaping(scene())
    (deaf,) = found
    assert [round(at - deaf.begun[0]) for at in deaf.anew] == [90, 180, 270]
    assert [round(at - deaf.begun[0]) for at in deaf.begun] == [0, 90, 180, 270]
    assert deaf.cut_off == 3
    said = [record.getMessage() for record in caplog.records if "silent" in record.getMessage()]
    assert [line.split()[5] for line in said] == ["90", "180", "270"]


def test_a_poll_that_will_not_end_holds_nobody_up() -> None:
    class Stubborn(Deaf):
        async def call(self, method: str, params: dict[str, Any]) -> list[dict[str, Any]]:
            if not self.anew:
                try:
                    await asyncio.Event().wait()
                except asyncio.CancelledError:
                    await asyncio.sleep(3600)
            raise InvalidToken

    async def scene() -> None:
        stubborn = Stubborn()
        with pytest.raises(InvalidToken):
            await Poller(stubborn.call, None, Handed(), reconnect=stubborn.reconnect).run()  # type: ignore[arg-type]

    run_leaping(scene(), at_most=100)


def test_a_flood_limit_on_polling_is_obeyed() -> None:
    assert waits(RetryAfter(7), RetryAfter(2)) == [7.0, 2.0]


def test_a_flood_limit_longer_than_the_watchdogs_patience_is_obeyed_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A Telegram that asks for quiet is not silent."""
    assert waits(RetryAfter(300), RetryAfter(2)) == [300.0, 2.0]
    assert "silent" not in caplog.text


def test_a_rival_is_named_and_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    assert waits(Conflict("terminated by other getUpdates request")) == [1.0]
    assert "another process polls" in caplog.text


def test_a_refused_token_ends_the_polling_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    assert waits() == []
    assert "refuses the bot's token" in caplog.text
