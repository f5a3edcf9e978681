"""A link under a broadcast: it leads where the owner said, and each follower counts once."""

import aiohttp
import pytest

from domain import broadcasts
from domain.broadcasts import EVERYBODY, Content, Link
from domain.broadcasts.clicks import token_of
from tests import scene
from tests.handlers.town import ANN, MEI, Town

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
