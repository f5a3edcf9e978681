"""A pacer before a Telegram of the test's own making, on a loop whose time leaps."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from telegram.error import RetryAfter

from bot.telegram.pacing import Pacer
from tests.telegram.leaping import run_leaping


class Telegram:
    """The far side: notes who came when, and asks for a pause as often as it is told to."""

    def __init__(self, pacer: Pacer) -> None:
        self.pacer = pacer
        self.start = asyncio.get_running_loop().time()
        self.seen: list[tuple[float, str]] = []
        self.floods: list[int] = []
        self.troubles: list[Exception] = []
        self.paused_at: list[float] = []
        self.latency = 0.0

    async def take(self, name: str) -> str:
        """Takes a message, or fails as it was told to."""
        self.seen.append((round(self.clock(), 3), name))
        flood = self.floods.pop(0) if self.floods else None
        if self.latency:
            await asyncio.sleep(self.latency)
        if flood is not None:
            self.paused_at.append(round(self.clock(), 3))
            raise RetryAfter(flood)
        if self.troubles:
            raise self.troubles.pop(0)
        return name

    def clock(self) -> float:
        """Seconds since the scene began."""
        return asyncio.get_running_loop().time() - self.start

    def call(
        self,
        name: str,
        chat: int | None = 1,
        lane: str | None = None,
        method: str = "sendMessage",
        within: float | None = None,
    ) -> asyncio.Task[Any]:
        """Sends one, to leave `within` seconds if at all."""
        data = {} if chat is None else {"chat_id": chat}
        until = None if within is None else self.start + self.clock() + within
        return asyncio.create_task(
            self.pacer.carry(partial(self.take, name), method, data, lane, until)
        )

    def times(self) -> list[float]:
        """When each came, in order."""
        return [at for at, _ in self.seen]

    def names(self) -> list[str]:
        """Which came, in order."""
        return [name for _, name in self.seen]


Scene = Callable[[Telegram], Awaitable[None]]


def play(scene: Scene, **rates: Any) -> None:
    """Plays it with a pacer of these rates."""

    async def run() -> None:
        await scene(Telegram(Pacer(**rates)))

    run_leaping(run())
