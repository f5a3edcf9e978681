"""Who may write to Telegram, and when: a person waiting goes before bulk, and a 429 stops all.

Each chat has a bucket, bulk has one for the whole bot; whoever may not go yet waits in one queue,
by lane and then in order of arrival. Durations are seconds of the event loop's time.
"""

import asyncio
import heapq
import itertools
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.transport import retry_after_seconds

logger = logging.getLogger(__name__)

BULK: Final = "bulk"
_FIRST, _LAST = 0, 1
_RETRIES_MAX: Final = 5
_CHATS_KEPT: Final = 10_000
# Each bulk message that arrives gives back this part of the full rate.
_RECOVERY: Final = 500
# What appears in a chat counts there; all other methods wait for a pause only.
_SENDING: Final = ("send", "edit", "copy", "forward")
_NEVER_WAITS: Final = "answerCallbackQuery"


class Pause:
    """Until when Telegram told everybody to be quiet."""

    __slots__ = ("until",)

    def __init__(self) -> None:
        self.until = 0.0

    def left(self) -> float:
        """What remains of it, in seconds; 0.0 when there is none."""
        return max(0.0, self.until - asyncio.get_running_loop().time())

    async def over(self) -> None:
        """Waits for its end, however often it is prolonged meanwhile."""
        while (seconds := self.left()) > 0:  # noqa: ASYNC110 - time itself is waited for
            await asyncio.sleep(seconds)


class Turnstile:
    """A token bucket with a queue, shut during a pause.

    The bucket is the generic cell rate algorithm (ITU-T I.371): `_due` is when it would be full
    again; a token is there as long as that is at most `burst - 1` intervals ahead.
    """

    __slots__ = ("_burst", "_due", "_pause", "_timer", "_waiting", "rate")

    def __init__(self, pause: Pause, rate: float, burst: float) -> None:
        self.rate = rate
        self._pause = pause
        self._burst = burst
        self._due = 0.0
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None

    def idle(self, now: float) -> bool:
        """Whether forgetting it would change nothing."""
        return not self._waiting and self._due <= now

    def empty(self, start: float) -> None:
        """Takes all tokens away; new ones come from `start` on."""
        self._due = start + self._burst / self.rate

    async def passed(self, lane: int, ticket: int) -> None:
        """Returns when it is this ticket's turn: the lower lane first, then the lower ticket."""
        loop = asyncio.get_running_loop()
        if not self._waiting and self._opens() <= loop.time():
            self._take(loop.time())
            return
        turn: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (lane, ticket, turn))
        self._arm(loop)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back(loop)
            raise

    def _opens(self) -> float:
        return max(self._pause.until, self._due - (self._burst - 1) / self.rate)

    def _take(self, now: float) -> None:
        self._due = max(self._due, now) + 1 / self.rate

    def _give_back(self, loop: asyncio.AbstractEventLoop) -> None:
        self._due -= 1 / self.rate
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._arm(loop)

    def _arm(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._timer is None and self._waiting:
            self._timer = loop.call_at(self._opens(), self._release, loop)

    def _release(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        while self._waiting:
            turn = self._waiting[0][2]
            if not turn.cancelled():
                if self._opens() > loop.time():
                    break
                self._take(loop.time())
                turn.set_result(None)
            heapq.heappop(self._waiting)
        self._arm(loop)


class Pacer(BaseRateLimiter[str]):
    """Paces every call: `rate_limit_args="bulk"` marks what nobody is waiting for.

    `chat_rate` and `bulk_rate` are messages per second, `chat_burst` is messages at once.
    """

    def __init__(
        self, *, chat_rate: float = 1.0, chat_burst: int = 8, bulk_rate: float = 25.0
    ) -> None:
        self._chat_rate = chat_rate
        self._chat_burst = chat_burst
        self._bulk_rate = bulk_rate
        self._pause = Pause()
        self._bulk = Turnstile(self._pause, bulk_rate, max(1.0, bulk_rate / 4))
        self._chats: dict[str, Turnstile] = {}
        self._sweep_at = _CHATS_KEPT
        self._tickets = itertools.count()

    async def initialize(self) -> None:
        """Needs nothing."""

    async def shutdown(self) -> None:
        """Needs nothing."""

    def paused_for(self) -> float:
        """How long Telegram still wants silence, in seconds; 0.0 when it does not."""
        return self._pause.left()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Makes the call when its turn has come; after a 429 again, at most five times."""
        lane = _LAST if rate_limit_args == BULK else _FIRST
        ticket = next(self._tickets)
        chat = self._chat(endpoint, data)
        for retries_left in range(_RETRIES_MAX, -1, -1):
            if endpoint != _NEVER_WAITS or retries_left < _RETRIES_MAX:
                await self._turn(chat, lane, ticket)
            try:
                answer = await callback(*args, **kwargs)
            except RetryAfter as error:
                self._quiet(chat, retry_after_seconds(error))
                if not retries_left:
                    raise
            else:
                if lane == _LAST:
                    self._bulk.rate = min(
                        self._bulk_rate, self._bulk.rate + self._bulk_rate / _RECOVERY
                    )
                return answer
        raise AssertionError("the last attempt returns or raises")

    async def _turn(self, chat: Turnstile | None, lane: int, ticket: int) -> None:
        if chat is None:
            await self._pause.over()
            return
        while True:
            await chat.passed(lane, ticket)
            if lane == _LAST:
                await self._bulk.passed(lane, ticket)
            # A pause may have begun after this turn was given and before it was taken.
            if not self._pause.left():
                return

    def _quiet(self, chat: Turnstile | None, seconds: float) -> None:
        now = asyncio.get_running_loop().time()
        if not self._pause.left():
            logger.warning("Telegram asks for a pause of %.0f s", seconds)
            # Once for each pause: the other answers on their way are news of the same flood.
            self._bulk.rate = max(self._bulk_rate / 8, self._bulk.rate / 2)
        self._pause.until = max(self._pause.until, now + seconds)
        self._bulk.empty(self._pause.until)
        if chat is not None:
            chat.empty(now)

    def _chat(self, endpoint: str, data: dict[str, Any]) -> Turnstile | None:
        if not endpoint.startswith(_SENDING) or endpoint == "sendChatAction":
            return None
        if (chat_id := data.get("chat_id")) is None:
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
