"""A counter page without a browser: it writes entries down, signs them and hands them in."""

import hashlib
import hmac
import json
import re
import uuid
from typing import Any, Self

import aiohttp

from tests.handlers.town import Town

LINK = re.compile(r"(http://\S+?)/counter/#pair=([0-9A-Z-]+)")


async def link(town: Town, person: int) -> tuple[str, str]:
    """The address and the code of the link that a member of staff is given in the chat."""
    await town.says(person, "/counter")
    shown = await town.presses(person, town.text("button-page-new"))
    found = LINK.search(shown.text)
    assert found, shown.text
    return found[1], found[2]


async def decides(town: Town, person: int, how: str) -> None:
    """A second person answers what reached them: approve or decline."""
    label = town.text(f"button-{how}")

    def reached() -> bool:
        return any(b.text == label for m in town.heard(person) for row in m.keyboard for b in row)

    await town.until(reached)
    await town.presses(person, label)


class Till:
    """A paired page."""

    def __init__(self, town: Town, session: aiohttp.ClientSession, told: dict[str, Any]) -> None:
        self.town = town
        self.session = session
        self.device = told["device"]
        self.key = bytes.fromhex(told["key"])
        self.told = told
        self.number = 0

    @classmethod
    async def pairs(cls, town: Town, session: aiohttp.ClientSession, person: int) -> Self:
        """Somebody opens the link that the chat gave them."""
        _, code = await link(town, person)
        status, told = await ask(town, session, "pair", {"code": code, "name": "Tablet"})
        assert status == 200, told
        return cls(town, session, told)

    def writes(self, card: str, amount: str, at: int | None = None, **more: Any) -> dict[str, Any]:
        """An entry, signed; `at` in UTC microseconds, now where it is not said."""
        self.number += 1
        happened_at = (self.town.clock.now() if at is None else at) // 1000
        entry = {"id": str(uuid.uuid4()), "number": self.number, "happened_at": happened_at}
        return self.signs(json.dumps(entry | {"card": card, "amount": amount} | more))

    def signs(self, text: str) -> dict[str, Any]:
        """A text with the signature that goes with it."""
        signature = hmac.digest(self.key, text.encode(), hashlib.sha256).hex()
        return {"text": text, "signature": signature}

    async def hands_in(
        self, *entries: dict[str, Any], language: str = "en"
    ) -> list[dict[str, Any]]:
        """What became of the entries."""
        status, told = await self.asks(*entries, language=language)
        assert status == 200, told
        await self.town.settled()
        found: list[dict[str, Any]] = told["entries"]
        return found

    async def asks(
        self, *entries: dict[str, Any], language: str = "en", **more: Any
    ) -> tuple[int, dict[str, Any]]:
        """The bare answer to a hand-in."""
        body = {"device": self.device, "entries": list(entries)} | more
        return await ask(self.town, self.session, "entries", body, language)


async def ask(
    town: Town,
    session: aiohttp.ClientSession,
    path: str,
    body: Any,
    language: str = "en",
) -> tuple[int, dict[str, Any]]:
    """Status and answer of a POST below /counter/."""
    url = f"{town.app.shift.desk.front.url}/counter/{path}"
    async with session.post(url, json=body, headers={"Accept-Language": language}) as response:
        return response.status, await response.json()


def id_of(entry: dict[str, Any]) -> str:
    """The id of a signed entry."""
    return str(json.loads(entry["text"])["id"])
