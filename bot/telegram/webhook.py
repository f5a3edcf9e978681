"""The webhook: Telegram delivers updates to an address that only it and this server know."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import urlsplit

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.store import Unavailable
from bot.telegram.inbox import ALLOWED_UPDATES, Raw
from bot.telegram.transport import retry_after_seconds
from domain.vault import Vault, url_safe

logger = logging.getLogger(__name__)

PATH: Final = "/telegram"
CONNECTIONS_MOST: Final = 40
# How often Telegram is asked how it goes, also so that it is heard where nobody writes.
LOOK_SECONDS: Final = 60.0
# So many looks in a row that find updates waiting and none brought, and polling is tried.
LOOKS_MOST: Final = 3
_BACKOFF_MIN: Final = 1.0
_BACKOFF_MAX: Final = 30.0

Take = Callable[[Raw], Awaitable[None]]


class Hook:
    """The path and the header by which Telegram is known; both are new with a new token.

    `on` says whether there is such a door; `called` counts the updates that were brought to it.
    """

    def __init__(self, vault: Vault, token: str, *, on: bool = True) -> None:
        self.path = url_safe(vault.secret("webhook path", token))
        self.secret = url_safe(vault.secret("webhook secret", token))
        self.on = on
        self.called = 0
        self._take: Take | None = None

    def opens(self, take: Take) -> None:
        """From now on updates are taken: `take` returns once one is kept."""
        self._take = take

    def knows(self, path: bytes, secret: bytes) -> bool:
        """Whether it is Telegram that calls; how much of it was right, nobody can measure."""
        path_is_right = hmac.compare_digest(path, self.path.encode())
        secret_is_right = hmac.compare_digest(secret, self.secret.encode())
        return self.on and path_is_right and secret_is_right

    async def take(self, raw: Raw) -> None:
        """Keeps an update; raises Unavailable where nobody is there to answer it yet."""
        self.called += 1
        if self._take is None:
            raise Unavailable("the bot does not listen yet")
        await self._take(raw)


class Webhook:
    """Has Telegram deliver below `url`, and asks it every minute how that goes.

    `last_ok` is the loop time at which Telegram was last heard.
    """

    def __init__(
        self,
        call: Callable[[str, dict[str, Any]], Awaitable[Any]],
        hook: Hook,
        url: str,
        *,
        gives_up: bool,
    ) -> None:
        self._call = call
        self._hook = hook
        self._url = f"{url}{PATH}/{hook.path}"
        self._gives_up = gives_up
        self._called = 0
        self._bad_looks = 0
        self.last_ok = asyncio.get_running_loop().time()

    async def run(self) -> None:
        """Sets the webhook and sees to it; returns only where it `gives_up`.

        It does where Telegram refuses the address, or cannot deliver for three minutes. Raises
        InvalidToken, which no waiting would cure.
        """
        backoff, is_set = _BACKOFF_MIN, False
        while not self._over:
            try:
                is_set = await (self._look if is_set else self._set)()
                wait, backoff = LOOK_SECONDS if is_set else 0.0, _BACKOFF_MIN
            except InvalidToken:
                raise
            except RetryAfter as error:
                wait = retry_after_seconds(error)
            except TelegramError as error:
                self._bad_looks += isinstance(error, BadRequest)
                logger.warning("the webhook: %s; next try in %.1f s", error, backoff)
                wait, backoff = backoff, min(_BACKOFF_MAX, backoff * 1.5)
            await asyncio.sleep(wait)

    @property
    def _over(self) -> bool:
        return self._gives_up and self._bad_looks >= LOOKS_MOST

    async def _set(self) -> bool:
        # Telegram remembers what it was told last, so all of it is told each time.
        await self._call(
            "setWebhook",
            {
                "url": self._url,
                "secret_token": self._hook.secret,
                "allowed_updates": ALLOWED_UPDATES,
                "max_connections": CONNECTIONS_MOST,
            },
        )
        logger.info("Telegram delivers to %s", urlsplit(self._url).netloc)
        # What went wrong before this process was there is worth a line, and no more.
        await self._look()
        self._bad_looks = 0
        return True

    async def _look(self) -> bool:
        """Whether the webhook is still ours."""
        info = await self._call("getWebhookInfo", {})
        self.last_ok = asyncio.get_running_loop().time()
        waiting, error = info.get("pending_update_count", 0), info.get("last_error_message")
        # An update that could not be kept just now has come all the same.
        bad = bool(waiting and error and self._hook.called == self._called)
        self._bad_looks = self._bad_looks + 1 if bad else 0
        self._called = self._hook.called
        if bad:
            logger.warning("Telegram cannot deliver %d updates: %s", waiting, error)
        ours: bool = info["url"] == self._url
        if not ours:
            logger.warning("somebody else removed the webhook: it is set again")
        return ours
