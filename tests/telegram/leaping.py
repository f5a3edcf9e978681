"""An event loop on which nobody waits: where nothing is ready, time leaps to the next timer."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any


class LeapingLoop(asyncio.SelectorEventLoop):
    """Exact time for tests that have no other thread and no socket."""

    def __init__(self) -> None:
        self._leapt = 1000.0
        super().__init__(_LeapingSelector(self))

    def time(self) -> float:
        return self._leapt

    def leap(self, seconds: float) -> None:
        self._leapt += seconds


class _LeapingSelector(selectors.SelectSelector):
    def __init__(self, loop: LeapingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        if timeout:
            self._loop.leap(timeout)
        return super().select(0)


def run_leaping(scene: Coroutine[Any, Any, None], *, at_most: float = 10_000) -> None:
    """Runs a scene in no time; fails where it would have taken longer than `at_most` seconds."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        runner.run(_limited(scene, at_most))


async def _limited(scene: Coroutine[Any, Any, None], at_most: float) -> None:
    await asyncio.wait_for(scene, at_most)
