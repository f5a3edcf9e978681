"""Every answer over HTTP: guarded, as data, and in the caller's language."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from fastapi import APIRouter, Response
from starlette.types import ASGIApp
from yarl import URL

from bot.settings import Web
from bot.web.caller import place
from bot.web.frame import frame
from bot.web.front import Front
from bot.web.gate import Gate
from bot.web.server import WebServer
from handlers.http import ROUTERS
from tests.handlers.town import Town
from tests.http.till import Till, ask


async def test_the_page_runs_nothing_but_its_own(
    town: Town, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{town.app.shift.desk.front.url}/counter") as response:
        assert response.status == 200
        assert str(response.url).endswith("/counter/")
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-cache"
        assert '<script type="module" src="app.js">' in await response.text()


async def test_data_is_kept_by_nobody(town: Town, till: Till) -> None:
    url = f"{town.app.shift.desk.front.url}/counter/entries"
    async with till.session.post(url, json={"device": till.device, "entries": []}) as response:
        assert response.headers["Cache-Control"] == "no-store"
        assert "server" not in response.headers


async def test_what_is_no_address_is_said_so(town: Town, session: aiohttp.ClientSession) -> None:
    for path in ("/", "/nothing", "/counter/../bot.py", "/counter/%2e%2e/counter.py", "/docs"):
        async with session.get(f"{town.app.shift.desk.front.url}{path}") as response:
            assert (response.status, (await response.json())["error"]) == (404, "NothingHere")


async def test_what_cannot_be_read_is_refused(town: Town, session: aiohttp.ClientSession) -> None:
    wrong: tuple[Any, ...] = ("", [], {"code": 5}, {"code": "x", "more": 1}, {"code": "x" * 100})
    said = {"error": "Unreadable", "said": town.text("refusal-unreadable", language="zh")}
    for body in wrong:
        assert await ask(town, session, "pair", body, "zh") == (400, said)
    url = f"{town.app.shift.desk.front.url}/counter/pair"
    headers = {"Content-Type": "application/json", "Accept-Language": "zh"}
    for raw in (b"", b"{", b'{"code": "\xff"}', b"[" * 100_000 + b"]" * 100_000):
        async with session.post(url, data=raw, headers=headers) as response:
            assert (response.status, await response.json()) == (400, said)
    assert await ask(town, session, "entries", {"device": "9" * 19, "entries": []}, "zh") == (
        400,
        said,
    )


async def test_too_large_a_body_is_refused(town: Town, session: aiohttp.ClientSession) -> None:
    status, told = await ask(town, session, "pair", {"code": "x" * 300_000})
    assert (status, told["error"]) == (413, "BodyTooLarge")


async def test_nobody_hands_in_more_than_fifty_at_once(town: Town, till: Till, card: str) -> None:
    entries = [till.writes(card, "1") for _ in range(51)]
    assert (await till.asks(*entries))[0] == 400
    assert len(await till.hands_in(*entries[:50])) == 50


async def test_a_port_that_is_taken_stops_nobody(town: Town) -> None:
    """The chat goes on without the page, and says so."""
    port = int(town.app.shift.desk.front.url.rpartition(":")[2])
    await town.closes()
    other = await asyncio.start_server(lambda *_: None, "127.0.0.1", port)
    async with other:
        town.changes("web", port=port)
        await town.opens()
        await town.says(9002, "/start")
        told = await town.says(9002, "/counter")
    assert told.text == town.text("page-off")


async def test_what_nobody_foresaw_is_said_without_a_trace_and_guarded(
    town: Town, session: aiohttp.ClientSession
) -> None:
    async def breaks() -> None:
        raise RuntimeError("secret")

    router = APIRouter()
    router.get("/breaks")(breaks)
    app = frame(town.app.shift.desk, (router,), ())
    async with served(app) as url, session.get(f"{url}/breaks") as response:
        assert response.status == 500
        assert response.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert await response.json() == {"error": "Failed", "said": town.text("sorry")}


async def test_who_is_cut_off_by_a_stop_may_ask_again(
    town: Town, session: aiohttp.ClientSession
) -> None:
    """Also by the end of a lease, which cancels what works under it."""

    async def is_cut_off() -> None:
        raise asyncio.CancelledError

    router = APIRouter()
    router.get("/cut")(is_cut_off)
    app = frame(town.app.shift.desk, (router,), ())
    async with served(app) as url, session.get(f"{url}/cut") as response:
        assert (response.status, response.headers["Retry-After"]) == (503, "2")
        assert response.headers["Cache-Control"] == "no-store"


async def test_an_answer_may_have_a_policy_of_its_own(
    town: Town, session: aiohttp.ClientSession
) -> None:
    async def framed() -> Response:
        return Response("", headers={"Content-Security-Policy": "frame-ancestors *"})

    router = APIRouter()
    router.get("/framed")(framed)
    app = frame(town.app.shift.desk, (router,), ())
    async with served(app) as url, session.get(f"{url}/framed") as response:
        assert response.headers.getall("Content-Security-Policy") == ["frame-ancestors *"]


async def test_who_sends_half_a_body_is_not_waited_for(town: Town) -> None:
    app = frame(town.app.shift.desk, ROUTERS, ())
    async with served(Gate(app, slowest=0.05)) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
        head = "POST /counter/pair HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: 100\r\n\r\n{{".encode())
        answer = (await reader.read()).decode()
        writer.close()
    assert answer.startswith("HTTP/1.1 400")
    assert '"Unreadable"' in answer


async def test_a_line_of_the_log_is_one_line(
    town: Town, session: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.web.gate")
    url = URL(f"{town.app.shift.desk.front.url}/a%0aNEWS%1b[31m?pair=SECRET", encoded=True)
    async with session.get(url, headers={"Host": "[x"}) as response:
        assert response.status == 404
    (line,) = [each.getMessage() for each in caplog.records if each.name == "bot.web.gate"]
    assert line.startswith("GET /a%0ANEWS%1B%5B31m 404 ")


@pytest.mark.parametrize(
    ("host", "where"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:2", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("x" * 500, ""),
    ],
)
def test_who_changes_addresses_within_their_network_is_one_caller(host: str, where: str) -> None:
    assert place(host) == where


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """An application at a free port; its address."""
    front = Front()
    server = WebServer(Web(port=0), app, front)
    running = asyncio.create_task(server.run())
    await asyncio.sleep(0)
    yield front.url
    await server.stop(1)
    await running
