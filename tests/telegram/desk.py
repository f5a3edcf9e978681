"""A desk whose Telegram is of this test's own making: it answers, or fails as it is told."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from telegram import InputFile
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.store import Store
from bot.telegram.ask import Desk
from bot.telegram.buttons import Buttons
from bot.telegram.pacing import Call, Pacer
from bot.telegram.transport import AiohttpRequest, Leaving
from bot.texts import Texts
from tests import api_spec
from tests.clock import DAY_ONE
from tests.scene import SHOP, VAULT


class Telegram:
    """The far side: `got` is what arrived, by chat, and `letters` all that each call said;
    `trouble` decides what a call ends in.
    """

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.letters: list[dict[str, Any]] = []
        self.sent: list[dict[str, Any]] = []
        self.waiting = 0
        self.probes = 0
        self.failed = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.trouble: Callable[[int], TelegramError | None] = lambda chat: None
        self.rate_limiter: Pacer = Unhurried()
        self.request = Wire(self)

    async def take(self, chat: int) -> None:
        """Takes a message."""
        self.waiting += 1
        try:
            await self.gate.wait()
        finally:
            self.waiting -= 1
        self._fail(chat)
        self.got.append(chat)

    async def get_me(self) -> None:
        """Says that it is there."""
        self.probes += 1
        self._fail(0)

    def _fail(self, chat: int) -> None:
        if (error := self.trouble(chat)) is not None:
            self.failed.set()
            raise error


class Wire(AiohttpRequest):
    """The way there."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__("http://127.0.0.1/bot", "1:x")
        self._telegram = telegram

    async def call(
        self, method: str, params: dict[str, Any], leaving: Leaving = lambda: None
    ) -> None:
        """Hands a message over."""
        leaving()
        if (spec := api_spec.spec()) is not None:
            files = {name for name, value in params.items() if isinstance(value, InputFile)}
            given = {name: value for name, value in params.items() if name not in files}
            spec.note(method, given, files)
        await self._telegram.take(params["chat_id"])
        self._telegram.sent.append(params)
        self._telegram.letters.append(params)


class Unhurried(Pacer):
    """A pace without limits."""

    async def carry(self, call: Call, *_: Any) -> Any:
        """Calls at once."""
        return await call()


def desk_of(store: Store, telegram: Telegram) -> Desk:
    """What every answer needs, with that Telegram."""
    bot = cast("ExtBot[str]", telegram)
    return Desk(bot, store, Texts(lambda: DAY_ONE, {}), Buttons(VAULT), SHOP, 25.0)
