"""The harness itself: time leaps while nobody works, and a process can die in the middle."""

import asyncio
import shutil
import time
from pathlib import Path

import pytest
from telegram.error import Forbidden, RetryAfter, TelegramError, TimedOut

from bot.playground import Faults, Playground, World
from bot.telegram.broadcaster import Broadcaster
from bot.telegram.outcomes import ServerFault, retry_after_seconds
from bot.telegram.pacing import BULK
from domain.broadcasts import EVERYBODY, Content, report, start
from domain.members import who
from tests import api_spec
from tests.scene import CASHIER, fresh_key, joins
from tests.weather import Direct, ProcessStore, desk_at, run_leaping_with_store

CROWD = range(1, 501)


def _broadcaster(playground: Playground, store: ProcessStore) -> Broadcaster:
    async def unwatched(*_: object) -> None:
        """Nobody looks at the progress."""

    return Broadcaster(desk_at(playground, store), unwatched, 5.0)


@pytest.fixture(name="path")
def _path(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "jifen.db"))


def test_a_week_with_a_member_every_hour_takes_no_time(path: Path) -> None:
    async def week(store: ProcessStore) -> None:
        loop = asyncio.get_running_loop()
        began, day_one = loop.time(), store.now()
        for hour in range(168):
            await asyncio.sleep(3600)
            await joins(store, 1000 + hour)
        assert loop.time() - began == pytest.approx(168 * 3600)
        assert store.now() - day_one == pytest.approx(168 * 3600 * 1_000_000)
        assert await store.read(who, 1167)

    began = time.perf_counter()
    run_leaping_with_store(week, path)
    assert time.perf_counter() - began < 30


def test_of_a_dead_process_nothing_reaches_the_books(path: Path) -> None:
    async def crash(store: ProcessStore) -> None:
        await joins(store, 1)
        heir = store.dies()
        ghost = asyncio.create_task(joins(store, 2))
        await asyncio.sleep(60)
        assert not ghost.done()
        ghost.cancel()
        assert await heir.read(who, 1)
        assert await heir.read(who, 2) is None

    run_leaping_with_store(crash, path)


def test_a_broadcast_in_bad_weather_adds_up_after_two_crashes(path: Path) -> None:
    """A crash in the middle of a pause forgets the pause; nothing else."""

    async def sends(store: ProcessStore) -> None:
        await asyncio.gather(*(joins(store, person) for person in CROWD))
        world = World(people=(), crowd=CROWD)
        faults = Faults(flood=2, server=2, lost=1, blocked=3)
        playground = Playground(world, faults=faults)
        api_spec.watch(playground)
        hello = Content("text", "Fresh bread", None, "Fresh bread")
        started = await store.write(start, CASHIER, hello, EVERYBODY, key=fresh_key())
        for _ in range(2):
            working = asyncio.create_task(_broadcaster(playground, store).run())
            await asyncio.sleep(5)
            store = store.dies()
            working.cancel()
        working = asyncio.create_task(_broadcaster(playground, store).run())
        while not (found := await store.read(report, started.broadcast)).over:  # noqa: ASYNC110
            await asyncio.sleep(5)
        working.cancel()
        assert found.delivered + found.blocked + found.failed + found.unknown == len(CROWD)
        assert found.unknown >= faults.met["lost"]
        assert found.delivered <= sum(world.crowd.received) <= found.delivered + found.unknown
        assert max(world.crowd.received) == 1
        assert playground.pace.most <= 30

    run_leaping_with_store(sends, path)


def test_a_scene_that_takes_too_long_fails(path: Path) -> None:
    async def sleeps(_: ProcessStore) -> None:
        await asyncio.sleep(10_000)

    with pytest.raises(TimeoutError):
        run_leaping_with_store(sleeps, path, at_most=9_999)


def test_the_wire_tells_every_fault_as_the_real_one_does(path: Path) -> None:
    """All that a crowd meets in bad weather, each in its own error."""

    async def sends(_: ProcessStore) -> None:
        faults = Faults(flood=1, server=5, lost=5, blocked=5)
        world = World(people=(), crowd=range(1, 1001))
        playground = Playground(world, limits=False, faults=faults)
        wire = Direct(playground)
        met: dict[type[TelegramError], int] = {}
        for person in world.crowd.ids:
            try:
                await wire.call("sendMessage", {"chat_id": person, "text": "x"})
            except RetryAfter as flood:
                met[RetryAfter] = met.get(RetryAfter, 0) + 1
                await asyncio.sleep(retry_after_seconds(flood))
            except TelegramError as error:
                met[type(error)] = met.get(type(error), 0) + 1
        assert met.keys() == {RetryAfter, ServerFault, TimedOut, Forbidden}
        assert met[ServerFault] == faults.met["server"]
        assert faults.ignored == 0

    run_leaping_with_store(sends, path)


def test_a_desk_keeps_its_pace_to_a_playground_in_the_same_process(path: Path) -> None:
    async def sends(store: ProcessStore) -> None:
        loop = asyncio.get_running_loop()
        world = World(people=(), crowd=range(1, 601))
        playground = Playground(world)
        desk = desk_at(playground, store)
        began = loop.time()
        await asyncio.gather(
            *(
                desk.call("sendMessage", BULK, chat_id=person, text="x")
                for person in world.crowd.ids
            )
        )
        assert playground.pace.total == 600
        assert playground.pace.most <= 30
        assert 19 <= loop.time() - began < 21

    run_leaping_with_store(sends, path)
