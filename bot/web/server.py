"""uvicorn in the bot's own loop: it takes no signals, and waits for a port that is taken."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.settings import Web
from bot.web.front import Front

logger = logging.getLogger(__name__)

RETRY_SECONDS = 3.0
CONNECTIONS_MOST = 512
BACKLOG = 128
# What uvicorn itself needs to notice that it should end, and to end.
CLOSING_SECONDS = 0.5


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Takes none: bot.py alone owns the signals."""
        yield


class WebServer:
    """Serves an application while it runs, and says where at the front."""

    def __init__(self, settings: Web, app: ASGIApp, front: Front) -> None:
        self._settings = settings
        self._front = front
        self._server = _Server(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                forwarded_allow_ips=list(settings.proxies),
                limit_concurrency=CONNECTIONS_MOST,
            )
        )
        self._over = asyncio.Event()

    async def run(self) -> None:
        """Serves until `stop`; the chat goes on where the port is somebody else's."""
        try:
            with await self._bound() as bound:
                self._front.opens(_url(*bound.getsockname()[:2]))
                logger.info("web pages are at %s", self._front.link)
                await self._server.serve(sockets=[bound])
        finally:
            self._front.closes()
            self._over.set()

    async def stop(self, seconds: float) -> None:
        """Takes no more requests; those under way get `seconds` to be finished."""
        if self._server.started:
            self._server.config.timeout_graceful_shutdown = int(seconds)
            self._server.should_exit = True
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), seconds + CLOSING_SECONDS)

    async def _bound(self) -> socket.socket:
        """A socket at the port, as soon as it can be had."""
        said = ""
        while True:
            try:
                return bind(self._settings.host, self._settings.port)
            except OSError as error:
                news = f"web.port: {self._settings.port} cannot be had ({error.strerror})"
                if news != said:
                    logger.warning(said := news)
                await asyncio.sleep(RETRY_SECONDS)


def _url(host: str, port: int) -> str:
    """Where a listening server is to be found from its own machine."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{near}]:{port}" if ":" in near else f"http://{near}:{port}"


def bind(host: str, port: int) -> socket.socket:
    """A socket at a host's port; raises OSError where that is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        # From here on nobody is turned away, even before the first is served.
        bound.listen(BACKLOG)
    except OSError:
        bound.close()
        raise
    return bound


def with_free_port(settings: Web) -> Web:
    """The settings, with a free port where theirs is taken."""
    try:
        bind(settings.host, settings.port).close()
    except OSError:
        return settings.model_copy(update={"port": 0})
    return settings
