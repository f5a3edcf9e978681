"""(3) How long a member waits for /points, in a small shop and in a large one."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import quantiles

from benchmarks.bots import jifen, seconds_to_answer, serving
from benchmarks.shops import build_shop, people
from benchmarks.table import Row, at_most
from bot.playground import World

GOAL = 1.5
SMALL, LARGE = 1_000, 100_000
ASKED = 1_500
WARM_UP = 200


class Counter:
    """A shop whose members ask one after the other."""

    def __init__(self, world: World, members: int) -> None:
        self._world = world
        self._members = people(members)
        self._seconds: list[float] = []

    async def answer(self, number: int) -> None:
        """Somebody asks, and waits for the whole reply."""
        # A stride that meets members from all over the tables.
        person = self._members[number * 7_919 % len(self._members)]
        self._seconds.append(await seconds_to_answer(self._world, [person], "/points"))

    def p99_ms(self) -> float:
        """What 99 of 100 waited at most, in milliseconds, once the bot was warm."""
        return 1_000 * quantiles(self._seconds[WARM_UP:], n=100)[98]


async def measure(folder: Path) -> Row:
    """Asks both shops in turn, so that whatever disturbs the machine disturbs both."""
    start = time.perf_counter()
    for members in (SMALL, LARGE):
        await build_shop(folder / f"points-{members}.db", members)
    built = time.perf_counter() - start
    async with AsyncExitStack() as open_shops:
        small, large = [
            await open_shops.enter_async_context(_counter(folder, members))
            for members in (SMALL, LARGE)
        ]
        for number in range(WARM_UP + ASKED):
            await small.answer(number)
            await large.answer(number)
    return at_most(
        "(3) /points p99, 100 k members to 1 k",
        f"{large.p99_ms():.1f} ms, {small.p99_ms():.1f} ms (built in {built:.0f} s)",
        large.p99_ms() / small.p99_ms(),
        GOAL,
    )


@asynccontextmanager
async def _counter(folder: Path, members: int) -> AsyncIterator[Counter]:
    async with (
        serving(people(members)) as playground,
        jifen(playground, folder / f"points-{members}.db"),
    ):
        yield Counter(playground.world, members)
