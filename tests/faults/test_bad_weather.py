"""A broadcast to very many in bad weather, process after process killed: in virtual time."""

import asyncio
import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from bot.playground import Faults
from bot.telegram.sender import FRESH_SECONDS
from domain import broadcasts, notices
from domain.broadcasts import EVERYBODY, Content, Report
from domain.calendar import instant, local_date
from tests.faults.crowd import RESTART_SECONDS, Crowd, Process, member_of, put_into
from tests.faults.place import LONG, dice, figure
from tests.scene import CASHIER, MESSAGES, PROGRAMME, buys, fresh_key
from tests.weather import SECOND, ProcessStore, run_leaping_with_store

PEOPLE = 1_000_000 if LONG else 4_000
BUYERS = 10_000 if LONG else 250
CRASHES = 20
KILLS = 50 if LONG else 20
# What leaves in a second: so many at most are in doubt after a crash.
IN_FLIGHT = 30
HELLO = Content("text", "Fresh bread, {name}", title="Fresh bread")
AS_LONG_AS_IT_TAKES = 1e9
NO_CANARY = PROGRAMME.model_copy(
    update={"messages": MESSAGES.model_copy(update={"canary_percent": 0})}
)


@pytest.fixture(name="path")
def _path(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "jifen.db"))


def bad_weather() -> Faults:
    """In percent of the calls: 429, 5xx, answers that are lost; and of the people: blocked."""
    return Faults(flood=5, server=2, lost=1, blocked=3)


def test_everybody_is_dealt_with_once_however_bad_the_weather(path: Path) -> None:
    """Nobody gets it twice, nor after they asked for no news, nor while Telegram wants silence."""
    crowd = range(1, PEOPLE + 1)
    put_into(path, crowd)

    async def scene(store: ProcessStore) -> None:
        chance, weather = dice("weather"), bad_weather()
        people = Crowd(crowd, weather)
        Quitters(people, ProcessStore(store.books), chance)
        before, begun, at = memory(), time.monotonic(), asyncio.get_running_loop().time()
        broadcast = await starts(store)
        # Three of a hundred never get it.
        kills = sorted(chance.sample(range(1, PEOPLE * 9 // 10), CRASHES))
        found, most = await told(people, store, broadcast, kills, chance)
        real, virtual = time.monotonic() - begun, asyncio.get_running_loop().time() - at
        assert found.settled + found.gone == PEOPLE
        assert (found.waiting, found.under_way, found.failed) == (0, 0, 0)
        assert found.delivered <= people.told <= found.delivered + found.unknown
        assert max(people.broadcasts) == 1
        assert found.unknown <= IN_FLIGHT * CRASHES + weather.met["lost"]
        assert people.too_late == 0
        assert found.muted >= PEOPLE // 200
        assert weather.ignored == 0
        assert people.playground.pace.most <= IN_FLIGHT
        assert most - before < 50
        figure(
            f"broadcast: {PEOPLE} people in {real:.0f} s ({virtual:.0f} s of their time, "
            f"{people.playground.pace.total / virtual:.1f} calls/s), {CRASHES} kills, "
            f"{weather.met['lost']} lost answers, {found.unknown} in doubt, 0 doubled, "
            f"{found.muted} left before it came, memory {most - before:+.0f} MB"
        )

    run_leaping_with_store(scene, path, NO_CANARY, at_most=AS_LONG_AS_IT_TAKES)


class Quitters:
    """Two of a hundred want no news any more, most of them shortly before theirs would come."""

    def __init__(self, crowd: Crowd, store: ProcessStore, chance: Random) -> None:
        self._crowd, self._store, self._chance = crowd, store, chance
        self._sent = 0
        self._leaving: set[asyncio.Task[None]] = set()
        crowd.on_broadcast.append(self._sees)

    def _sees(self) -> None:
        self._sent += 1
        if self._chance.random() < 0.02:
            ahead = self._chance.choice((1, 3, 10, 30, len(self._crowd.ids)))
            person = min(self._sent + self._chance.randrange(ahead), self._crowd.ids[-1])
            task = asyncio.create_task(self._leaves(person))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def _leaves(self, person: int) -> None:
        await asyncio.sleep(self._chance.random())
        member = member_of(person)
        await self._store.write(notices.stop_news, member, "settings", key=None)
        self._crowd.left_at[person] = asyncio.get_running_loop().time()


async def starts(store: ProcessStore) -> int:
    """The owner has something to tell everybody."""
    started = await store.write(broadcasts.start, CASHIER, HELLO, EVERYBODY, key=fresh_key())
    return started.broadcast


async def told(
    people: Crowd, store: ProcessStore, broadcast: int, kills: Iterable[int], chance: Random
) -> tuple[Report, float]:
    """Sends it, killed after so many have it; how it ended, and the most memory that it took."""
    most = 0.0
    for kill in kills:
        process = Process(people, store)
        while people.told < kill:
            await asyncio.sleep(chance.random() * 10)
            most = max(most, memory())
        store = await process.killed()
        await asyncio.sleep(RESTART_SECONDS)
    process = Process(people, store)
    while not (found := await store.read(broadcasts.report, broadcast)).over:
        await asyncio.sleep(60)
        most = max(most, memory())
    await process.killed()
    return found, most


def test_every_receipt_arrives_soon_while_a_broadcast_is_sent(path: Path) -> None:
    """None is lost, and few come twice: after a crash, or where nobody knew that they had come."""
    crowd = range(1, 4 * BUYERS + 1)
    put_into(path, crowd)

    async def scene(store: ProcessStore) -> None:
        chance, weather = dice("receipts"), bad_weather()
        people, books = Crowd(crowd, weather), ProcessStore(store.books)
        broadcast = await starts(store)
        working = asyncio.create_task(killed_and_killed(people, store, chance))
        loop, bought_at = asyncio.get_running_loop(), {}
        for person in chance.sample(crowd, BUYERS):
            await asyncio.sleep(chance.expovariate(2))
            await buys(books, member_of(person), 100)
            bought_at[person] = loop.time()
        assert (await books.read(broadcasts.report, broadcast)).left > BUYERS
        await asyncio.sleep(600)
        working.cancel()
        got = {person: people.receipts[person - 1] for person in bought_at}
        assert {person for person, times in got.items() if not times} == {
            person for person in bought_at if weather.has_blocked(person)
        }
        waits = sorted(people.receipt_at[p - 1] - at for p, at in bought_at.items() if got[p])
        doubled = sum(times - 1 for times in got.values() if times)
        assert doubled <= weather.met["lost"] + KILLS
        assert max(people.broadcasts) == 1
        assert weather.ignored == 0
        assert waits[len(waits) // 2] < 2
        assert waits[len(waits) * 95 // 100] < 15
        figure(
            f"receipts: {BUYERS} beside a broadcast, {KILLS} kills, 0 lost, {doubled} doubled; "
            f"half of them there within {waits[len(waits) // 2]:.1f} s, 95 of 100 within "
            f"{waits[len(waits) * 95 // 100]:.1f} s"
        )

    run_leaping_with_store(scene, path, NO_CANARY, at_most=AS_LONG_AS_IT_TAKES)


async def killed_and_killed(people: Crowd, store: ProcessStore, chance: Random) -> None:
    """Sends what there is, and is killed all the time while people buy."""
    for _ in range(KILLS):
        process = Process(people, store)
        await asyncio.sleep(chance.expovariate(2 * KILLS / BUYERS))
        store = await process.killed()
        await asyncio.sleep(RESTART_SECONDS)
    Process(people, store)


def test_at_night_nobody_is_written_to_and_in_the_morning_everybody_is(path: Path) -> None:
    crowd = range(1, 501)
    put_into(path, crowd)
    night = MESSAGES.model_copy(update={"quiet_from": "21:30", "quiet_until": "22:30"})
    programme = PROGRAMME.model_copy(update={"messages": night})

    async def scene(store: ProcessStore) -> None:
        people, loop = Crowd(crowd), asyncio.get_running_loop()
        today = local_date(store.now(), programme.zone)
        evening = loop.time() + (instant(today, programme.zone, 21, 30) - store.now()) / SECOND
        morning = evening + 3600
        await asyncio.sleep(evening - 10 - loop.time())
        broadcast = await starts(store)
        process = Process(people, store)
        while not (await store.read(broadcasts.report, broadcast)).over:  # noqa: ASYNC110
            await asyncio.sleep(60)
        await process.killed()
        early = sum(at < evening + FRESH_SECONDS for at in people.broadcast_at)
        late = sum(at >= morning for at in people.broadcast_at)
        assert early > 100
        assert early + late == len(crowd) == people.told

    run_leaping_with_store(scene, path, programme)


def memory() -> float:
    """What this process holds in memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
