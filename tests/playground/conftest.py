"""A fresh world behind a real port for every test."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.playground import Playground, World


class Bot:
    """A bot without manners: it calls any method with any parameters over real HTTP."""

    def __init__(self, playground: Playground, session: aiohttp.ClientSession) -> None:
        self.playground = playground
        self.session = session

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """The whole answer; nested values are sent as JSON strings, as libraries do."""
        form = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in params.items()
        }
        url = f"{self.playground.api_url}{self.playground.token}/{method}"
        async with self.session.post(url, data=form) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def do(self, method: str, **params: Any) -> Any:
        """The result of a call that must succeed."""
        answer = await self.ask(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """The description of a call that must fail."""
        answer = await self.ask(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def upload(self, method: str, files: dict[str, bytes], **params: str) -> Any:
        """The result of a multipart call that must succeed."""
        form = aiohttp.FormData(params)
        for name, data in files.items():
            form.add_field(name, data, filename=f"{name}.png", content_type="image/png")
        url = f"{self.playground.api_url}{self.playground.token}/{method}"
        async with self.session.post(url, data=form) as response:
            answer = await response.json()
            assert answer["ok"], answer
            return answer["result"]


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def playground(world: World) -> AsyncIterator[Playground]:
    playground = Playground(world)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def bot(playground: Playground, session: aiohttp.ClientSession) -> Bot:
    return Bot(playground, session)


@pytest.fixture
def ann(world: World) -> int:
    """Ann, who has written to the bot; her greeting is no longer waiting."""
    update = world.says(1001, "/start")
    world.updates.forget_below(update["update_id"] + 1)
    return 1001


@pytest.fixture
def png() -> bytes:
    """The start of a picture, 8 by 4."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x04" + bytes(16)
