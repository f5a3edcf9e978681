"""The sender keeps the pace, goes out of nobody's way, and looks again before anything leaves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from telegram.error import RetryAfter, TelegramError

from bot.telegram.pacing import Pacer
from bot.telegram.sender import AHEAD_SECONDS, Sender
from domain import notices
from domain.calendar import SECOND
from tests.scene import buys, fresh_key, joins
from tests.telegram.desk import Telegram, desk_of
from tests.telegram.test_sender import tells, write
from tests.weather import ProcessStore, run_leaping_with_store

RATE = 25
TRIP = 0.02


class Paced(Telegram):
    """A Telegram some way off, behind the real pacer; it notes when everything arrived."""

    def __init__(self) -> None:
        super().__init__()
        self.rate_limiter = Pacer(bulk_rate=RATE)
        self.arrived: list[float] = []

    async def take(self, chat: int) -> None:
        """Takes a message, and time for it."""
        await asyncio.sleep(TRIP / 2)
        self._fail(chat)
        self.arrived.append(asyncio.get_running_loop().time())
        self.got.append(chat)
        await asyncio.sleep(TRIP / 2)

    def once(self, error: TelegramError) -> None:
        """The next call ends in this."""

        def trouble(chat: int) -> TelegramError:
            self.trouble = lambda chat: None
            self.failed.set()
            return error

        self.trouble = trouble


@asynccontextmanager
async def at_work(store: ProcessStore, telegram: Telegram) -> AsyncIterator[Sender]:
    """A sender at work."""
    sender = Sender(desk_of(store, telegram), write)
    running = asyncio.create_task(sender.run())
    yield sender
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def until(true: Callable[[], bool], seconds: float = 600) -> None:
    """Waits in virtual time."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - time leaps here
            await asyncio.sleep(0.01)


def _crowd(tx: Any, members: list[int], kind: str) -> None:
    notices.tell_each(tx, kind, [(member, {}) for member in members], f"test:{kind}")


@pytest.mark.parametrize("kind", ["anchor", "rain"])
def test_the_pace_is_kept_and_never_passed(path: Path, kind: str) -> None:
    async def scene(store: ProcessStore) -> None:
        members = [await joins(store, number) for number in range(1, 401)]
        await store.write(_crowd, members, kind, key=None)
        telegram = Paced()
        async with at_work(store, telegram):
            await until(lambda: len(telegram.got) == len(members))
        assert sorted(telegram.got) == list(range(1, 401))
        steady = [at for at in telegram.arrived if at > telegram.arrived[0] + 2]
        rate = (len(steady) - 1) / (steady[-1] - steady[0])
        assert 0.97 * RATE <= rate <= RATE

    run_leaping_with_store(scene, path)


def test_a_receipt_leaves_at_once_however_much_news_waits(path: Path) -> None:
    async def scene(store: ProcessStore) -> None:
        crowd = [await joins(store, number) for number in range(1, 301)]
        ann = await joins(store, 1000)
        await store.write(_crowd, crowd, "rain", key=None)
        await store.write(_crowd, crowd, "anchor", key=None)
        telegram = Paced()
        loop = asyncio.get_running_loop()
        async with at_work(store, telegram):
            await until(lambda: len(telegram.got) >= 50)
            began = loop.time()
            await tells(store, ann, "somebody waits", kind="payment_asked")
            await until(lambda: 1000 in telegram.got)
            assert loop.time() - began <= TRIP + 0.01
            telegram.got.clear()
            began = loop.time()
            await buys(store, ann, 8840)
            await until(lambda: 1000 in telegram.got)
            assert loop.time() - began <= 1.5 * AHEAD_SECONDS + 0.1

    run_leaping_with_store(scene, path)


def test_an_opt_out_during_a_pause_holds(path: Path) -> None:
    async def scene(store: ProcessStore) -> None:
        members = [await joins(store, number) for number in range(1, 31)]
        await store.write(_crowd, members, "rain", key=None)
        telegram = Paced()
        telegram.once(RetryAfter(30))
        async with at_work(store, telegram):
            await telegram.failed.wait()
            await asyncio.sleep(10)
            gone = [member for n, member in enumerate(members, 1) if n not in telegram.got]
            assert len(gone) >= 20
            for member in gone[::2]:
                await store.write(notices.stop_news, member, "settings", key=fresh_key())
            before = list(telegram.got)
            await asyncio.sleep(60)
        told = {members[chat - 1] for chat in telegram.got[len(before) :]}
        assert told == set(gone) - set(gone[::2])

    run_leaping_with_store(scene, path)


def test_a_stop_does_not_wait_for_the_end_of_a_pause(path: Path) -> None:
    async def scene(store: ProcessStore) -> None:
        await tells(store, await joins(store, 1), "it")
        telegram = Paced()
        telegram.once(RetryAfter(30))
        loop = asyncio.get_running_loop()
        async with at_work(store, telegram) as sender:
            await telegram.failed.wait()
            began = loop.time()
            await sender.stop(20)
            assert loop.time() - began < 1

    run_leaping_with_store(scene, path)


def test_an_opt_out_while_it_waits_for_its_turn_holds_within_half_a_second(
    path: Path,
) -> None:
    async def scene(store: ProcessStore) -> None:
        members = [await joins(store, number) for number in range(1, 201)]
        await store.write(_crowd, members, "rain", key=None)
        telegram = Paced()
        loop = asyncio.get_running_loop()
        async with at_work(store, telegram):
            await until(lambda: len(telegram.got) >= 40)
            stopped = loop.time()
            for member in members:
                await store.write(notices.stop_news, member, "settings", key=fresh_key())
            await asyncio.sleep(30)
        assert telegram.arrived[-1] <= stopped + 0.5 + TRIP
        assert len(telegram.got) < 60

    run_leaping_with_store(scene, path)


def test_little_is_under_way_at_any_time(path: Path) -> None:
    async def scene(store: ProcessStore) -> None:
        members = [await joins(store, number) for number in range(1, 201)]
        await store.write(_crowd, members, "anchor", key=None)
        telegram = Paced()
        most = 0
        async with at_work(store, telegram) as sender:
            while len(telegram.got) < 200:
                most = max(most, sender.under_way)
                await asyncio.sleep(0.01)
        # What leaves in 0.4 s, and what a round trip holds.
        assert most <= RATE * (AHEAD_SECONDS + TRIP) + 2

    run_leaping_with_store(scene, path)


def test_what_was_put_off_is_taken_up_again_without_a_bell(path: Path) -> None:
    async def scene(store: ProcessStore) -> None:
        await tells(store, await joins(store, 1), "it")
        telegram = Paced()
        telegram.once(TelegramError("what?"))
        async with at_work(store, telegram):
            await telegram.failed.wait()
            began = store.now()
            await until(lambda: telegram.got == [1], 20)
            assert 5 * SECOND <= store.now() - began <= 11 * SECOND

    run_leaping_with_store(scene, path)
