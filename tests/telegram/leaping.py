"""An event loop on which nobody waits: where nothing is ready, time leaps to the next timer."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

# Real seconds until a loop that waits for a thread looks again.
LOOKS_AGAIN = 1.0


class LeapingLoop(asyncio.SelectorEventLoop):
    """Exact time for tests that have no socket; the work of other threads takes none of it."""

    def __init__(self) -> None:
        self._leapt = 1000.0
        self.under_way = 0
        super().__init__(_LeapingSelector(self))

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Time stands still meanwhile: another thread is at work."""
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts
    ) -> asyncio.Future[T]:
        self.under_way += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._came_back)
        return future

    def _came_back(self, _: asyncio.Future[Any]) -> None:
        self.under_way -= 1

    def time(self) -> float:
        return self._leapt

    def leap(self, seconds: float) -> None:
        self._leapt += seconds


class _LeapingSelector(selectors.SelectSelector):
    def __init__(self, loop: LeapingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        if timeout != 0 and self._loop.under_way:
            return super().select(LOOKS_AGAIN)
        if timeout:
            self._loop.leap(timeout)
        return super().select(0)


def run_leaping(scene: Coroutine[Any, Any, None], *, at_most: float = 10_000) -> None:
    """Runs a scene in no time; fails where it would have taken longer than `at_most` seconds."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        runner.run(_limited(scene, at_most))


async def _limited(scene: Coroutine[Any, Any, None], at_most: float) -> None:
    await asyncio.wait_for(scene, at_most)
