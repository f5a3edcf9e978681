"""Long polling: updates are asked for, and a Telegram that has fallen silent is asked anew."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.store import Store
from bot.telegram.inbox import ALLOWED_UPDATES, Arrival, Raw, receive
from bot.telegram.transport import retry_after_seconds

logger = logging.getLogger(__name__)

# Telegram answers a poll within its own wait: after this the connection is dead, or its far end.
SILENCE_SECONDS_MAX: Final = 90.0
_BACKOFF_MIN: Final = 1.0
_BACKOFF_MAX: Final = 30.0
# How long a poll that was given up may take to end.
_END_SECONDS: Final = 1.0
_RIVAL: Final = "another process polls with this bot's token, or its webhook is set"

Calls = Callable[[str, dict[str, Any]], Awaitable[Any]]


async def _nothing() -> None:
    """What there is to do where there are no sockets."""


class Poller:
    """Fetches updates by long polling; `last_ok` is the loop time of the last good answer."""

    def __init__(
        self,
        call: Calls,
        store: Store,
        hand_over: Callable[[Arrival], None],
        *,
        expect: Callable[[Raw], None] = lambda raw: None,
        timeout_seconds: int = 30,
        reconnect: Callable[[], Awaitable[None]] = _nothing,
    ) -> None:
        self._call = call
        self._store = store
        self._hand_over = hand_over
        self._expect = expect
        self._timeout_seconds = timeout_seconds
        self._reconnect = reconnect
        self._offset = 0
        self._backoff = _BACKOFF_MIN
        # Loop time: until then Telegram wants no polls.
        self._pause_until = 0.0
        self.last_ok = asyncio.get_running_loop().time()

    async def run(self) -> None:
        """Polls until cancelled; after each 90 s of silence anew, on new sockets.

        Raises InvalidToken, which no waiting would cure.
        """
        while True:
            polling = asyncio.create_task(self._poll_on())
            try:
                silence = await self._silent(polling)
            finally:
                polling.cancel()
                await asyncio.wait([polling], timeout=_END_SECONDS)
            logger.warning("Telegram has been silent for %.0f s: polling begins anew", silence)
            await self._reconnect()

    async def _silent(self, polling: asyncio.Task[None]) -> float:
        """Returns for how long Telegram has been silent, once that is too long."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while True:
            heard = max(self.last_ok, begun, self._pause_until)
            if (left := heard + SILENCE_SECONDS_MAX - loop.time()) <= 0:
                break
            if (await asyncio.wait([polling], timeout=left))[0]:
                polling.result()
        return loop.time() - self.last_ok

    async def _poll_on(self) -> None:
        while True:
            try:
                await self._poll()
                self._backoff = _BACKOFF_MIN
                continue
            except InvalidToken:
                logger.error("Telegram refuses the bot's token: no updates can be fetched")
                raise
            except RetryAfter as error:
                wait = retry_after_seconds(error)
                self._pause_until = asyncio.get_running_loop().time() + wait
            except Exception as error:
                reason = _RIVAL if isinstance(error, Conflict) else repr(error)
                wait, self._backoff = self._backoff, min(_BACKOFF_MAX, self._backoff * 1.5)
                logger.warning("no updates: %s; next try in %.1f s", reason, wait)
            await asyncio.sleep(wait)

    async def _poll(self) -> None:
        updates = await self._call(
            "getUpdates",
            {
                "offset": self._offset,
                "timeout": self._timeout_seconds,
                "allowed_updates": ALLOWED_UPDATES,
            },
        )
        self.last_ok = asyncio.get_running_loop().time()
        if updates:
            await receive(self._store, self._hand_over, updates, "polling", self._expect)
            self._offset = updates[-1]["update_id"] + 1
