"""How updates come: by webhook where Telegram can deliver, and by polling otherwise."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.settings import Settings
from bot.store import Store
from bot.telegram.inbox import Arrival, Raw, receive
from bot.telegram.polling import Poller
from bot.telegram.transport import AiohttpRequest, retry_after_seconds
from bot.telegram.webhook import Hook, Webhook
from bot.web.front import Front

logger = logging.getLogger(__name__)

_RETRY_SECONDS_MAX: Final = 30.0
# For so long a port may be somebody else's, such as the last process's, before polling begins.
_SERVED_WITHIN: Final = 15.0


class Listener:
    """Has updates kept and handed over; `wire` is for listening alone.

    `expect` hears of each update before it is kept. `last_ok` is the loop time at which Telegram
    was last heard.
    """

    def __init__(
        self,
        settings: Settings,
        wire: AiohttpRequest,
        front: Front,
        hook: Hook,
        store: Store,
        hand_over: Callable[[Arrival], None],
        expect: Callable[[Raw], None],
    ) -> None:
        self._by_webhook = settings.by_webhook
        self._may_poll = settings.telegram.updates != "webhook"
        self._wire = wire
        self._front = front
        self._hook = hook
        self._store = store
        self._hand_over = hand_over
        self._expect = expect
        self._poller = Poller(
            wire.call,
            store,
            hand_over,
            expect=expect,
            timeout_seconds=settings.telegram.poll_seconds,
            reconnect=self._begin_anew,
        )
        self._ears: Poller | Webhook = self._poller

    @property
    def last_ok(self) -> float:
        """When Telegram was last heard, in the loop's time."""
        return self._ears.last_ok

    async def run(self) -> None:
        """Listens until cancelled; raises InvalidToken, which no waiting would cure."""
        if self._by_webhook:
            await self._be_called()
            self._hook.on = False
            logger.warning("Telegram cannot deliver: updates are polled for from now on")
        self._ears = self._poller
        await insist(self._forget_webhook)
        await self._poller.run()

    async def _be_called(self) -> None:
        """Returns where Telegram cannot deliver, and nothing says that it must."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_SERVED_WITHIN if self._may_poll else None):
                await self._front.served.wait()
            webhook = Webhook(
                self._wire.call, self._hook, self._front.link, gives_up=self._may_poll
            )
            self._ears = webhook
            self._hook.opens(self._take)
            await webhook.run()

    async def _take(self, raw: Raw) -> None:
        await receive(self._store, self._hand_over, [raw], "webhook", self._expect)

    async def _begin_anew(self) -> None:
        await self._wire.reconnect()
        # It may be that somebody else has set one, under which every poll is refused.
        with contextlib.suppress(TelegramError):
            await self._forget_webhook()

    async def _forget_webhook(self) -> None:
        # Long polling and a webhook exclude each other.
        with contextlib.suppress(InvalidToken):  # A server that knows no webhooks.
            await self._wire.call("deleteWebhook", {})


async def insist(what: Callable[[], Awaitable[Any]]) -> None:
    """Does it as soon as Telegram is within reach; raises InvalidToken for a wrong token."""
    wait = 1.0
    while True:
        try:
            await what()
            return
        except InvalidToken:
            raise
        except RetryAfter as error:
            await asyncio.sleep(retry_after_seconds(error))
        except TelegramError as error:
            # Also what a proxy says in Telegram's place.
            logger.warning("Telegram is out of reach (%s): next try in %.0f s", error, wait)
            await asyncio.sleep(wait)
            wait = min(wait * 1.5, _RETRY_SECONDS_MAX)
