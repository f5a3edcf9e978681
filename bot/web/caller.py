"""Who calls over HTTP: from where, and in which language they are answered."""

import ipaddress
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from bot.store import Store
from bot.telegram.ask import Desk
from bot.texts.refused import refusal_facts
from domain.errors import Refusal
from domain.programme import Language

# Whoever has one IPv6 address has as many as they like; what they were given is such a network.
IPV6_PREFIX = 64


@dataclass(frozen=True)
class Caller:
    """What a route needs: the desk, the caller's language, and where on the network they are."""

    desk: Desk
    language: Language
    address: str

    @property
    def store(self) -> Store:
        """The books."""
        return self.desk.store

    def said(self, refusal: Refusal) -> str:
        """A refusal in the caller's language, as plain text."""
        facts = refusal_facts(refusal, self.store.programme)
        return self.desk.texts.plain(self.language, refusal.text_key(), **facts)


async def caller(request: Request) -> Caller:
    """Who makes this request."""
    desk: Desk = request.app.state.desk
    wish = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0]
    language = desk.texts.pick(None, wish, desk.store.programme.language)
    return Caller(desk, language, place(request.client.host if request.client else ""))


def place(host: str) -> str:
    """Where a caller is, as far as they cannot change it at will: an IPv6 address's network."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address), IPV6_PREFIX), strict=False))


Asking = Annotated[Caller, Depends(caller)]


async def refused(request: Request, refusal: Refusal, status: int | None = None) -> JSONResponse:
    """A refusal as data: its class, and what it says in the caller's language."""
    said = (await caller(request)).said(refusal)
    return JSONResponse({"error": type(refusal).__name__, "said": said}, status or refusal.status)
