"""Every answer over HTTP: guarded, as data, and in the caller's language."""

import asyncio
from typing import Any

import aiohttp

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
    for body in wrong:
        assert await ask(town, session, "pair", body, "zh") == (
            400,
            {"error": "Unreadable", "said": town.text("refusal-unreadable", language="zh")},
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
