"""One queue for each person: their updates in order, and nobody waits behind somebody else's.

A queue is short. What is too much for it stays in the inbox's table, whence it is loaded again.
"""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.metrics import REPLIES, REPLY_SECONDS
from bot.store import Store
from bot.telegram.inbox import Arrival, Raw, fail, finish, pending, people_waiting

logger = logging.getLogger(__name__)

R = TypeVar("R")
_FINISHED_AT_ONCE_MAX: Final = 500
_RETRY_DELAY_MAX: Final = 30.0
# How long what was cut off may take to let go, and answers to be marked.
_GRACE_SECONDS: Final = 0.5
_MICROSECONDS: Final = 1_000_000
# Looked up once: it is counted at each reply.
_ANSWERED: Final = REPLIES.labels("answered")


class _Queue:
    """What one person still waits for; `left` counts the offers that stayed in the table."""

    __slots__ = ("left", "person", "waiting")

    def __init__(self, person: bytes) -> None:
        self.person = person
        self.waiting: deque[Arrival] = deque()
        self.left = 0


class Queues:
    """Hands updates to `handle`, `in_flight` at once, each person's one after the other.

    An update that fails three times is parked, and `apologise` is called for it once; one that
    meets a Telegram out of reach is tried until it is answered. Delays are seconds: `retry_delay`
    before the second try and twice as long before each further one, `database_delay` while the
    store refuses.
    """

    def __init__(
        self,
        store: Store,
        handle: Callable[[Raw], Awaitable[None]],
        apologise: Callable[[Raw], Awaitable[None]],
        *,
        in_flight: int = 64,
        per_person: int = 30,
        retry_delay: float = 0.5,
        database_delay: float = 1.0,
    ) -> None:
        self._store = store
        self._handle = handle
        self._apologise = apologise
        self._slots = asyncio.Semaphore(in_flight)
        self._per_person = per_person
        self._retry_delay = retry_delay
        self._database_delay = database_delay
        self._queues: dict[bytes, _Queue] = {}
        self._known: set[int] = set()
        self._handled: list[int] = []
        self._workers: set[asyncio.Task[None]] = set()
        self._finisher: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = asyncio.Event()

    async def replay(self) -> None:
        """Takes up everything that was accepted and not answered before the last stop."""
        for person in await self._store.read(people_waiting):
            queue = self._queues.get(person) or self._open(person)
            queue.left += 1

    def offer(self, arrival: Arrival) -> None:
        """Queues an update that stands in the table already; never waits."""
        if self._closing.is_set() or arrival.update_id in self._known:
            return
        queue = self._queues.get(arrival.person) or self._open(arrival.person)
        # Behind what was left in the table nothing may overtake.
        if queue.left or len(queue.waiting) >= self._per_person:
            queue.left += 1
        else:
            queue.waiting.append(arrival)
            self._known.add(arrival.update_id)

    async def idle(self) -> None:
        """Returns once everything offered is answered and marked so."""
        await self._idle.wait()

    async def drain(self, seconds: float) -> None:
        """Takes nothing new and gives what is queued some time; the rest stays in the table.

        What is answered is marked so; a handler that does not even let itself be cut off is left.
        """
        self._closing.set()
        try:
            await asyncio.wait_for(self._idle.wait(), seconds)
        except TimeoutError:
            for worker in self._workers:
                worker.cancel()
            if self._workers:
                await asyncio.wait(self._workers, timeout=_GRACE_SECONDS)
            if finisher := self._finisher:
                await asyncio.wait([finisher], timeout=_GRACE_SECONDS)
                finisher.cancel()

    def _open(self, person: bytes) -> _Queue:
        queue = self._queues[person] = _Queue(person)
        self._idle.clear()
        worker = asyncio.create_task(self._work(queue))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)
        return queue

    async def _work(self, queue: _Queue) -> None:
        try:
            while queue.waiting or (queue.left and not self._closing.is_set()):
                if not queue.waiting:
                    await self._refill(queue)
                elif not await self._carry_out(queue.waiting.popleft()):
                    # What comes after it must not overtake it: all of it stays in the table.
                    return
        finally:
            del self._queues[queue.person]
            self._note_idle()

    async def _refill(self, queue: _Queue) -> None:
        left = queue.left
        # Handled ones are still 'new' in the table until their marks are committed.
        handled = frozenset(self._handled)
        most = self._per_person + len(handled)
        try:
            async with self._slots:
                found = await self._store.read(pending, queue.person, most)
        except Exception as error:
            await self._bide(error)
            return
        fresh = [arrival for arrival in found if arrival.update_id not in handled]
        queue.waiting.extend(fresh[: self._per_person])
        self._known.update(arrival.update_id for arrival in queue.waiting)
        if len(fresh) < self._per_person and queue.left == left:
            queue.left = 0

    async def _carry_out(self, arrival: Arrival) -> bool:
        """Handles an update until it is answered or parked; False where a stop came before."""
        attempts, delay = arrival.attempts, self._retry_delay
        while (error := await self._failure(arrival.raw)) is not None:
            REPLIES.labels("put_off" if _out_of_reach(error) else "failed").inc()
            if not _out_of_reach(error):
                attempts += 1
                if await self._written(fail, arrival.update_id, attempts):
                    self._known.discard(arrival.update_id)
                    logger.error("update %d is parked: %s", arrival.update_id, _place(error))
                    REPLIES.labels("parked").inc()
                    await self._sorry(arrival.raw)
                    return True
            if await self._closed_within(delay):
                return False
            delay = min(delay * 2, _RETRY_DELAY_MAX)
        self._handled.append(arrival.update_id)
        _ANSWERED.inc()
        REPLY_SECONDS.observe(max(0, self._store.now() - arrival.received_at) / _MICROSECONDS)
        if self._finisher is None:
            self._finisher = asyncio.create_task(self._finish())
        return True

    async def _closed_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._closing.wait()
        except TimeoutError:
            return False

    async def _failure(self, raw: Raw) -> BaseException | None:
        async with self._slots:
            try:
                await self._handle(raw)
            except (Exception, asyncio.CancelledError) as error:
                # Something cancelled inside the handler is a failure; this worker goes on.
                if (worker := asyncio.current_task()) and worker.cancelling():
                    raise
                return error
        return None

    async def _sorry(self, raw: Raw) -> None:
        try:
            await self._apologise(raw)
        except Exception as error:
            logger.warning("the apology failed too: %s", _place(error))

    async def _finish(self) -> None:
        try:
            while self._handled:
                batch = tuple(self._handled[:_FINISHED_AT_ONCE_MAX])
                await self._written(finish, batch)
                del self._handled[: len(batch)]
                self._known.difference_update(batch)
        finally:
            self._finisher = None
            self._note_idle()

    async def _written(self, verb: Callable[..., R], *args: Any) -> R:
        while True:
            try:
                return await self._store.write(verb, *args, key=None)
            except Exception as error:
                await self._bide(error)

    async def _bide(self, error: Exception) -> None:
        logger.warning("the inbox waits for the database: %s", _place(error))
        await asyncio.sleep(self._database_delay)

    def _note_idle(self) -> None:
        if not self._queues and not self._handled:
            self._idle.set()


def _out_of_reach(error: BaseException) -> bool:
    """Whether it was Telegram or the way there, and so says nothing about the update."""
    # To PTB a refused request is a network error too.
    return isinstance(error, (NetworkError, RetryAfter)) and not isinstance(error, BadRequest)


def _place(error: BaseException) -> str:
    # Never the message: it may quote what a person wrote.
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
