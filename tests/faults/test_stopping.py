"""However much hangs, a stop is over before Docker would kill; what was answered stays answered."""

import asyncio
import json
import signal
import socket
import sqlite3
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.playground.call import read_call
from tests.faults.conftest import Operator
from tests.faults.place import figure

DOCKER_SECONDS = 10
QUICK, SLOW = 5001, 5002


class Stuck:
    """A Telegram that takes messages for some chats, and for the others keeps the line open."""

    def __init__(self) -> None:
        self.url = ""
        self.answers_to = {QUICK}
        self.updates = [started(1, QUICK), started(2, SLOW)]
        self.told: list[int] = []
        self.stuck = asyncio.Event()
        self.heard = asyncio.Event()

    async def handle(self, request: web.BaseRequest) -> web.Response:
        """Answers what it answers, and hangs for ever otherwise."""
        method = request.path.rpartition("/")[2]
        call = await read_call(request, method, "")
        match method:
            case "getMe":
                me = {"id": 42, "is_bot": True, "first_name": "J", "username": "j_bot"}
                return result(me | {"can_join_groups": True})
            case "deleteWebhook":
                return result(True)
            case "getUpdates":
                return await self._updates(call.integer("offset"))
            case "sendMessage" if call.integer("chat_id") in self.answers_to:
                return self._sent(call.integer("chat_id"))
            case "sendMessage":
                self.stuck.set()
        await asyncio.Event().wait()
        return result(True)

    async def _updates(self, offset: int) -> web.Response:
        self.updates = [each for each in self.updates if each["update_id"] >= offset]
        if not self.updates:
            await asyncio.Event().wait()
        return result(self.updates)

    def _sent(self, chat: int) -> web.Response:
        self.told.append(chat)
        self.heard.set()
        return result({"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}})


def result(value: Any) -> web.Response:
    """What a method returned."""
    return web.json_response({"ok": True, "result": value})


def started(update_id: int, person: int) -> dict[str, Any]:
    """Somebody's first message."""
    user = {"id": person, "is_bot": False, "first_name": "Pat"}
    chat = {"id": person, "type": "private"}
    message = {"message_id": 1, "date": 1, "from": user, "chat": chat, "text": "/start"}
    return {"update_id": update_id, "message": message}


@pytest.fixture
async def stuck() -> AsyncIterator[Stuck]:
    stuck = Stuck()
    runner = web.ServerRunner(web.Server(stuck.handle), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stuck.url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    yield stuck
    await runner.cleanup()


async def test_a_stop_waits_for_nothing_that_hangs(operator: Operator, stuck: Stuck) -> None:
    """Telegram, a handler that waits for it, and a page that never ends its body."""
    port = free_port()
    operator.env |= {"JIFEN_TELEGRAM__BASE_URL": stuck.url, "JIFEN_WEB__PORT": str(port)}
    process = await operator.starts()
    await asyncio.wait_for(asyncio.gather(stuck.stuck.wait(), stuck.heard.wait()), DOCKER_SECONDS)
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    head = "POST /counter/pair HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: 100\r\n\r\n{{".encode())
    await writer.drain()

    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    ended = await operator.ends(process)
    took = time.monotonic() - begun
    figure(f"stop: {took:.1f} s with all hanging")
    assert took < DOCKER_SECONDS
    assert ended.code == 0
    assert "Traceback" not in ended.err
    writer.close()

    stuck.told.clear()
    stuck.answers_to = {QUICK, SLOW}
    stuck.heard.clear()
    process = await operator.starts()
    await asyncio.wait_for(stuck.heard.wait(), DOCKER_SECONDS)
    process.send_signal(signal.SIGTERM)
    await operator.ends(process)
    assert stuck.told == [SLOW]
    found = json.loads((await operator.tries("audit", "--json")).out)
    assert (found["ok"], found["members"]) == (True, 2)


async def test_a_stop_does_not_wait_for_a_database_that_hangs(operator: Operator) -> None:
    """What could not be written, Telegram was never told of: it comes again."""
    process = await operator.runs()
    books = sqlite3.connect(operator.env["JIFEN_DATABASE__URL"].removeprefix("sqlite:///"))
    books.execute("BEGIN IMMEDIATE")
    operator.telegram.world.add_person(QUICK, "Pat", started=True)
    operator.telegram.world.says(QUICK, "/start")
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    ended = await operator.ends(process)
    took = time.monotonic() - begun
    figure(f"stop: {took:.1f} s with the database hanging")
    books.close()
    assert took < DOCKER_SECONDS
    assert "Traceback" not in ended.err

    process = await operator.runs()
    await operator.watch.until(lambda: operator.watch.made("sendMessage") > 0)
    process.send_signal(signal.SIGTERM)
    await operator.ends(process)
    assert (await operator.audits())[0] == 1


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])
