"""Who may write to Telegram, and when: a person waiting goes before bulk, and a 429 stops all.

Each chat has a bucket, bulk has one window for the whole bot, broadcasts that are paid for have
their own; whoever may not go yet waits by lane and then in order of arrival. Durations are seconds
of the event loop's time.
"""

import asyncio
import itertools
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from telegram.error import BadRequest, Forbidden, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.telegram.outcomes import Late, NotSent, retry_after_seconds
from bot.telegram.turnstile import Pause, Turnstile, Window

logger = logging.getLogger(__name__)

NOTICE: Final = "notice"
BULK: Final = "bulk"
PAID: Final = "paid"
# The first goes first; None is an answer.
_LANES: Final = {None: 0, NOTICE: 1, BULK: 2, PAID: 2}
_RETRIES_MAX: Final = 5
_CHATS_KEPT: Final = 10_000
# What appears in a chat counts there; all other methods wait for a pause only.
_SENDING: Final = ("send", "edit", "copy", "forward")
_NEVER_WAITS: Final = "answerCallbackQuery"

Call = Callable[[], Coroutine[Any, Any, Any]]


class Paused(NotSent):
    """A pause began between this call's turn and the moment it would have left."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A call, and whom it has to pass: nobody but a pause where it writes into no chat."""

    lane: str | None
    until: float | None
    ticket: int
    chat: Turnstile | None
    window: Window


class Pacer(BaseRateLimiter[str]):
    """Paces every call: a lane marks what nobody is waiting for.

    `chat_rate`, `bulk_rate` and `paid_rate` are messages per second, `chat_burst` is messages at
    once. Without a paid rate, what is to be paid for goes with all other bulk. `sent` counts the
    messages by lane ("answer", NOTICE, …) and result: ok, flood, blocked, refused, fault, unknown.
    """

    def __init__(
        self,
        *,
        chat_rate: float = 1.0,
        chat_burst: int = 8,
        bulk_rate: float = 25.0,
        paid_rate: float = 0.0,
    ) -> None:
        self._chat_rate = chat_rate
        self._chat_burst = chat_burst
        self._pause = Pause()
        self._bulk = Window(self._pause, bulk_rate)
        self._paid = Window(self._pause, paid_rate) if paid_rate else self._bulk
        self._chats: dict[str, Turnstile] = {}
        self._sweep_at = _CHATS_KEPT
        self._tickets = itertools.count()
        self._waiting: Counter[str | None] = Counter()
        self.sent: Counter[tuple[str, str]] = Counter()

    async def initialize(self) -> None:
        """Needs nothing."""

    async def shutdown(self) -> None:
        """Needs nothing."""

    @property
    def rate(self) -> float:
        """Bulk messages a second just now: fewer after a flood."""
        return self._bulk.rate

    @property
    def paid_rate(self) -> float:
        """The same of broadcasts that are paid for."""
        return self._paid.rate

    def waiting(self, lane: str | None) -> int:
        """How many calls of a lane wait for their turn."""
        return self._waiting[lane]

    def paused_for(self) -> float:
        """How long Telegram still wants silence, in seconds; 0.0 when it does not."""
        return self._pause.left()

    def hold(self, method: str, until: float | None = None) -> None:
        """Lets a call leave; raises Late after `until`, and Paused where it must wait once more."""
        if until is not None and asyncio.get_running_loop().time() > until:
            raise Late(f"{method} could not leave in time")
        if method != _NEVER_WAITS and self._pause.left():
            raise Paused(f"{method} waits for the end of a pause")

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """The same as `carry`, for calls that python-telegram-bot makes itself."""
        return await self.carry(partial(callback, *args, **kwargs), endpoint, data, rate_limit_args)

    async def carry(
        self,
        call: Call,
        method: str,
        params: dict[str, Any],
        lane: str | None = None,
        until: float | None = None,
    ) -> Any:
        """Makes the call when its turn has come; after a 429 again, at most five times.

        Raises Late where it cannot leave before `until`, loop time.
        """
        chat = self._chat(method, params)
        window = self._paid if lane == PAID else self._bulk
        errand = Errand(lane, until, next(self._tickets), chat, window)
        floods = 0
        while True:
            if method != _NEVER_WAITS or floods:
                await self._turn(errand)
            try:
                return await self._attempt(errand, call)
            except Paused:
                continue
            except RetryAfter as error:
                self._quiet(chat, retry_after_seconds(error))
                floods += 1
                if floods > _RETRIES_MAX:
                    raise

    async def _turn(self, errand: Errand) -> None:
        self._waiting[errand.lane] += 1
        try:
            if errand.chat is None:
                await self._pause.over()
                return
            while not await self._passed(errand, errand.chat):
                continue
        finally:
            self._waiting[errand.lane] -= 1

    async def _passed(self, errand: Errand, chat: Turnstile) -> bool:
        """Whether it may leave: a pause may begin between a turn that is given and its taking."""
        lane, ticket, until = _LANES[errand.lane], errand.ticket, errand.until
        await chat.passed(lane, ticket, until)
        if errand.lane is not None:
            try:
                await errand.window.passed(lane, ticket, until)
            except BaseException:
                chat.give_back()
                raise
        if self._pause.left():
            chat.give_back()
            if errand.lane is not None:
                errand.window.give_back()
            return False
        if errand.lane is None:
            errand.window.admit()
        return True

    async def _attempt(self, errand: Errand, call: Call) -> Any:
        if errand.chat is None:
            return await call()
        released, is_answer = asyncio.get_running_loop().time(), errand.lane is None
        try:
            answer = await call()
        except BaseException as error:
            if isinstance(error, NotSent):
                errand.window.stayed(is_answer=is_answer)
            else:
                errand.window.landed(released, is_answer=is_answer)
            if isinstance(error, Late | Paused):
                errand.chat.give_back()
            else:
                self.sent[errand.lane or "answer", _result_of(error)] += 1
            raise
        errand.window.landed(released, is_answer=is_answer)
        self.sent[errand.lane or "answer", "ok"] += 1
        if not is_answer:
            errand.window.regain()
        return answer

    def _quiet(self, chat: Turnstile | None, seconds: float) -> None:
        begins = self._pause.prolong(seconds)
        for window in {self._bulk, self._paid}:
            if begins:
                # Once for each pause: the other answers on their way are news of the same flood.
                window.slow_down(self._pause.until)
            else:
                window.empty(self._pause.until)
        if begins:
            logger.warning("Telegram asks for a pause of %.0f s", seconds)
        if chat is not None:
            chat.empty(asyncio.get_running_loop().time())

    def _chat(self, method: str, params: dict[str, Any]) -> Turnstile | None:
        if not method.startswith(_SENDING) or method == "sendChatAction":
            return None
        if (chat_id := params.get("chat_id")) is None:
            return None
        chat = self._chats.get(key := str(chat_id))
        if chat is None:
            if len(self._chats) >= self._sweep_at:
                self._forget_idle()
            chat = Turnstile(self._pause, self._chat_rate, self._chat_burst)
            self._chats[key] = chat
        return chat

    def _forget_idle(self) -> None:
        now = asyncio.get_running_loop().time()
        self._chats = {key: chat for key, chat in self._chats.items() if not chat.idle(now)}
        self._sweep_at = max(_CHATS_KEPT, 2 * len(self._chats))


def _result_of(error: BaseException) -> str:
    match error:
        case RetryAfter():
            return "flood"
        case Forbidden():
            return "blocked"
        case BadRequest():
            return "refused"
        case TimedOut() | asyncio.CancelledError():
            return "unknown"
        case _:
            return "fault"
