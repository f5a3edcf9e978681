"""The playground's HTTP server: a Bot API, a page, and nothing that another machine can reach."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage
from aiohttp.web_protocol import RequestHandler

from bot.playground import methods, profile, sending, webhooks
from bot.playground.api import BotApi
from bot.playground.call import Call, read_call
from bot.playground.errors import ApiError
from bot.playground.images import mime_of
from bot.playground.limits import LARGEST_REQUEST, Busiest
from bot.playground.page_api import PageApi
from bot.playground.site import is_loopback, is_own, page_file
from bot.playground.updates import MOST_UPDATES
from bot.playground.weather import Faults, Lost, outage
from bot.playground.webhooks import Webhooks
from bot.playground.world import World

TOKEN = "4200000001:playground"  # noqa: S105 (opens nothing outside this process)
METHODS = sending.METHODS | methods.METHODS | profile.METHODS
# What the weather may hit: all that puts something into a chat, or changes what is there.
SENDS = frozenset(sending.METHODS) | {name for name in methods.METHODS if name.startswith("edit")}
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"

OnCall = Callable[[str, dict[str, Any], set[str]], None]


class Playground:
    """A world on a loopback port; its page tells time in `zone`, or in the browser's own.

    `rich`: the bot has the fortune in Stars that Telegram wants before it sells a broadcast.
    `refused` counts the calls that were refused, by their status.
    """

    def __init__(
        self,
        world: World,
        token: str = TOKEN,
        *,
        limits: bool = True,
        faults: Faults | None = None,
        rich: bool = True,
        zone: str | None = None,
    ) -> None:
        self.world = world
        self.zone = zone
        self.token = token
        self.url = ""
        self.on_call: list[OnCall] = []
        self.refused: Counter[int] = Counter()
        self._clock_callbacks: list[Callable[[], object]] = []
        self._start_over_callback: Callable[[], Awaitable[None]] | None = None
        self._api = BotApi(world, limits=limits, rich=rich)
        if faults is not None:
            world.faults = faults
        self.webhooks = Webhooks(world)
        self._page: PageApi | None = None
        self._runner: web.ServerRunner | None = None
        world.bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Jifen",
            "username": "jifen_playground_bot",
        }
        world.listen(self._heard)

    @property
    def api_url(self) -> str:
        """What a bot takes as its base URL: its token and `/method` follow."""
        return f"{self.url}/bot"

    @property
    def pace(self) -> Busiest:
        """How many messages and edits came in all, and in the fullest second."""
        return self._api.pace

    @property
    def charged(self) -> int:
        """How many paid messages went beyond what is free."""
        return self._api.rates.charged if self._api.rates else 0

    async def answer(self, method: str, params: dict[str, Any]) -> Any:
        """What a method answers, without a socket.

        Raises ApiError where it refuses, and Lost where it was done and nobody hears of it.
        """
        if self.world.outage:
            raise outage()
        for listener in self.on_call:
            listener(method, params, set())
        call = Call(method, params)
        if method.lower() in METHODS:
            return self._done(call)
        return json.loads(await self._answer(call))["result"]

    def on_clock(self, callback: Callable[[], object]) -> None:
        """Calls `callback` whenever the world's time has jumped."""
        self._clock_callbacks.append(callback)

    def on_start_over(self, callback: Callable[[], Awaitable[None]]) -> None:
        """Awaits `callback` after the world has started over, before anybody is in it."""
        self._start_over_callback = callback

    async def start(self, port: int = 0) -> None:
        """Listens on 127.0.0.1; port 0 takes a free one."""
        self._page = PageApi(self.world, self._start_over, self.zone)
        server = web.Server(self._handle, request_factory=_request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stops listening; what waits is told so. The world stays as it is."""
        self.world.updates.interrupt(outage())
        await self.webhooks.stop()
        if self._page:
            self._page.close()
        if self._runner:
            await self._runner.cleanup()

    def _heard(self, event: str, chat: int, subject: object) -> None:
        if event == "clock":
            for callback in self._clock_callbacks:
                callback()
        elif event == "faults" and self.world.outage:
            self.world.updates.interrupt(outage())

    async def _start_over(self) -> None:
        self.world.start_over()
        if self._start_over_callback:
            await self._start_over_callback()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if not is_loopback(request.headers.get("Host", "")):
            return web.Response(status=403, text="This server answers to loopback names only.")
        path, _, query = request.raw_path.partition("?")
        if path.startswith("/bot"):
            return await self._bot_api(request, path[4:], query)
        if path.startswith("/file/bot"):
            return self._file(unquote(path[9:]))
        if request.method == "POST" and not is_own(request):
            return web.Response(status=403, text="This comes from a foreign page.")
        if path.startswith("/playground/") and self._page:
            return await self._page.answer(request, unquote(path[12:]))
        return page_file(unquote(path))

    async def _bot_api(self, request: web.BaseRequest, path: str, query: str) -> web.Response:
        if self.world.outage:
            return _bad_gateway()
        token, slash, method = path.rpartition("/")
        try:
            if unquote(token) != self.token or not slash:
                raise ApiError(401, "Unauthorized")
            call = await read_call(request, method, query)
            for listener in self.on_call:
                listener(method, call.params, set(call.files))
            body = await self._answer(call)
        except ApiError as error:
            self.refused[error.code] += 1
            return _bad_gateway() if error.code == HTTPStatus.BAD_GATEWAY else _refusal(error)
        except Lost:
            return _silence(request)
        return web.Response(body=body, content_type="application/json")

    async def _answer(self, call: Call) -> bytes:
        name = call.method.lower()
        if name == "getupdates":
            return await self._get_updates(call)
        if name in webhooks.METHODS:
            return b'{"ok":true,"result":%b}' % _encode(await self.webhooks.answer(name, call))
        return b'{"ok":true,"result":%b}' % _encode(self._done(call))

    def _done(self, call: Call) -> Any:
        name = call.method.lower()
        method = METHODS.get(name)
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        lost = name in SENDS and self._api.arrives(call)
        result = method(self._api, call)
        if lost:
            raise Lost
        return result

    async def _get_updates(self, call: Call) -> bytes:
        self.webhooks.refuse_polling()
        kinds = call.structure("allowed_updates")
        if isinstance(kinds, list):
            self.world.allow([str(kind) for kind in kinds])
        found = await self.world.updates.fetch(
            call.integer("offset"), call.integer("limit", MOST_UPDATES), call.integer("timeout")
        )
        return b'{"ok":true,"result":[%b]}' % b",".join(found)

    def _file(self, path: str) -> web.Response:
        if self.world.outage:
            return _bad_gateway()
        token, _, file_path = path.partition("/")
        if token != self.token:
            return _refusal(ApiError(401, "Unauthorized"))
        file = self.world.files.get(file_path.rpartition("/")[2])
        if file is None or file.path != file_path:
            return _refusal(ApiError(404, "Not Found"))
        return web.Response(body=file.data, content_type=mime_of(file.data))


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    """A request that may carry as large a file as Telegram takes."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=LARGEST_REQUEST
    )


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _refusal(error: ApiError) -> web.Response:
    body = _encode(error.wire())
    return web.Response(body=body, status=error.code, content_type="application/json")


def _silence(request: web.BaseRequest) -> web.Response:
    """The line is cut before a word of the answer leaves."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _bad_gateway() -> web.Response:
    return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
