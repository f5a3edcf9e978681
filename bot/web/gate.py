"""What every request passes: no body is too large, every answer is guarded, a line is logged."""

import logging
import time

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import BodyTooLarge

logger = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
GUARDS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(self), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Gate:
    """Stands before the routes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request in and its answer out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST_BODY:
                raise BodyTooLarge
            return message

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _guard(message)
                _note(scope, message["status"], time.perf_counter() - begun)
            await send(message)

        await self._app(scope, receive_some, send_guarded)


def _guard(message: Message) -> None:
    """Adds what every answer carries; what is no file is not kept by anybody."""
    headers = {name.decode().lower(): value for name, value in message["headers"]}
    guards = dict(GUARDS)
    if "cache-control" not in headers:
        guards["cache-control"] = "no-store"
    message["headers"] = [
        *message["headers"],
        *((name.encode(), value.encode()) for name, value in guards.items()),
    ]


def _note(scope: Scope, status: int, seconds: float) -> None:
    """One line, without what stands behind the path: a link's secrets are nobody's to read."""
    path = Request(scope).url.path[:80]
    level = logging.INFO if status >= 400 else logging.DEBUG
    logger.log(level, "%s %s %d %.0f ms", scope["method"], path, status, seconds * 1000)
