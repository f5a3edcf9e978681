"""Links under a broadcast: whoever follows one is counted, and sent on to where it leads."""

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from bot.web.caller import Asking
from domain.broadcasts import follow
from domain.errors import LinkUnknown

ROUTER = APIRouter(prefix="/go")
TOKEN_LONGEST = 64


@ROUTER.head("/{token}")
async def look() -> Response:
    """Counts nothing: it is no person who only looks."""
    return Response()


@ROUTER.get("/{token}")
async def go(asking: Asking, token: str) -> Response:
    """Sends a person on; where a link leads nowhere, they are told so in words."""
    try:
        if len(token) > TOKEN_LONGEST:
            raise LinkUnknown
        address = await asking.store.write(follow, token, key=None)
    except LinkUnknown as unknown:
        return PlainTextResponse(asking.said(unknown), unknown.status)
    return RedirectResponse(address, 302)
