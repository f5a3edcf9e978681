"""Meeting Telegram: whatever stands between is waited for, and only a wrong token is the end."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.settings import Settings
from bot.telegram.listening import Listener, insist
from bot.telegram.webhook import Hook
from bot.web.front import Front
from tests.scene import VAULT
from tests.telegram.leaping import run_leaping


def test_whatever_a_proxy_says_meanwhile_it_is_tried_until_telegram_answers() -> None:
    """A page of a portal, say, that is no answer at all."""

    async def scene() -> None:
        troubles = [
            NetworkError("down"),
            TelegramError("Invalid server response"),
            RetryAfter(120),
            Conflict("terminated"),
        ]
        begun = asyncio.get_running_loop().time()

        async def meet() -> None:
            if troubles:
                raise troubles.pop(0)

        await insist(meet)
        assert asyncio.get_running_loop().time() - begun == pytest.approx(1 + 1.5 + 120 + 2.25)

    run_leaping(scene())


class Wire:
    """A way to a Telegram whose webhook somebody else has set."""

    def __init__(self) -> None:
        self.webhook = True
        self.broken = 0
        self.polls = 0

    async def call(self, method: str, params: dict[str, Any]) -> Any:
        """Refuses to be polled as long as there is a webhook."""
        if method == "deleteWebhook":
            if self.broken:
                self.broken -= 1
                raise NetworkError("down")
            self.webhook = False
            return True
        if self.webhook:
            raise Conflict("can't use getUpdates method while webhook is active")
        self.polls += 1
        await asyncio.sleep(params["timeout"])
        return []

    async def reconnect(self) -> None:
        """Has no sockets; the way is not there at once."""


def test_a_webhook_that_somebody_else_sets_keeps_the_bot_deaf_for_two_minutes_at_most() -> None:
    async def scene() -> None:
        telegram = SimpleNamespace(updates="polling", poll_seconds=30)
        settings = cast("Settings", SimpleNamespace(by_webhook=False, telegram=telegram))
        wire, hook, nobody = Wire(), Hook(VAULT, "1:x", on=False), cast("Any", None)
        listener = Listener(settings, cast("Any", wire), Front(), hook, nobody, nobody, nobody)
        listening = asyncio.create_task(listener.run())
        for broken in (0, 0, 1):
            await asyncio.sleep(300)
            assert wire.polls > 0
            wire.webhook, wire.broken, wire.polls = True, broken, 0
        await asyncio.sleep(300)
        assert wire.polls > 0
        listening.cancel()

    run_leaping(scene())


async def test_a_wrong_token_is_not_tried_again() -> None:
    async def meet() -> None:
        raise InvalidToken

    with pytest.raises(InvalidToken):
        await insist(meet)
