"""Eyes on a playground: the bot's calls as they arrive, and waiting until something is so."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground import Playground
from tests import api_spec

PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class Call:
    """One call of the bot's, when it arrived (loop time, in seconds), and whose chat it is for."""

    at: float
    method: str
    chat: int

    @property
    def writes(self) -> bool:
        """Whether it puts something into a chat."""
        return self.method.startswith(("send", "edit"))


class Watch:
    """Sees all calls and all that happens in the world; holds each call against Telegram's words.

    `fetched` is the first update that the bot has not taken; what came before is in its inbox.
    """

    def __init__(self, playground: Playground) -> None:
        self.calls: list[Call] = []
        self.fetched = 0
        self._news = asyncio.Event()
        playground.on_call.append(self._heard)
        playground.world.listen(lambda *_: self._news.set())
        api_spec.watch(playground)

    async def until(self, true: Callable[[], bool]) -> None:
        """Waits until something is so; looks whenever anything happens."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not true():
                self._news.clear()
                await self._news.wait()

    def made(self, method: str) -> int:
        """How many calls of a method have arrived."""
        return sum(call.method == method for call in self.calls)

    def _heard(self, method: str, params: dict[str, Any], _: set[str]) -> None:
        now = asyncio.get_running_loop().time()
        self.calls.append(Call(now, method, int(params.get("chat_id", 0))))
        # Who asks for what comes next has committed and queued all that came before.
        if method == "getUpdates":
            self.fetched = max(self.fetched, int(params["offset"]))
        self._news.set()
