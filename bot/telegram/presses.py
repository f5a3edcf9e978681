"""Pressed buttons: each press gets one answer, and an empty one where its own takes too long.

An endless spinner looks broken, whatever the press waits for: its verb, the presses before it, a
pause that Telegram asked for.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from telegram.error import BadRequest, TelegramError

logger = logging.getLogger(__name__)

PATIENCE_SECONDS: Final = 0.8
# Telegram takes no answer after this.
LIFE_SECONDS: Final = 150.0

Answer = Callable[[], Awaitable[object]]


class Presses:
    """Knows which presses have their answer; durations are seconds of the loop's time."""

    def __init__(self) -> None:
        self._arrived: dict[str, float] = {}
        self._late: dict[str, asyncio.Task[None]] = {}
        self._answered: set[str] = set()

    def expect(self, query: str, empty: Answer) -> None:
        """A press has arrived: it gets the `empty` answer where it has no other one soon."""
        self._forget_old()
        if query not in self._arrived:
            self._arrived[query] = asyncio.get_running_loop().time()
            self._late[query] = asyncio.create_task(self._answer_late(query, empty))

    def is_answered(self, query: str) -> bool:
        """Whether it has its answer."""
        return query in self._answered

    async def answer(self, query: str, answer: Answer) -> None:
        """Answers a press, once; one that failed may be tried again."""
        if query in self._answered:
            return
        self._arrived.setdefault(query, asyncio.get_running_loop().time())
        self._answered.add(query)
        if (late := self._late.pop(query, None)) and late is not asyncio.current_task():
            late.cancel()
        try:
            await answer()
        except BadRequest:
            logger.info("a press was older than Telegram remembers")
        except BaseException:
            self._answered.discard(query)
            raise

    async def _answer_late(self, query: str, empty: Answer) -> None:
        await asyncio.sleep(PATIENCE_SECONDS)
        try:
            await self.answer(query, empty)
        except TelegramError as error:
            logger.warning("a press is answered later: %s", type(error).__name__)

    def _forget_old(self) -> None:
        over = asyncio.get_running_loop().time() - LIFE_SECONDS
        while self._arrived and self._arrived[query := next(iter(self._arrived))] < over:
            del self._arrived[query]
            self._answered.discard(query)
            self._late.pop(query, None)
