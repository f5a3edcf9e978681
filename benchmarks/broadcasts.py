"""(13) A broadcast at the allowed rate while members ask, (14) and one that is paid for."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

from benchmarks.bots import jifen, seconds_to_answer
from benchmarks.shops import by_callers, joined, open_shop, people
from benchmarks.table import CannotRun, Row, at_least, at_most
from bot.playground import Playground, World
from bot.playground.limits import BOT_PER_SECOND
from bot.settings import load
from domain import broadcasts, earning
from domain.broadcasts import EVERYBODY, Content, Link
from domain.calendar import SECOND
from domain.members import Person, agree

RECIPIENTS, PAID_RECIPIENTS = 1_500, 8_000
OWNER = 1
NEWS = "News"
CONTENT = Content(
    "text", f"{NEWS} for {{name}}: you have {{points}}.", links=(Link("", "", "tier"),)
)

# Nobody is asked in their sleep, whenever this is measured.
AWAKE: Final = {
    "JIFEN_PROGRAMME__MESSAGES__QUIET_FROM": "00:00",
    "JIFEN_PROGRAMME__MESSAGES__QUIET_UNTIL": "00:00",
}
BULK_PER_SECOND = load().telegram.bulk_per_second
PAID_PER_SECOND = 1_000

ASKING = 50
EVERY_SECONDS = 0.3
# The bot starts and members ask for so long before the broadcast begins.
IDLE_SECONDS, PAID_IDLE_SECONDS = 45, 12
WARM_UP, ASKED_LEAST = 10, 50
CALLERS = 256
# A broadcast that takes so many times as long as it should has stopped.
PATIENCE = 3

RATE, PAID_RATE = 0.99, 800
P95_MS, P95_RATIO = 1_000, 1.5


@dataclass
class Arrivals:
    """When each of so many copies came, and each answer, as the server saw it (loop time)."""

    recipients: int
    copies: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    unpaid: int = 0

    def heard(self, method: str, params: dict[str, Any], _: set[str]) -> None:
        """A call came."""
        if not method.startswith("send"):
            return
        now = asyncio.get_running_loop().time()
        if not str(params.get("text")).startswith(NEWS):
            self.answers.append(now)
            return
        self.copies.append(now)
        self.unpaid += not params.get("allow_paid_broadcast")
        self.begun.set()
        if len(self.copies) == self.recipients:
            self.over.set()

    async def end(self, seconds: float) -> None:
        """Returns once everybody has their copy, which should take so many seconds."""
        try:
            await asyncio.wait_for(self.over.wait(), PATIENCE * seconds)
        except TimeoutError:
            raise CannotRun(f"{len(self.copies)} copies of {self.recipients} came") from None

    @property
    def seconds(self) -> float:
        """From the first copy to the last."""
        return self.copies[-1] - self.copies[0]

    @property
    def rate(self) -> float:
        """Messages a second meanwhile, answers included: bulk makes room for them."""
        first, last = self.copies[0], self.copies[-1]
        answers = sum(first <= at <= last for at in self.answers)
        return (len(self.copies) + answers - 1) / self.seconds


async def measure(folder: Path, recipients: int = RECIPIENTS) -> list[Row]:
    """A broadcast as free ones go, then a paid one."""
    return [*await _allowed(folder, recipients), *await _paid(folder)]


async def profile(folder: Path) -> Path:
    """A paid broadcast under cProfile; returns the file of what it saw on the event loop."""
    seen = folder / "broadcasts.prof"
    await _paid(folder, "-m", "cProfile", "-o", str(seen))
    return seen


async def _allowed(folder: Path, recipients: int) -> list[Row]:
    database = folder / "broadcasts.db"
    broadcast = await _build(database, recipients, IDLE_SECONDS, paid=False)
    async with _serving(recipients) as (playground, arrivals):
        async with jifen(playground, database, settings=AWAKE):
            idle = await _asked_until(playground.world, recipients, arrivals.begun.wait())
            over = arrivals.end(recipients / BULK_PER_SECOND)
            busy = await _asked_until(playground.world, recipients, over)
        bulk, most = playground.world.crowd.pace.most, playground.pace.most
        floods = playground.refused[429]
    await _verify(database, broadcast, recipients)
    within = bulk <= BULK_PER_SECOND and most <= BOT_PER_SECOND
    return [
        at_least(
            f"(13) broadcast, of {BULK_PER_SECOND:g}/s",
            f"{recipients:,} and answers: {arrivals.rate:.2f}/s",
            arrivals.rate / BULK_PER_SECOND,
            RATE,
        ),
        Row(
            "(13) the fullest second",
            f"{most}, {bulk} of them bulk; told to wait: {floods}",
            str(most),
            f"goal <= {BULK_PER_SECOND:g} bulk, {BOT_PER_SECOND} all",
            within and not floods,
        ),
        at_most(
            "(13) /points meanwhile, p95",
            f"{len(busy)} asked, idle {_p95_ms(idle):.1f} ms",
            _p95_ms(busy),
            P95_MS,
            " ms",
        ),
        at_most("(13) against idle", "", _p95_ms(busy) / _p95_ms(idle), P95_RATIO),
    ]


async def _paid(folder: Path, *under: str) -> list[Row]:
    database = folder / "paid.db"
    broadcast = await _build(database, PAID_RECIPIENTS, PAID_IDLE_SECONDS, paid=True)
    settings = AWAKE | {"JIFEN_TELEGRAM__PAID_PER_SECOND": str(PAID_PER_SECOND)}
    async with _serving(PAID_RECIPIENTS) as (playground, arrivals):
        async with jifen(playground, database, *under, settings=settings):
            await arrivals.end(PAID_IDLE_SECONDS + PAID_RECIPIENTS / PAID_RATE)
        floods, charged = playground.refused[429], playground.charged
    await _verify(database, broadcast, PAID_RECIPIENTS)
    if arrivals.unpaid:
        raise CannotRun(f"{arrivals.unpaid} copies were not marked as paid for")
    return [
        at_least(
            "(14) paid broadcast, sends/s",
            f"{PAID_RECIPIENTS:,}, {charged:,} charged; told to wait: {floods}",
            len(arrivals.copies) / arrivals.seconds,
            PAID_RATE,
        )
    ]


async def _build(database: Path, recipients: int, idle_seconds: int, *, paid: bool) -> int:
    """A shop with a broadcast that begins soon; those who only ask want no news."""
    async with open_shop(database) as store:

        async def agrees(member: int) -> None:
            await store.write(agree, member, "start", key=None)

        await by_callers(CALLERS, await joined(store, recipients), agrees)
        for person in _asking(recipients):
            member = Person(person, f"Member {person}", "en")
            await store.write(earning.join, member, key=f"join:{person}")
        begins = store.now() + idle_seconds * SECOND
        start = partial(broadcasts.start, starts_at=begins, paid=paid)
        return (await store.write(start, OWNER, CONTENT, EVERYBODY, key=None)).broadcast


def _asking(recipients: int) -> range:
    return people(recipients + ASKING)[recipients:]


@contextlib.asynccontextmanager
async def _serving(recipients: int) -> AsyncIterator[tuple[Playground, Arrivals]]:
    """A playground with Telegram's limits, and what comes to it."""
    playground = Playground(World(people=(), crowd=people(recipients)))
    for person in _asking(recipients):
        playground.world.add_person(person, f"Member {person}", started=True)
    arrivals = Arrivals(recipients)
    playground.on_call.append(arrivals.heard)
    await playground.start()
    try:
        yield playground, arrivals
    finally:
        await playground.stop()


async def _asked_until(world: World, recipients: int, over: Awaitable[object]) -> list[float]:
    """Members ask one after the other until that; how long each waited, in seconds."""
    waiting: list[asyncio.Task[float]] = []
    asking = itertools.cycle(_asking(recipients))
    end = asyncio.ensure_future(over)
    while not end.done():
        asked = seconds_to_answer(world, [next(asking)], "/points")
        waiting.append(asyncio.create_task(asked))
        await asyncio.wait([end], timeout=EVERY_SECONDS)
    await end
    # Also waits until the bot is up.
    return (await asyncio.gather(*waiting))[WARM_UP:]


async def _verify(database: Path, broadcast: int, recipients: int) -> None:
    """Fast and wrong does not count: each member stands in the books as they are."""
    async with open_shop(database) as store:
        found = await store.read(broadcasts.report, broadcast)
    if (found.delivered, found.muted, found.left) != (recipients, ASKING, 0):
        raise CannotRun(f"the books say {found}")


def _p95_ms(seconds: list[float]) -> float:
    if len(seconds) < ASKED_LEAST:
        raise CannotRun(f"only {len(seconds)} members asked")
    return 1_000 * quantiles(seconds, n=20)[18]
