"""Webhooks as Telegram delivers them: in order where it matters, until they are taken."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.playground import Playground, World
from bot.playground.memory import SECOND
from bot.playground.webhooks import Webhooks
from tests.handlers.watch import Watch
from tests.playground.test_updates import called

ELSEWHERE = "https://bakery.example/hook"
ANN, LIN = 1001, 1002


class Receiver:
    """A bot's own server: what it was sent, in order, and how it answers."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict[str, Any]] = []
        self.tries: list[tuple[int, float]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Callable[[dict[str, Any]], web.Response] = lambda update: web.Response()
        self.gate = asyncio.Event()
        self.gate.set()
        self.waiting = self.waiting_most = 0
        self.two = asyncio.Event()

    async def handle(self, request: web.BaseRequest) -> web.Response:
        """Takes an update, or does not."""
        update = await request.json()
        self.headers.append(dict(request.headers))
        self.tries.append((update["update_id"], asyncio.get_running_loop().time()))
        self.waiting += 1
        self.waiting_most = max(self.waiting_most, self.waiting)
        if self.waiting == 2:
            self.two.set()
        await self.gate.wait()
        self.waiting -= 1
        answer = self.answer(update)
        if answer.status == 200:
            self.got.append(update)
        return answer


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    runner = web.ServerRunner(web.Server(receiver.handle))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    receiver.gate.set()
    await runner.cleanup()


@pytest.fixture
def watch(playground: Playground) -> Watch:
    playground.webhooks = Webhooks(playground.world, first_delay=0.01)
    return Watch(playground)


async def test_each_update_is_posted_with_the_secret(
    world: World, bot: Any, watch: Watch, receiver: Receiver
) -> None:
    """Also what waited before; and each is taken once."""
    before = world.says(ANN, "before")
    await bot.do("setWebhook", url=receiver.url, secret_token="s-E_1")
    after = world.says(LIN, "after")
    await watch.until(lambda: not world.updates)
    assert sorted(u["update_id"] for u in receiver.got) == [
        before["update_id"],
        after["update_id"],
    ]
    for headers in receiver.headers:
        assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s-E_1"
        assert headers["Content-Type"] == "application/json"
    assert (await bot.do("getWebhookInfo"))["pending_update_count"] == 0


async def test_what_is_not_taken_comes_again_and_holds_up_its_own_chat_alone(
    world: World, bot: Any, watch: Watch, receiver: Receiver
) -> None:
    refusals = [web.Response(status=503), web.Response(status=500)]
    receiver.answer = lambda update: (
        refusals.pop() if update["message"]["from"]["id"] == ANN and refusals else web.Response()
    )
    await bot.do("setWebhook", url=receiver.url)
    for text in ("one", "two"):
        world.says(ANN, text)
    world.says(LIN, "hello")
    await watch.until(lambda: not world.updates)
    texts = [update["message"]["text"] for update in receiver.got]
    assert [text for text in texts if text != "hello"] == ["one", "two"]
    assert texts.index("hello") < texts.index("one")
    info = await bot.do("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")
    assert info["last_error_date"] == world.clock.now() // SECOND


async def test_it_comes_again_when_the_bot_says(
    world: World, bot: Any, watch: Watch, receiver: Receiver
) -> None:
    refusals = [web.Response(status=503, headers={"Retry-After": "0.2"})]
    receiver.answer = lambda update: refusals.pop() if refusals else web.Response()
    await bot.do("setWebhook", url=receiver.url)
    world.says(ANN, "hello")
    await watch.until(lambda: not world.updates)
    (_, first), (_, second) = receiver.tries
    assert 0.2 <= second - first < 1


async def test_no_more_are_under_way_than_the_bot_wants(
    world: World, bot: Any, watch: Watch, receiver: Receiver
) -> None:
    receiver.gate.clear()
    await bot.do("setWebhook", url=receiver.url, max_connections=2)
    for person in (ANN, LIN, 9001, 9002):
        world.says(person, "hello")
    await receiver.two.wait()
    receiver.gate.set()
    await watch.until(lambda: not world.updates)
    assert receiver.waiting_most == 2


async def test_a_message_and_a_press_of_one_person_do_not_wait_for_each_other(
    world: World, bot: Any, watch: Watch, receiver: Receiver
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    world.says(ANN, "/start")
    shown = await bot.do("sendMessage", chat_id=ANN, text="x", reply_markup=keyboard)
    world.presses(ANN, shown["message_id"], "Go")
    receiver.gate.clear()
    await bot.do("setWebhook", url=receiver.url)
    await receiver.two.wait()
    receiver.gate.set()
    await watch.until(lambda: not world.updates)


async def test_what_is_too_old_is_not_delivered(
    world: World, bot: Any, watch: Watch, receiver: Receiver
) -> None:
    world.says(ANN, "old")
    world.clock.advance(25 * 3600 * SECOND)
    world.says(ANN, "new")
    await bot.do("setWebhook", url=receiver.url)
    await watch.until(lambda: not world.updates)
    assert [update["message"]["text"] for update in receiver.got] == ["new"]


async def test_polling_and_a_webhook_exclude_each_other(bot: Any, receiver: Receiver) -> None:
    poll = asyncio.create_task(bot.ask("getUpdates", offset=1, timeout=50))
    await called(bot.playground, "getUpdates")
    await bot.do("setWebhook", url=receiver.url)
    ended = await poll
    assert (ended["error_code"], ended["description"]) == (
        409,
        "Conflict: terminated by setWebhook request",
    )
    assert await bot.refused("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await bot.do("deleteWebhook")
    assert await bot.do("getUpdates") == []


async def test_without_a_webhook_updates_wait_to_be_fetched(
    world: World, bot: Any, watch: Watch, receiver: Receiver
) -> None:
    await bot.do("setWebhook", url=receiver.url)
    await bot.do("setWebhook", url="")
    world.says(ANN, "hello")
    assert (await bot.do("getWebhookInfo"))["pending_update_count"] == 1
    assert len(await bot.do("getUpdates", offset=0)) == 1
    assert receiver.tries == []
    await bot.do("deleteWebhook", drop_pending_updates=True)
    assert (await bot.do("getWebhookInfo"))["pending_update_count"] == 0


async def test_only_what_telegram_would_call_is_taken(bot: Any) -> None:
    said = {
        "http://bakery.example/x": "An HTTPS URL must be provided",
        "https://bakery.example:8082/x": "Webhook can be set up only on ports 80, 88, 443 or 8443",
        "https://bakery.example:99999/x": "invalid webhook URL specified",
    }
    for url, why in said.items():
        assert why in await bot.refused("setWebhook", url=url)
    for secret in ("a b", "积分", "a+b"):
        assert "unallowed characters" in await bot.refused(
            "setWebhook", url=ELSEWHERE, secret_token=secret
        )
    assert "too long" in await bot.refused("setWebhook", url=ELSEWHERE, secret_token="a" * 257)
    await bot.do("setWebhook", url=ELSEWHERE, max_connections=1000, allowed_updates=["message"])
    info = await bot.do("getWebhookInfo")
    assert info == {
        "url": ELSEWHERE,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 100,
        "allowed_updates": ["message"],
    }


async def test_nobody_there_is_noted(
    world: World, bot: Any, watch: Watch, session: aiohttp.ClientSession
) -> None:
    await bot.do("setWebhook", url="http://127.0.0.1:1/hook")
    world.says(ANN, json.dumps("hello"))
    while "last_error_message" not in (info := await bot.do("getWebhookInfo")):
        continue
    assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)
