"""The webhook towards Telegram: it is set, looked after, and given up where it cannot work."""

import asyncio
import contextlib
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.store import Unavailable
from bot.telegram.inbox import ALLOWED_UPDATES
from bot.telegram.webhook import Hook, Webhook
from domain.vault import Vault
from tests.scene import VAULT
from tests.telegram.leaping import run_leaping

TOKEN = "1:one"
URL = "https://bakery.example"


class Telegram:
    """The far side: what it was asked, and what it says of deliveries."""

    def __init__(self) -> None:
        self.url = ""
        self.sets: list[dict[str, Any]] = []
        self.looks: list[float] = []
        self.troubles: list[Exception] = []
        self.info: dict[str, Any] = {"pending_update_count": 0}

    async def call(self, method: str, params: dict[str, Any]) -> Any:
        """Answers as Telegram does."""
        if method == "getWebhookInfo":
            self.looks.append(asyncio.get_running_loop().time())
            return self.info | {"url": self.url}
        assert method == "setWebhook"
        self.sets.append(params)
        if self.troubles:
            raise self.troubles.pop(0)
        self.url = params["url"]
        return True


async def taken(raw: dict[str, Any]) -> None:
    """Takes an update."""


def test_it_is_set_with_all_that_telegram_would_otherwise_remember() -> None:
    hook = Hook(VAULT, TOKEN)

    async def scene() -> None:
        telegram = Telegram()
        running = asyncio.create_task(Webhook(telegram.call, hook, URL, gives_up=False).run())
        await asyncio.sleep(1)
        running.cancel()
        (params,) = telegram.sets
        assert params == {
            "url": f"{URL}/telegram/{hook.path}",
            "secret_token": hook.secret,
            "allowed_updates": ALLOWED_UPDATES,
            "max_connections": 40,
        }

    run_leaping(scene())


def test_path_and_secret_are_new_with_a_new_token_or_key() -> None:
    hooks = [Hook(VAULT, TOKEN), Hook(VAULT, "1:two"), Hook(Vault(b"x" * 32), TOKEN)]
    assert len({word for hook in hooks for word in (hook.path, hook.secret)}) == 6
    assert Hook(VAULT, TOKEN).path == hooks[0].path
    assert TOKEN not in hooks[0].path + hooks[0].secret


def test_only_both_together_open_it_and_only_where_there_is_one() -> None:
    hook = Hook(VAULT, TOKEN)
    path, secret = hook.path.encode(), hook.secret.encode()
    assert not Hook(VAULT, TOKEN, on=False).knows(path, secret)
    assert hook.knows(path, secret)
    for wrong in ((path, b""), (path, b"\xff"), (b"", secret), (secret, path), (path[:-1], secret)):
        assert not hook.knows(*wrong)


async def test_before_anybody_listens_nothing_is_taken() -> None:
    hook = Hook(VAULT, TOKEN)
    with pytest.raises(Unavailable):
        await hook.take({"update_id": 1})
    hook.opens(taken)
    await hook.take({"update_id": 1})
    assert hook.called == 2


def test_who_removed_it_finds_it_set_again_within_a_minute(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scene() -> None:
        telegram, hook = Telegram(), Hook(VAULT, TOKEN)
        webhook = Webhook(telegram.call, hook, URL, gives_up=True)
        running = asyncio.create_task(webhook.run())
        await asyncio.sleep(1)
        telegram.url = ""
        await asyncio.sleep(61)
        assert len(telegram.sets) == 2
        assert "set again" in caplog.text
        # Nobody writes for an hour, and Telegram is heard all the same.
        await asyncio.sleep(3600)
        assert asyncio.get_running_loop().time() - webhook.last_ok <= 60
        assert len(telegram.sets) == 2
        running.cancel()

    run_leaping(scene())


def test_telegram_out_of_reach_is_tried_until_it_answers() -> None:
    async def scene() -> None:
        telegram, hook = Telegram(), Hook(VAULT, TOKEN)
        telegram.troubles = [NetworkError("down"), RetryAfter(7), NetworkError("down")]
        running = asyncio.create_task(Webhook(telegram.call, hook, URL, gives_up=True).run())
        await asyncio.sleep(1 + 7 + 1.5 + 1)
        assert telegram.url
        running.cancel()

    run_leaping(scene())


def test_where_nothing_can_be_delivered_it_gives_up_in_three_minutes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A proxy that passes on the counter page alone would leave the bot deaf for ever."""

    async def scene() -> None:
        telegram = Telegram()
        telegram.info = {"pending_update_count": 3, "last_error_message": "404 Not Found"}
        begun = asyncio.get_running_loop().time()
        await Webhook(telegram.call, Hook(VAULT, TOKEN), URL, gives_up=True).run()
        assert asyncio.get_running_loop().time() - begun <= 240
        assert "cannot deliver 3 updates: 404 Not Found" in caplog.text

    run_leaping(scene())


def test_an_old_error_is_none_as_long_as_updates_come() -> None:
    async def scene() -> None:
        telegram, hook = Telegram(), Hook(VAULT, TOKEN)
        hook.opens(taken)
        telegram.info = {"pending_update_count": 1, "last_error_message": "Connection refused"}
        running = asyncio.create_task(Webhook(telegram.call, hook, URL, gives_up=True).run())
        for _ in range(60):
            await asyncio.sleep(30)
            await hook.take({"update_id": 1})
        assert not running.done()
        running.cancel()

    run_leaping(scene())


def test_books_that_take_no_writes_are_no_fault_of_the_webhook() -> None:
    """Telegram finds the way and is sent back: to poll would help nobody."""

    async def full(raw: dict[str, Any]) -> None:
        raise Unavailable("the disk is full")

    async def scene() -> None:
        telegram, hook = Telegram(), Hook(VAULT, TOKEN)
        hook.opens(full)
        telegram.info = {"pending_update_count": 1, "last_error_message": "503"}
        running = asyncio.create_task(Webhook(telegram.call, hook, URL, gives_up=True).run())
        for _ in range(60):
            await asyncio.sleep(30)
            with contextlib.suppress(Unavailable):
                await hook.take({"update_id": 1})
        assert not running.done()
        running.cancel()

    run_leaping(scene())


def test_an_address_that_telegram_refuses_is_given_up_or_insisted_on() -> None:
    async def scene() -> None:
        telegram = Telegram()
        telegram.troubles = [BadRequest("bad webhook: Failed to resolve host")] * 100
        await Webhook(telegram.call, Hook(VAULT, TOKEN), URL, gives_up=True).run()
        assert len(telegram.sets) == 3
        insisting = Webhook(telegram.call, Hook(VAULT, TOKEN), URL, gives_up=False)
        running = asyncio.create_task(insisting.run())
        await asyncio.sleep(3600)
        assert telegram.url
        running.cancel()

    run_leaping(scene())
