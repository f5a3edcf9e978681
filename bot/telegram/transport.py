"""The wire to Telegram: python-telegram-bot's requests over one aiohttp session.

What went wrong is told apart by what it means for a retry: NotSent (safe), TimedOut (nobody
knows), anything else (Telegram's answer). The bot's token occurs in no error's text.
"""

import datetime
import json
from collections.abc import Callable
from typing import Any, Final

import aiohttp
from pydantic_core import from_json
from telegram import InputFile
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

# Private, but what PTB's own bot makes its requests of: tests/telegram holds it to that.
from telegram.request._requestparameter import RequestParameter

_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
_NO_REQUEST: Final = RequestData()


class NotSent(NetworkError):
    """The request never reached Telegram: sending it again cannot double it."""


class AiohttpRequest(BaseRequest):
    """One keep-alive session of `connections` sockets; every timeout is in seconds.

    `base_url` is such as `https://api.telegram.org/bot`; the token follows it, or stands where
    it says `{token}`. `gate` is called before each request leaves, and raises to keep it back.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        gate: Callable[[], None] = lambda: None,
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
                connector=aiohttp.TCPConnector(
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

    async def call(self, method: str, params: dict[str, Any]) -> Any:
        """Calls a Bot API method and returns its bare result; a long poll's wait is allowed for.

        Raises telegram.error types: RetryAfter, Conflict, InvalidToken, Forbidden, …
        """
        await self.initialize()
        data = RequestData(
            [
                RequestParameter.from_input(name, value)
                if isinstance(value, InputFile)
                else RequestParameter(name, value, None)
                for name, value in params.items()
            ]
        )
        return await self.post(
            f"{self._root}/{method}",
            data,
            read_timeout=self._read_timeout + params.get("timeout", 0),
        )

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
        """Sends one request; returns the HTTP status and the answer's body."""
        if self._session is None:
            raise NotSent("the connection to Telegram is closed")
        data = request_data or _NO_REQUEST
        default_write = self._upload_timeout if data.contains_files else self._write_timeout
        timeout = _timeout(
            _given(connect_timeout, self._connect_timeout),
            _given(write_timeout, default_write),
            _given(read_timeout, self._read_timeout),
        )
        body: Any = _multipart(data) if data.contains_files else data.url_encoded_parameters()
        self._gate()
        try:
            async with self._session.request(
                method,
                url,
                data=body.encode() if isinstance(body, str) else body,
                headers=_FORM if isinstance(body, str) else None,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                answer = await response.read()
        except Exception as error:
            # Whatever aiohttp says may carry the URL, and with it the token.
            raise self._translated(error) from None
        if response.status >= 300 and not answer.startswith(b"{"):
            # A proxy spoke, not Telegram: its 404 says nothing about the token.
            raise NetworkError(f"HTTP {response.status} without an answer from the Bot API")
        return response.status, answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Decodes an answer; raises TelegramError where it is not a JSON object."""
        try:
            answer = from_json(payload)
        except ValueError:
            # The strict and fast decoder refuses lone surrogates; one must not stop the polling.
            try:
                answer = json.loads(payload.decode(errors="replace"))
            except ValueError:
                answer = None
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer

    def _translated(self, error: Exception) -> TelegramError:
        text = f"{type(error).__name__}: {error}".replace(self._token, "<token>")
        match error:
            case (
                aiohttp.ConnectionTimeoutError()
                | aiohttp.ClientConnectorError()
                | aiohttp.InvalidURL()
            ):
                return NotSent(text)
            case TimeoutError() | aiohttp.ClientError() | OSError():
                # Also a connection lost half-way: the request may have been carried out.
                return TimedOut(text)
            case _:
                return NetworkError(text)


def retry_after_seconds(error: RetryAfter) -> float:
    """How long Telegram says to wait; PTB gives a number or a timedelta."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, datetime.timedelta) else float(wait)


def _given(timeout: Any, default: float) -> float | None:
    return default if timeout is BaseRequest.DEFAULT_NONE else timeout


def _timeout(
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
