"""What every request passes: no body is too large or slow, every answer is guarded and logged."""

import asyncio
import logging
import time
from urllib.parse import quote

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import BodyTooLarge, Unreadable

logger = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
SLOWEST_BODY = 20.0
PATH_SHOWN = 80
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
GUARDS = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(self), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
CUT_OFF = JSONResponse({"error": "Busy"}, 503, {"Retry-After": "2"})


class Gate:
    """Stands before the routes; whoever begins a body has `slowest` seconds to end it."""

    def __init__(self, app: ASGIApp, slowest: float = SLOWEST_BODY) -> None:
        self._app = app
        self._slowest = slowest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request in and its answer out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        until: float | None = asyncio.get_running_loop().time() + self._slowest
        taken, answered = 0, False

        async def receive_some() -> Message:
            nonlocal taken, until
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise Unreadable from None
            taken += len(message.get("body", b""))
            if taken > LARGEST_BODY:
                raise BodyTooLarge
            if not message.get("more_body"):
                # The body is here; from now on it is the caller who waits.
                until = None
            return message

        async def send_guarded(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                _guard(message)
                _note(scope, message["status"], time.perf_counter() - begun)
            await send(message)

        try:
            await self._app(scope, receive_some, send_guarded)
        except asyncio.CancelledError:
            # The process stops, or leads no more: whoever asked may ask again.
            if not answered:
                await CUT_OFF(scope, receive, send_guarded)


def _guard(message: Message) -> None:
    """Adds what an answer does not say itself; what is no file is not kept by anybody."""
    own = {name.decode().lower() for name, _ in message["headers"]}
    message["headers"] = [
        *message["headers"],
        *((name.encode(), value.encode()) for name, value in GUARDS.items() if name not in own),
    ]


def _note(scope: Scope, status: int, seconds: float) -> None:
    """One line, without what stands in or behind the path: its secrets are nobody's to read."""
    route = str(getattr(scope.get("route"), "path", ""))
    path = quote(route if "{" in route else scope["path"], safe="/{}")[:PATH_SHOWN]
    level = logging.INFO if status >= 400 else logging.DEBUG
    logger.log(level, "%s %s %d %.0f ms", scope["method"], path, status, seconds * 1000)
