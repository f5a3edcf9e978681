"""Notes what became of a broadcast's messages: several at a time, soon after their answers came."""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Final

from bot.store import Store
from domain import broadcasts

logger = logging.getLogger(__name__)

# Outcomes wait at most so long for others.
SETTLE_SECONDS: Final = 1.0


class Settler:
    """Runs until cancelled; `settled` hears of each broadcast how many are no longer under way.

    What could not be noted is tried again after `retry` seconds.
    """

    def __init__(
        self, store: Store, settled: Callable[[int, int], None], retry: float = 1.0
    ) -> None:
        self._store = store
        self._retry = retry
        self._settled = settled
        self._outcomes: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._open: set[tuple[int, int]] = set()
        self.count = 0
        self._some = asyncio.Event()
        self._enough = asyncio.Event()

    def add(self, broadcast: int, member: int, outcome: str) -> None:
        """Keeps what became of one member until it is written down."""
        self._outcomes[broadcast].append((member, outcome))
        self._open.add((broadcast, member))
        self.count += 1
        self._some.set()

    def hurry(self) -> None:
        """Waits for no others."""
        self._enough.set()

    def holds(self, broadcast: int, member: int) -> bool:
        """Whether what became of one member is still to be written down."""
        return (broadcast, member) in self._open

    async def run(self) -> None:
        """Writes down what there is, whenever there is something."""
        while True:
            await self._some.wait()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SETTLE_SECONDS):
                    await self._enough.wait()
            try:
                await self.settle()
            except Exception:
                logger.exception("what became of a broadcast could not be noted; it is tried again")
                await asyncio.sleep(self._retry)
                self.hurry()

    async def settle(self) -> None:
        """Writes down all there is now; what cannot be is kept."""
        taken, self._outcomes = self._outcomes, defaultdict(list)
        self.count = 0
        self._some.clear()
        self._enough.clear()
        while taken:
            broadcast, outcomes = taken.popitem()
            try:
                await self._store.write(broadcasts.settle, broadcast, outcomes, key=None)
            except BaseException:
                taken[broadcast] = outcomes
                self._keep(taken)
                raise
            self._open.difference_update((broadcast, member) for member, _ in outcomes)
            self._settled(broadcast, len(outcomes))

    def _keep(self, taken: dict[int, list[tuple[int, str]]]) -> None:
        for broadcast, outcomes in taken.items():
            for member, outcome in outcomes:
                self.add(broadcast, member, outcome)
