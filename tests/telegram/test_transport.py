"""The transport against a real server on loopback, driven by python-telegram-bot's own Bot."""

import asyncio
import json
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.pacing import Paused
from bot.telegram.transport import (
    AiohttpRequest,
    Late,
    NotSent,
    ServerFault,
    retry_after_seconds,
)

TOKEN = "1234567:a-secret-nobody-may-see"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
MESSAGE = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "hi"}


def says(status: int, body: Any) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(status=status, text=text)

    return answer


class Server:
    """A Bot API of one answer, which remembers what was sent to it."""

    def __init__(self) -> None:
        self.answer: Answer = says(200, {"ok": True, "result": MESSAGE})
        self.paths: list[str] = []
        self.sent: dict[str, Any] = {}
        self.connections: set[Any] = set()
        self.base_url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.paths.append(request.path)
        self.connections.add(request.transport)
        self.sent = dict(request.query)
        if request.content_type == "application/json":
            self.sent |= await request.json()
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                self.sent[name] = (value.filename, value.content_type, value.file.read())
            else:
                self.sent[name] = value
        return await self.answer(request)


@pytest.fixture(name="server")
async def _server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    yield server
    await runner.cleanup()


@pytest.fixture(name="request_")
async def _request(server: Server) -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest(server.base_url, TOKEN, connections=2, read_timeout=0.3)
    await request.initialize()
    yield request
    await request.shutdown()


@pytest.fixture(name="bot")
def _bot(server: Server, request_: AiohttpRequest) -> Bot:
    return Bot(TOKEN, server.base_url, request=request_, get_updates_request=request_)


async def test_a_message_goes_out_as_a_form_with_nested_values_as_json(
    server: Server, bot: Bot
) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("兑换", callback_data="r1")]])
    message = await bot.send_message(7, "积分 & <b>points</b>", "HTML", reply_markup=keyboard)
    assert message.message_id == 5
    assert server.paths == [f"/bot{TOKEN}/sendMessage"]
    assert server.sent["chat_id"] == "7"
    assert server.sent["text"] == "积分 & <b>points</b>"
    assert json.loads(server.sent["reply_markup"]) == keyboard.to_dict()


async def test_a_photo_goes_out_as_multipart_with_its_bytes(server: Server, bot: Bot) -> None:
    await bot.send_photo(7, b"\x89PNG...", caption="二维码", filename="qr.png")
    assert server.sent["photo"] == ("qr.png", "image/png", b"\x89PNG...")
    assert server.sent["caption"] == "二维码"


async def test_a_connection_is_kept_for_the_next_message(server: Server, bot: Bot) -> None:
    for _ in range(5):
        await bot.send_message(7, "hi")
    assert len(server.connections) == 1


async def test_a_raw_call_returns_the_bare_result(server: Server, request_: AiohttpRequest) -> None:
    server.answer = says(200, {"ok": True, "result": [{"update_id": 1}]})
    updates = await request_.call("getUpdates", {"offset": 3, "allowed_updates": ["message"]})
    assert updates == [{"update_id": 1}]
    assert server.sent == {"offset": 3, "allowed_updates": ["message"]}


async def test_a_call_of_ours_goes_out_as_json(server: Server, request_: AiohttpRequest) -> None:
    params = {
        "chat_id": 7,
        "text": "积分 & <b>points</b>",
        "parse_mode": ParseMode.HTML,
        "disable_notification": True,
        "reply_markup": {"inline_keyboard": [[{"text": "兑换", "callback_data": "r1"}]]},
    }
    assert await request_.call("sendMessage", params) == MESSAGE
    assert server.sent == params | {"parse_mode": "HTML"}


async def test_a_call_of_ours_with_a_file_goes_out_as_multipart(
    server: Server, request_: AiohttpRequest
) -> None:
    media = {"type": "photo", "media": "attach://picture", "caption": "二维码"}
    picture = InputFile(b"PNG...", "picture.png")
    await request_.call("editMessageMedia", {"chat_id": 7, "media": media, "picture": picture})
    assert server.sent["chat_id"] == "7"
    assert json.loads(server.sent["media"]) == media
    assert server.sent["picture"] == ("picture.png", "image/png", b"PNG...")


async def test_a_long_poll_may_take_its_own_time_on_top(
    server: Server, request_: AiohttpRequest
) -> None:
    async def slow(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.5)
        return web.json_response({"ok": True, "result": []})

    server.answer = slow
    assert await request_.call("getUpdates", {"timeout": 1}) == []
    with pytest.raises(TimedOut):
        await request_.call("getUpdates", {"timeout": 0})


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, BadRequest),
        (401, InvalidToken),
        (403, Forbidden),
        (409, Conflict),
        (404, InvalidToken),
        (418, NetworkError),
        (500, ServerFault),
        (503, ServerFault),
    ],
)
async def test_telegrams_errors_become_the_librarys_own(
    server: Server, request_: AiohttpRequest, bot: Bot, status: int, expected: type[TelegramError]
) -> None:
    server.answer = says(status, {"ok": False, "error_code": status, "description": "No: really"})
    with pytest.raises(expected, match="No: really"):
        await request_.call("sendMessage", {})
    with pytest.raises(expected, match="No: really"):
        await bot.send_message(7, "hi")


async def test_a_group_that_became_another_chat_says_which(
    server: Server, request_: AiohttpRequest
) -> None:
    body = {"ok": False, "error_code": 400, "parameters": {"migrate_to_chat_id": -1001}}
    server.answer = says(400, body)
    with pytest.raises(ChatMigrated) as caught:
        await request_.call("sendMessage", {})
    assert caught.value.new_chat_id == -1001


async def test_a_429_says_how_long_to_wait(server: Server, request_: AiohttpRequest) -> None:
    body = {"ok": False, "error_code": 429, "description": "", "parameters": {"retry_after": 17}}
    server.answer = says(429, body)
    with pytest.raises(RetryAfter) as caught:
        await request_.call("sendMessage", {})
    assert retry_after_seconds(caught.value) == 17.0


async def test_no_answer_in_time_means_nobody_knows(server: Server, bot: Bot) -> None:
    async def never(_: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    server.answer = never
    with pytest.raises(TimedOut):
        await bot.send_message(7, "hi")


async def test_a_connection_lost_half_way_means_nobody_knows(server: Server, bot: Bot) -> None:
    async def hangs_up(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    server.answer = hangs_up
    with pytest.raises(TimedOut):
        await bot.send_message(7, "hi")
    assert len(server.paths) == 1


async def test_no_free_connection_means_not_sent(server: Server) -> None:
    arrived, leave = asyncio.Event(), asyncio.Event()

    async def held(_: web.Request) -> web.StreamResponse:
        arrived.set()
        await leave.wait()
        return web.json_response({"ok": True, "result": True})

    server.answer = held
    request = AiohttpRequest(server.base_url, TOKEN, connections=1, connect_timeout=0.05)
    first = asyncio.create_task(request.call("sendMessage", {}))
    await arrived.wait()
    with pytest.raises(NotSent):
        await request.call("sendMessage", {})
    assert len(server.paths) == 1
    leave.set()
    assert await first is True
    await request.shutdown()


async def test_nobody_listening_means_not_sent() -> None:
    request = AiohttpRequest("http://127.0.0.1:9/bot", TOKEN)
    with pytest.raises(NotSent):
        await request.call("getMe", {})
    await request.shutdown()
    with pytest.raises(NotSent):
        await request.post("http://127.0.0.1:9/bot")


@pytest.mark.parametrize("kind", [Late, Paused])
async def test_a_request_that_is_kept_back_at_the_last_moment_is_not_sent(
    server: Server, request_: AiohttpRequest, kind: type[NotSent]
) -> None:
    def keeps_back() -> None:
        raise kind("not now")

    await request_.call("getMe", {})
    for _ in range(5):
        with pytest.raises(kind, match="not now"):
            await request_.call("sendMessage", {}, keeps_back)
    await request_.call("getMe", {})
    assert [path.rpartition("/")[2] for path in server.paths] == ["getMe", "getMe"]
    # The connection that it had is as good as before.
    assert len(server.connections) == 1


async def test_a_request_is_asked_when_its_connection_is_there_not_before(server: Server) -> None:
    arrived, leave = asyncio.Event(), asyncio.Event()

    async def held(_: web.Request) -> web.StreamResponse:
        arrived.set()
        await leave.wait()
        return web.json_response({"ok": True, "result": True})

    server.answer = held
    request = AiohttpRequest(server.base_url, TOKEN, connections=1)
    left: list[str] = []
    first = asyncio.create_task(request.call("first", {}, lambda: left.append("first")))
    await arrived.wait()
    second = asyncio.create_task(request.call("second", {}, lambda: left.append("second")))
    await asyncio.sleep(0)
    assert left == ["first"]
    leave.set()
    await asyncio.gather(first, second)
    assert left == ["first", "second"]
    await request.shutdown()


async def test_a_new_connection_frees_who_waits_for_an_answer_that_never_comes(
    server: Server,
) -> None:
    hangs = asyncio.Event()

    async def never(_: web.Request) -> web.StreamResponse:
        hangs.set()
        await asyncio.Event().wait()
        raise AssertionError

    server.answer = never
    request = AiohttpRequest(server.base_url, TOKEN, connections=1, read_timeout=60)
    poll = asyncio.create_task(request.call("getUpdates", {"timeout": 30}))
    await hangs.wait()
    behind = asyncio.create_task(request.call("sendMessage", {}))
    await asyncio.sleep(0)
    await request.reconnect()
    with pytest.raises(TimedOut):
        await poll
    with pytest.raises(NotSent):
        await behind
    server.answer = says(200, {"ok": True, "result": True})
    assert await request.call("getMe", {}) is True
    assert len(server.connections) == 2
    await request.shutdown()


@pytest.mark.parametrize("status", [302, 404, 502])
async def test_a_proxys_page_is_not_taken_for_telegrams_word(
    server: Server, request_: AiohttpRequest, status: int
) -> None:
    server.answer = says(status, "<html>nginx</html>")
    with pytest.raises(NetworkError, match=str(status)) as caught:
        await request_.call("getMe", {})
    assert isinstance(caught.value, ServerFault) == (status >= 500)


@pytest.mark.parametrize("body", ["<html>welcome to the hotel</html>", "[]", "", '{"ok":'])
async def test_an_answer_that_is_no_answer_is_an_error(
    server: Server, request_: AiohttpRequest, body: str
) -> None:
    server.answer = says(200, body)
    with pytest.raises(TelegramError, match="Invalid server response"):
        await request_.call("getMe", {})


async def test_half_a_surrogate_pair_does_not_stop_the_polling(
    server: Server, request_: AiohttpRequest
) -> None:
    server.answer = says(200, '{"ok": true, "result": ["\\ud83d"]}')
    assert await request_.call("getUpdates", {}) == ["\ud83d"]


@pytest.mark.parametrize(
    "base_url",
    ["http://127.0.0.1:9/bot", "http://127.0.0.1:99999/bot", "no url at all", "http:///bot"],
)
async def test_the_token_is_in_no_error_and_no_log(
    base_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    request = AiohttpRequest(base_url, TOKEN)
    with pytest.raises(NetworkError) as caught:
        await request.call("getMe", {})
    await request.shutdown()
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    assert TOKEN not in caplog.text


async def test_the_base_url_may_name_the_tokens_place(server: Server) -> None:
    request = AiohttpRequest(f"{server.base_url}{{token}}/test", TOKEN)
    await request.call("getMe", {})
    await request.shutdown()
    assert server.paths == [f"/bot{TOKEN}/test/getMe"]
