"""Links under a broadcast: whoever follows one is counted, and sent on to where it leads."""

import asyncio
import contextlib
from typing import Final

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from bot.leading import outside
from bot.store import Store, Unavailable
from bot.web.caller import Asking
from domain.broadcasts import destination, follow
from domain.errors import Busy, LinkUnknown, Refusal

ROUTER = APIRouter(prefix="/go")
TOKEN_LONGEST: Final = 64
_COUNTED_WITHIN: Final = 1.0


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
        # Read first: what somebody made up, or calls again and again, is no work for the books.
        found = await asking.store.read(destination, token)
    except (LinkUnknown, Busy) as refused:
        return PlainTextResponse(asking.said(refused), refused.status)
    except Unavailable:
        return PlainTextResponse(asking.said(Busy()), Busy.status)
    if not found.counted:
        await _count(asking.store, token)
    return RedirectResponse(found.address, 302)


async def _count(store: Store, token: str) -> None:
    """Counts a person, who does not wait for books that take no writes just now."""
    with contextlib.suppress(Refusal, Unavailable, TimeoutError):
        async with asyncio.timeout(_COUNTED_WITHIN):
            await outside(store.write(follow, token, key=None))
