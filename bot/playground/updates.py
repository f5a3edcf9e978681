"""The queue behind getUpdates, with Telegram's own manners (tdlib/telegram-bot-api, Client.cpp)."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.errors import ApiError

LONGEST_POLL = 50
MOST_UPDATES = 100
MOST_BYTES = 4 << 20
MINUTE = 60_000_000
LIFE = {"callback_query": 5 * MINUTE // 2}
LIFE_OF_OTHERS = 24 * 60 * MINUTE
CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


@dataclass(frozen=True, slots=True)
class Pending:
    """One update that waits to be fetched, as the JSON that will be sent."""

    id: int
    body: bytes
    expires: int

    @classmethod
    def of(cls, update: dict[str, Any], kind: str, date: int) -> "Pending":
        """An update of this kind that happened at `date` (us)."""
        body = json.dumps(update, ensure_ascii=False).encode()
        return cls(update["update_id"], body, date + LIFE.get(kind, LIFE_OF_OTHERS))


class UpdateQueue:
    """Updates in the order of their ids, and at most one poller that waits for them."""

    def __init__(self, now: Callable[[], int], forgotten: Callable[[int], None]) -> None:
        self._now = now
        self._forgotten = forgotten
        self._pending: deque[Pending] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._last_offset: int | None = None
        self._last_start = float("-inf")
        self.on_put: Callable[[Pending], None] = lambda pending: None

    def __iter__(self) -> Iterator[Pending]:
        return iter(tuple(self._pending))

    def __len__(self) -> int:
        return len(self._pending)

    def put(self, pending: Pending) -> None:
        """Queues an update and wakes the poller."""
        self._pending.append(pending)
        self.on_put(pending)
        self.wake()

    def remove(self, pending: Pending) -> bool:
        """Takes out one update, wherever it stands; False where it is gone already."""
        try:
            self._pending.remove(pending)
        except ValueError:
            return False
        return True

    def wake(self) -> None:
        """Lets a waiting poller look again."""
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    def interrupt(self, error: ApiError) -> None:
        """Ends a waiting poll with this error."""
        if self._waiter and not self._waiter.done():
            self._waiter.set_exception(error)

    def clear(self) -> None:
        """Forgets everything."""
        self._pending.clear()

    def forget_below(self, offset: int) -> None:
        """Forgets the updates whose ids are smaller."""
        if not self._pending or self._pending[0].id >= offset:
            return
        while self._pending and self._pending[0].id < offset:
            self._pending.popleft()
        self._forgotten(offset)

    async def fetch(self, offset: int, limit: int, wait: int) -> Sequence[bytes]:
        """What getUpdates answers, after at most `wait` seconds.

        ApiError 409 once a newer poller takes over.
        """
        self.interrupt(ApiError(409, CONFLICT))
        self._waiter = None
        limit = min(max(limit, 1), MOST_UPDATES)
        wait = min(max(wait, 0), LONGEST_POLL)
        loop = asyncio.get_running_loop()
        start = loop.time()
        if offset == self._last_offset:
            if wait < 3 and start < self._last_start + 3:
                wait = 3
            if start < self._last_start + 0.5:
                limit = 1
        self._last_offset, self._last_start = offset, start
        if offset < 0:
            kept = max(len(self._pending) + offset, 0)
            offset = self._pending[kept].id if kept < len(self._pending) else 0
        self.forget_below(offset)
        while not (found := self._take(limit)) and loop.time() < start + wait:
            await self._wait(start + wait)
        return found

    async def _wait(self, deadline: float) -> None:
        loop = asyncio.get_running_loop()
        waiter = self._waiter = loop.create_future()
        timer = loop.call_at(deadline, self.wake)
        try:
            await waiter
        finally:
            timer.cancel()
            if self._waiter is waiter:
                self._waiter = None

    def _take(self, limit: int) -> list[bytes]:
        now, size = self._now(), 0
        while self._pending and self._pending[0].expires <= now:
            self._pending.popleft()
        found: list[bytes] = []
        for pending in self._pending:
            if pending.expires <= now:
                continue
            size += len(pending.body)
            if len(found) == limit or (found and size > MOST_BYTES):
                break
            found.append(pending.body)
        return found
