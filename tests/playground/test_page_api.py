"""What the page asks of the playground, and who may ask."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from yarl import URL

from bot.playground import Playground, World


class Page:
    """The page without a browser."""

    def __init__(self, playground: Playground, session: aiohttp.ClientSession) -> None:
        self.url = playground.url
        self.session = session

    async def state(self) -> dict[str, Any]:
        async with self.session.get(f"{self.url}/playground/state") as response:
            state: dict[str, Any] = await response.json()
            return state

    async def post(self, act: str, status: int = 200, **asked: Any) -> dict[str, Any]:
        url = f"{self.url}/playground/{act}"
        async with self.session.post(url, json=asked) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == status, answer
            return answer


@pytest.fixture
def page(playground: Playground, session: aiohttp.ClientSession) -> Page:
    return Page(playground, session)


@pytest.fixture
async def events(page: Page) -> AsyncIterator[AsyncIterator[tuple[str, Any]]]:
    """The page's stream, open."""
    async with page.session.get(f"{page.url}/playground/events") as response:
        assert response.content_type == "text/event-stream"
        await response.content.readuntil(b"\n\n")
        yield _read(response)


async def _read(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, Any]]:
    while True:
        chunk = (await response.content.readuntil(b"\n\n")).decode()
        event, data = chunk.strip().split("\n")
        yield event.removeprefix("event: "), json.loads(data.removeprefix("data: "))


async def test_the_first_look_at_a_fresh_world_says_start(world: World, page: Page) -> None:
    state = await page.state()
    ann = state["people"][0]
    assert (ann["name"], ann["started"], ann["messages"][0]["html"]) == ("Ann", True, "/start")
    assert [p["role"] for p in state["people"]] == ["member", "member", "cashier", "owner"]
    await page.state()
    assert len(world.updates) == 1


async def test_the_state_shows_messages_safely(world: World, page: Page, bot: Any) -> None:
    world.says(1001, "<script>alert(1)</script>")
    keyboard = [
        [{"text": "Copy", "copy_text": {"text": "AB"}}, {"text": "Go", "callback_data": "secret"}]
    ]
    markup = {"inline_keyboard": keyboard}
    await bot.do("sendMessage", chat_id=1001, text="hi", reply_markup=markup)
    theirs, ours = (await page.state())["people"][0]["messages"]
    assert theirs["html"] == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert theirs["sender"] == "person"
    assert ours["keyboard"] == [
        [{"text": "Copy", "url": None, "copy": "AB"}, {"text": "Go", "url": None, "copy": None}]
    ]


async def test_events_tell_what_happens(
    world: World, page: Page, bot: Any, events: AsyncIterator[tuple[str, Any]]
) -> None:
    await page.post("say", person=1001, text="hello")
    event, told = await anext(events)
    assert (event, told["person"], told["message"]["html"]) == ("message", 1001, "hello")
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = await bot.do("sendMessage", chat_id=1001, text="one", reply_markup=keyboard)
    where = {"chat_id": 1001, "message_id": sent["message_id"]}
    assert (await anext(events))[0] == "message"
    await page.post("press", person=1001, message=sent["message_id"], row=0, column=0)
    query = (await bot.do("getUpdates"))[-1]["callback_query"]
    assert query["data"] == "go"
    await bot.do("sendChatAction", chat_id=1001, action="typing")
    assert await anext(events) == ("typing", {"person": 1001})
    await bot.do("editMessageText", **where, text="two")
    event, told = await anext(events)
    assert (event, told["message"]["html"], told["message"]["edited"]) == ("edit", "two", True)
    await bot.do("answerCallbackQuery", callback_query_id=query["id"], text="Done")
    answered = {"person": 1001, "message_id": sent["message_id"]}
    assert await anext(events) == ("answered", answered)
    assert await anext(events) == ("toast", {"person": 1001, "text": "Done", "alert": False})
    await bot.do("deleteMessage", **where)
    assert await anext(events) == ("delete", {"person": 1001, "id": sent["message_id"]})


async def test_the_switches_are_heard_by_every_page(
    world: World, page: Page, events: AsyncIterator[tuple[str, Any]]
) -> None:
    await page.post("faults", flood_seconds=10)
    event, told = await anext(events)
    assert (event, told["outage"]) == ("faults", False)
    assert told["flood_seconds"] in (9, 10)
    await page.post("faults", flood_seconds=0, outage=True)
    await anext(events)
    faults = {"flood_seconds": 0, "outage": True, "weather": False}
    assert await anext(events) == ("faults", faults)
    await page.post("block", person=1001, blocked=True)
    assert await anext(events) == ("people", {"person": 1001, "blocked": True})
    await page.post("advance", hours=24)
    event, told = await anext(events)
    assert (event, told["offset"]) == ("clock", 24 * 3_600_000_000)


async def test_a_menu_is_told_to_each_person(
    bot: Any, events: AsyncIterator[tuple[str, Any]]
) -> None:
    start = {"command": "start", "description": "Begin"}
    await bot.do("setMyCommands", commands=[start])
    told = [await anext(events) for _ in range(4)]
    assert told[0] == ("commands", {"person": 1001, "commands": [start]})


async def test_a_photo_goes_in_and_can_be_looked_at(world: World, page: Page, png: bytes) -> None:
    form = aiohttp.FormData({"person": "1001", "caption": "look"})
    form.add_field("file", png, filename="a.png")
    async with page.session.post(f"{page.url}/playground/file", data=form) as response:
        assert response.status == 200
    shown = (await page.state())["people"][0]["messages"][0]
    async with page.session.get(page.url + shown["photo"]) as response:
        assert (response.content_type, await response.read()) == ("image/png", png)


@pytest.mark.parametrize(
    ("act", "asked"),
    [
        ("say", {"person": 1001, "text": " "}),
        ("say", {"person": 5, "text": "x"}),
        ("say", {}),
        ("press", {"person": 1001, "message": 9, "row": 0, "column": 0}),
        ("advance", {"hours": -1}),
        ("advance", {"hours": 2}),
        ("faults", {"flood_seconds": "x"}),
        ("dance", {}),
    ],
)
async def test_what_cannot_be_done_is_one_sentence(
    page: Page, act: str, asked: dict[str, Any]
) -> None:
    assert (await page.post(act, status=400, **asked))["error"]


@pytest.mark.parametrize("kind", ["sticker", "voice", "location", "contact"])
async def test_one_tap_sends_what_needs_no_words(world: World, page: Page, kind: str) -> None:
    await page.post(kind, person=1001)
    assert world.chat(1001)[0].kind == kind


@pytest.mark.parametrize(
    ("mime", "kind"),
    [
        ("video/mp4", "video"),
        ("audio/mpeg", "audio"),
        ("image/gif", "animation"),
        ("application/pdf", "document"),
        ("image/heic", "document"),
    ],
)
async def test_a_picked_file_becomes_what_an_app_would_make_of_it(
    world: World, page: Page, mime: str, kind: str
) -> None:
    form = aiohttp.FormData({"person": "1001", "caption": "look"})
    form.add_field("file", b"anything", filename="a.bin", content_type=mime)
    async with page.session.post(f"{page.url}/playground/file", data=form) as response:
        assert response.status == 200
    message = (await page.state())["people"][0]["messages"][0]
    assert (message["kind"], message["html"], message["name"]) == (kind, "look", "a.bin")


async def test_several_pictures_are_one_album(world: World, page: Page, png: bytes) -> None:
    form = aiohttp.FormData({"person": "1001"})
    for number in range(3):
        form.add_field("file", png + bytes([number]), filename=f"{number}.png")
    async with page.session.post(f"{page.url}/playground/file", data=form) as response:
        assert response.status == 200
    assert len({message.album for message in world.chat(1001)}) == 1
    assert len(world.chat(1001)) == 3


async def test_the_page_is_told_what_a_message_holds_and_how_it_came(
    world: World, page: Page, bot: Any, ann: int
) -> None:
    place = {"latitude": 31.2, "longitude": 121.4}
    await bot.do("sendLocation", chat_id=ann, disable_notification=True, **place)
    message = (await page.state())["people"][0]["messages"][-1]
    assert (message["kind"], message["details"], message["silent"]) == ("location", place, True)


async def test_one_switch_brings_bad_weather_and_takes_it_away(world: World, page: Page) -> None:
    await page.post("faults", weather=True)
    assert (await page.state())["faults"]["weather"]
    assert world.faults is not None
    assert (world.faults.flood, world.faults.server) == (5, 2)
    assert (world.faults.lost, world.faults.blocked) == (1, 3)
    await page.post("faults", weather=False)
    assert not (await page.state())["faults"]["weather"]


async def test_time_that_jumps_is_told_to_the_bot(playground: Playground, page: Page) -> None:
    jumps: list[int] = []
    playground.on_clock(lambda: jumps.append(playground.world.clock.offset))
    await page.post("advance", hours=1)
    assert jumps == [3_600_000_000]


async def test_nobody_looks_while_the_world_starts_over(
    world: World, playground: Playground, page: Page
) -> None:
    world.says(1001, "old")
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def fresh_shop() -> None:
        begun.set()
        await go_on.wait()

    playground.on_start_over(fresh_shop)
    starting = asyncio.create_task(page.post("start-over"))
    await begun.wait()
    looking = asyncio.create_task(page.state())
    assert world.chat(1001) == []
    go_on.set()
    await starting
    assert [m["html"] for m in (await looking)["people"][0]["messages"]] == ["/start"]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:80", 200),
        ("localhost:8080", 200),
        ("[::1]:80", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("", 403),
    ],
)
async def test_only_loopback_names_are_answered(page: Page, host: str, status: int) -> None:
    for path in ("/playground/state", "/bot4200000001:playground/getMe"):
        async with page.session.get(page.url + path, headers={"Host": host}) as response:
            assert response.status == status


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_foreign_page_cannot_act(world: World, page: Page, origin: str) -> None:
    url = f"{page.url}/playground/say"
    asked = {"person": 1001, "text": "x"}
    async with page.session.post(url, json=asked, headers={"Origin": origin}) as response:
        assert response.status == 403
    async with page.session.post(url, json=asked, headers={"Origin": page.url}) as response:
        assert response.status == 200
    assert len(world.chat(1001)) == 1


@pytest.mark.parametrize("path", ["/page/../server.py", "/page/%2e%2e/server.py", "/page/", "/x"])
async def test_nothing_outside_the_pages_folder_is_served(page: Page, path: str) -> None:
    async with page.session.get(URL(page.url + path, encoded=True)) as response:
        assert response.status == 404


async def test_the_page_is_never_stale(page: Page) -> None:
    async with page.session.get(page.url + "/") as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "no-cache"
        assert response.content_type == "text/html"


async def test_stopping_ends_open_streams(world: World, session: aiohttp.ClientSession) -> None:
    playground = Playground(world)
    await playground.start()
    async with session.get(f"{playground.url}/playground/events") as stream:
        await stream.content.readuntil(b"\n\n")
        await asyncio.wait_for(playground.stop(), 2)
        assert await stream.content.read() == b""
