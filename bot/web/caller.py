"""Who calls over HTTP: from where, and in which language they are answered."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from bot.store import Store
from bot.telegram.ask import Desk
from bot.texts.refused import refusal_facts
from domain.errors import Refusal
from domain.programme import Language


@dataclass(frozen=True)
class Caller:
    """What a route needs: the desk, and the caller's language and network address."""

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
    return Caller(desk, language, request.client.host if request.client else "")


Asking = Annotated[Caller, Depends(caller)]


async def refused(request: Request, refusal: Refusal, status: int | None = None) -> JSONResponse:
    """A refusal as data: its class, and what it says in the caller's language."""
    said = (await caller(request)).said(refusal)
    return JSONResponse({"error": type(refusal).__name__, "said": said}, status or refusal.status)
