"""A link under a broadcast: it leads where the owner said, and each follower counts once."""

from dataclasses import replace
from typing import Any, cast

import aiohttp
import pytest

from bot.store import Store, Unavailable
from bot.web.frame import frame
from domain import broadcasts
from domain.broadcasts import EVERYBODY, Content, Link
from domain.broadcasts.clicks import token_of
from domain.errors import Busy
from handlers.http import ROUTERS
from tests import scene
from tests.handlers.town import ANN, MEI, Town
from tests.http.test_frame import served

SHOP = "https://bakery.example/menu?day=today&x=1#bread"


@pytest.fixture
async def broadcast(town: Town) -> int:
    """A broadcast with an address and a screen to go to."""
    await town.says(ANN, "/start")
    links = (Link("Menu", url=SHOP), Link("Rewards", screen="rewards"))
    content = Content("text", "Fresh bread", links=links)
    started = await town.app.store.write(broadcasts.start, MEI, content, EVERYBODY, key=None)
    return started.broadcast


@pytest.fixture
async def token(town: Town, broadcast: int) -> str:
    """Ann's own link."""
    return token_of(scene.VAULT, broadcast, 0, await town.member(ANN))


async def clicks(town: Town, broadcast: int) -> int:
    """How many people followed the first link."""
    found = (await town.app.store.read(broadcasts.report, broadcast)).clicks
    return next((people for link, people in found if link.label == "Menu"), 0)


async def test_a_link_leads_where_the_owner_said_and_counts_a_person_once(
    town: Town, session: aiohttp.ClientSession, broadcast: int, token: str
) -> None:
    base = town.app.shift.desk.front.url
    for _ in range(3):
        async with session.get(f"{base}/go/{token}", allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (302, SHOP)
            assert response.headers["Cache-Control"] == "no-store"
            assert response.headers["Referrer-Policy"] == "no-referrer"
    assert await clicks(town, broadcast) == 1


async def test_who_only_looks_is_not_counted(
    town: Town, session: aiohttp.ClientSession, broadcast: int, token: str
) -> None:
    base = town.app.shift.desk.front.url
    async with session.head(f"{base}/go/{token}", allow_redirects=False) as response:
        assert (response.status, "Location" in response.headers) == (200, False)
    assert await clicks(town, broadcast) == 0


class Reading:
    """Books that can be read and take no writes; `tries` is how often somebody wanted to."""

    def __init__(self, store: Store, error: Exception) -> None:
        self.read = store.read
        self.programme = store.programme
        self.tries = 0
        self._error = error

    async def write(self, *_: Any, **__: Any) -> Any:
        """Refuses."""
        self.tries += 1
        raise self._error


@pytest.mark.parametrize("error", [Busy(), Unavailable("the disk is full")])
async def test_books_that_take_no_writes_hold_nobody_up(
    town: Town, session: aiohttp.ClientSession, token: str, error: Exception
) -> None:
    books = Reading(town.app.store, error)
    desk = replace(town.app.shift.desk, store=cast("Store", books))
    async with (
        served(frame(desk, ROUTERS, ())) as base,
        session.get(f"{base}/go/{token}", allow_redirects=False) as response,
    ):
        assert (response.status, response.headers["Location"]) == (302, SHOP)
    assert books.tries == 1


async def test_what_counts_nothing_is_no_work_for_the_books(
    town: Town, session: aiohttp.ClientSession, token: str
) -> None:
    """Whoever calls an address a thousand times a second keeps no customer waiting."""
    base = town.app.shift.desk.front.url
    async with session.get(f"{base}/go/{token}", allow_redirects=False):
        pass
    books = Reading(town.app.store, Busy())
    desk = replace(town.app.shift.desk, store=cast("Store", books))
    async with served(frame(desk, ROUTERS, ())) as base:
        for link, status in ((token, 302), (token[:-1], 404), ("x", 404)):
            async with session.get(f"{base}/go/{link}", allow_redirects=False) as response:
                assert response.status == status
    assert books.tries == 0


async def test_a_made_up_link_leads_nowhere_and_says_so_in_words(
    town: Town, session: aiohttp.ClientSession, broadcast: int, token: str
) -> None:
    """Nobody else's page can be reached through the shop's address."""
    screen = token_of(scene.VAULT, broadcast, 1, await town.member(ANN))
    gone = token_of(scene.VAULT, broadcast + 1, 0, await town.member(ANN))
    forged = [token[:-1] + ("A" if token[-1] != "A" else "B"), token[:-1], token + "A", "x"]
    forged += ["https:%2f%2fevil.example", "%ff", "a" * 5000, screen, gone]
    base = town.app.shift.desk.front.url
    for wrong in forged:
        url, chinese = f"{base}/go/{wrong}", {"Accept-Language": "zh"}
        async with session.get(url, headers=chinese, allow_redirects=False) as response:
            assert response.status == 404
            assert "Location" not in response.headers
            if "%2f" not in wrong:
                assert response.headers["Content-Type"].startswith("text/plain")
                said = town.text("refusal-link-unknown", language="zh")
                assert await response.text() == said
    assert await clicks(town, broadcast) == 0
