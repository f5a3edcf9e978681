"""The wire to Telegram: python-telegram-bot's requests over one aiohttp session.

A request leaves when it has a connection, not before; what went before that was not sent. The
bot's token occurs in no error's text.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

import aiohttp
from pydantic_core import to_json
from telegram import InputFile
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.outcomes import Late, NotSent, ServerFault, read, refusal, retry_after_seconds

__all__ = ["AiohttpRequest", "Late", "NotSent", "ServerFault", "retry_after_seconds"]

_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
_JSON: Final = {"Content-Type": "application/json"}
_NO_REQUEST: Final = RequestData()
_CLOSING_SECONDS: Final = 1.0

# Called when a request leaves; raises to keep it back.
Leaving = Callable[[], None]
# What is sent, and the headers that say in which form.
Body = tuple[bytes | aiohttp.FormData, dict[str, str] | None]


class _Departure:
    """One request on its way: who is asked before it leaves, and whether it has left."""

    __slots__ = ("_asked", "left")

    def __init__(self, *asked: Leaving) -> None:
        self._asked = asked
        self.left = False

    def now(self) -> None:
        for leaving in self._asked:
            leaving()
        self.left = True


_DEPARTURE: ContextVar[_Departure] = ContextVar("_DEPARTURE")


class _Connector(aiohttp.TCPConnector):
    """Lets a request leave only once it has a connection: it may have waited long for one."""

    async def connect(self, *args: Any, **kwargs: Any) -> Any:
        connection = await super().connect(*args, **kwargs)
        try:
            _DEPARTURE.get().now()
        except BaseException:
            connection.release()
            raise
        return connection


class AiohttpRequest(BaseRequest):
    """One keep-alive session of `connections` sockets; every timeout is in seconds.

    `base_url` is such as `https://api.telegram.org/bot`; the token follows it, or stands where
    it says `{token}`. `gate` is called when a request leaves, and raises to keep it back.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        gate: Leaving = lambda: None,
        connections: int = 256,
        connect_timeout: float = 5.0,
        read_timeout: float = 5.0,
        write_timeout: float = 5.0,
        upload_timeout: float = 20.0,
    ) -> None:
        self._token = token
        self._gate = gate
        bare = base_url.replace("{token}", token)
        self._root = bare if bare != base_url else f"{base_url}{token}"
        self._connections = connections
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._upload_timeout = upload_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer may take where the caller says nothing, in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Opens the session; once is enough, however many bots share it."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=_Connector(
                    limit=self._connections, keepalive_timeout=30, ttl_dns_cache=300
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Closes the session and its sockets."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def reconnect(self) -> None:
        """Throws the sockets away: calls under way end as lost, the next ones open new ones."""
        old, self._session = self._session, None
        await self.initialize()
        if old is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_CLOSING_SECONDS):
                    await old.close()

    async def call(
        self, method: str, params: dict[str, Any], leaving: Leaving = lambda: None
    ) -> Any:
        """Calls a Bot API method and returns its bare result; a long poll's wait is allowed for.

        `leaving` is called when the request leaves; what it raises keeps it back, and is raised.
        Raises telegram.error types: RetryAfter, Conflict, InvalidToken, Forbidden, …
        """
        await self.initialize()
        files = any(isinstance(value, InputFile) for value in params.values())
        limits = _limits(
            self._connect_timeout,
            self._upload_timeout if files else self._write_timeout,
            self._read_timeout + params.get("timeout", 0),
        )
        body: Body = (_form(params), None) if files else (to_json(params), _JSON)
        answer = read(await self._exchange("POST", f"{self._root}/{method}", body, limits, leaving))
        if "result" not in answer:
            raise TelegramError("Invalid server response")
        return answer["result"]

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Sends one request of python-telegram-bot's own; returns 200 and the answer's body."""
        data = request_data or _NO_REQUEST
        default_write = self._upload_timeout if data.contains_files else self._write_timeout
        limits = _limits(
            _given(connect_timeout, self._connect_timeout),
            _given(write_timeout, default_write),
            _given(read_timeout, self._read_timeout),
        )
        form = data.url_encoded_parameters
        body: Body = (_multipart(data), None) if data.contains_files else (form().encode(), _FORM)
        return 200, await self._exchange(method, url, body, limits)

    async def _exchange(
        self,
        verb: str,
        url: str,
        body: Body,
        limits: aiohttp.ClientTimeout,
        leaving: Leaving = lambda: None,
    ) -> bytes:
        """Sends a request and returns the answer's body, where it is not a refusal."""
        if (session := self._session) is None:
            raise NotSent("the connection to Telegram is closed")
        data, headers = body
        departure = _Departure(self._gate, leaving)
        mark = _DEPARTURE.set(departure)
        try:
            async with session.request(
                verb, url, data=data, headers=headers, timeout=limits, allow_redirects=False
            ) as response:
                answer = await response.read()
        except asyncio.CancelledError:
            # A session that closes cancels who waits for its connections, though nobody asked to.
            task = asyncio.current_task()
            if session.closed and task is not None and not task.cancelling():
                raise NotSent("the connection to Telegram was closed") from None
            raise
        except TelegramError:
            raise
        except Exception as error:
            # Whatever aiohttp says may carry the URL, and with it the token.
            raise self._translated(error, departure.left) from None
        finally:
            _DEPARTURE.reset(mark)
        if response.status >= 300:
            raise refusal(response.status, answer)
        return answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Decodes an answer; raises TelegramError where it is not a JSON object."""
        return read(payload)

    def _translated(self, error: Exception, left: bool) -> TelegramError:
        text = f"{type(error).__name__}: {error}".replace(self._token, "<token>")
        if not isinstance(error, TimeoutError | aiohttp.ClientError | OSError):
            return NetworkError(text)
        # A connection lost half-way: the request may have been carried out.
        return TimedOut(text) if left else NotSent(text)


def _given(timeout: Any, default: float) -> float | None:
    return default if timeout is BaseRequest.DEFAULT_NONE else timeout


def _limits(
    connect: float | None, write: float | None, read: float | None
) -> aiohttp.ClientTimeout:
    # aiohttp has no limit for writing alone, so the whole is bounded by the sum of its parts.
    parts = (connect, write, read)
    total = None if None in parts else sum(part for part in parts if part is not None)
    return aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)


def _multipart(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mimetype) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mimetype)
    return form


def _form(params: dict[str, Any]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in params.items():
        if isinstance(value, InputFile):
            filename, content, mimetype = value.field_tuple
            form.add_field(name, content, filename=filename, content_type=mimetype)
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    return form
