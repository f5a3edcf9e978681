"""Of a broadcast few are claimed, and fewer wait at the pacer: what is known of them is fresh."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import pytest

from bot.playground import Playground, World
from bot.telegram.broadcaster import Broadcaster
from bot.telegram.pacing import Pacer
from bot.telegram.pipes import CLAIM_LEAST, Copy, Pipe
from domain import broadcasts, members
from domain.broadcasts import EVERYBODY, Content, Report
from tests.scene import CASHIER, fresh_key, joins
from tests.weather import ProcessStore, desk_at, run_leaping_with_store

# Too few for a canary.
CROWD = range(1, 20)
# So slow that the last of a claim waits for seconds.
RATE = 1.0


def copies(count: int) -> list[Copy]:
    """As many copies of some broadcast."""
    return [cast("Copy", object())] * count


@pytest.mark.parametrize(("rate", "claim", "ahead"), [(25.0, 5, 5), (1000.0, 200, 200), (4, 5, 1)])
def test_one_claim_is_leaving_and_the_next_one_waits_behind_it(
    rate: float, claim: int, ahead: int
) -> None:
    started: list[Copy] = []
    pipe = Pipe("bulk", started.append, lambda: None)
    for _ in range(2):
        assert pipe.room(rate) == claim
        pipe.take(copies(claim))
    assert pipe.room(rate) == 0
    assert len(started) == pipe.waiting == ahead
    for _ in range(claim):
        pipe.let_go()
    assert pipe.room(rate) == claim
    assert len(started) == claim + ahead


@pytest.mark.parametrize(("rate", "most"), [(25.0, 25), (1000.0, 1000), (4.0, 3 * CLAIM_LEAST)])
def test_no_more_is_in_doubt_than_leaves_in_a_second_or_three_claims(
    rate: float, most: int
) -> None:
    pipe = Pipe("bulk", lambda copy: None, lambda: None)
    while room := pipe.room(rate):
        pipe.take(copies(room))
        for _ in range(room):
            pipe.let_go()
    assert pipe.under_way == most


class Scene:
    """A broadcast at one message a second; `arrived` says who got it when, in seconds."""

    def __init__(self, store: ProcessStore) -> None:
        self.store = store
        self.arrived: dict[int, float] = {}
        self._began = asyncio.get_running_loop().time()
        self._playground = Playground(World(people=(), crowd=CROWD))
        self._playground.on_call.append(self._note)

    async def starts(self) -> Broadcaster:
        """Everybody joins, and the owner has something to tell."""
        self.members = [await joins(self.store, person) for person in CROWD]
        hello = Content("text", "Hello", title="Hello")
        started = await self.store.write(
            broadcasts.start, CASHIER, hello, EVERYBODY, key=fresh_key()
        )
        self.broadcast = started.broadcast
        desk = desk_at(self._playground, self.store, Pacer(bulk_rate=RATE))
        broadcaster = Broadcaster(desk, _unwatched, 5.0)
        self._running = asyncio.create_task(broadcaster.run())
        while not self.arrived:  # noqa: ASYNC110 - time leaps
            await asyncio.sleep(0.01)
        return broadcaster

    async def report(self) -> Report:
        """How it stands."""
        return await self.store.read(broadcasts.report, self.broadcast)

    async def ends(self) -> Report:
        """Waits for the end."""
        while not (found := await self.report()).over:  # noqa: ASYNC110 - time leaps
            await asyncio.sleep(1)
        self._running.cancel()
        return found

    def _note(self, method: str, params: dict[str, Any], _: object) -> None:
        self.arrived[params["chat_id"]] = asyncio.get_running_loop().time() - self._began


async def _unwatched(*_: object) -> None:
    """Nobody looks at the progress."""


def played(path: Path, scene: Callable[[Scene], Awaitable[None]]) -> None:
    """Plays it."""

    async def run(store: ProcessStore) -> None:
        await scene(Scene(store))

    run_leaping_with_store(run, path, at_most=1000)


def test_whoever_wants_no_more_news_gets_none_though_they_were_claimed(path: Path) -> None:
    async def scene(it: Scene) -> None:
        await it.starts()
        claimed = (await it.report()).under_way
        assert claimed > 2
        await it.store.write(members.withdraw, it.members[claimed - 1], "settings", key=fresh_key())
        report = await it.ends()
        assert CROWD[claimed - 1] not in it.arrived
        assert (report.delivered, report.muted) == (len(CROWD) - 1, 1)

    played(path, scene)


def test_after_a_pause_nobody_else_is_written_to_and_nobody_is_in_doubt(path: Path) -> None:
    async def scene(it: Scene) -> None:
        await it.starts()
        await it.store.write(broadcasts.pause, it.broadcast, CASHIER, key=fresh_key())
        await asyncio.sleep(1)
        written = len(it.arrived)
        await asyncio.sleep(60)
        report = await it.report()
        assert len(it.arrived) == report.delivered == written
        assert (report.under_way, report.unknown) == (0, 0)
        await it.store.write(broadcasts.resume, it.broadcast, CASHIER, key=fresh_key())
        assert (await it.ends()).delivered == len(CROWD)

    played(path, scene)


def test_a_stop_gives_back_whoever_has_no_turn_yet(path: Path) -> None:
    async def scene(it: Scene) -> None:
        broadcaster = await it.starts()
        assert (await it.report()).under_way > 2
        await broadcaster.stop(5)
        report = await it.report()
        assert (report.under_way, report.unknown) == (0, 0)
        assert report.delivered == len(it.arrived) <= 3

    played(path, scene)
