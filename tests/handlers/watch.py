"""Eyes on a playground: the bot's calls as they arrive, and waiting until something is so."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.clock import ShiftedClock
from bot.playground import Playground, World
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


@dataclass
class Press:
    """A press of this run: in which test, when (loop time), and when the bot answered it."""

    test: str
    at: float
    answered: list[float] = field(default_factory=list)


PRESSES: list[Press] = []


class WatchedWorld(World):
    """A world in which no press is overlooked: `pressed` has each by its query's id."""

    def __init__(self, clock: ShiftedClock) -> None:
        super().__init__(None, clock=clock)
        self.pressed: dict[str, Press] = {}

    def press_data(self, person_id: int, message_id: int, data: str) -> dict[str, Any]:
        """Somebody presses a button."""
        update = super().press_data(person_id, message_id, data)
        test = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0]
        press = Press(test, asyncio.get_running_loop().time())
        self.pressed[update["callback_query"]["id"]] = press
        PRESSES.append(press)
        return update

    def heard(self, method: str, params: dict[str, Any], _: set[str]) -> None:
        """The bot has called."""
        if method == "answerCallbackQuery" and params["callback_query_id"] in self.pressed:
            now = asyncio.get_running_loop().time()
            self.pressed[params["callback_query_id"]].answered.append(now)


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
