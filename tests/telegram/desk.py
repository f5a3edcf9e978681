"""A desk whose Telegram is of this test's own making: it answers, or fails as it is told."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.store import SqliteStore
from bot.telegram.ask import Desk
from bot.telegram.buttons import Buttons
from bot.texts import Texts
from tests.clock import DAY_ONE
from tests.scene import SHOP, VAULT


class Telegram:
    """The far side: `got` is what arrived, by chat; `trouble` decides what a call ends in."""

    def __init__(self) -> None:
        self.got: list[int] = []
        self.probes = 0
        self.failed = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.trouble: Callable[[int], TelegramError | None] = lambda chat: None

    async def send_message(self, chat: int, *_: Any, **__: Any) -> None:
        """Takes a message."""
        await self.gate.wait()
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


def desk_of(store: SqliteStore, telegram: Telegram) -> Desk:
    """What every answer needs, with that Telegram."""
    bot = cast("ExtBot[str]", telegram)
    return Desk(bot, store, Texts(lambda: DAY_ONE, {}), Buttons(VAULT), SHOP, 25.0)
