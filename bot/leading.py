"""Leading: of all processes at one database one works for everybody, and the others stand by.

Who leads trusts its lease for less time than the database does, so that it has stopped by itself
when another one begins, also where it was held up or cut off.
"""

import asyncio
import contextlib
import logging
import math
import os
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar, TypeVarTuple

from bot.store import StaleFence, Store, Unavailable
from bot.store.lease import give_up, leader, renew, take
from domain.calendar import SECOND
from domain.errors import Busy
from domain.programme import Programme
from domain.tx import ReadTx, Tx

logger = logging.getLogger(__name__)

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
LEASE_SECONDS = 10.0
# Who stops waits no longer to say so: a lease that was not given up runs out.
GIVE_UP_SECONDS = 0.5
# Parts of the lease: how long it is trusted, how often renewed, and looked for while standing by.
TRUSTED, RENEWED, LOOKED_FOR = 0.8, 0.3, 0.1
# On Linux the monotonic clock sleeps with the machine, and a lease does not.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
OWNER = f"{socket.gethostname()}:{os.getpid()}"


def steady() -> float:
    """Seconds that pass also while this process or its machine sleeps."""
    return time.clock_gettime(_CLOCK)


class Term:
    """The time for which a process leads; `over` is set at its end, and never unset."""

    def __init__(self, store: Store, fence: int, until: float) -> None:
        self.fence = fence
        self.until = until
        self.over = asyncio.Event()
        self.store: Store = FencedStore(store, self)

    def hold(self) -> None:
        """Returns while the term lasts, and cancels whoever asks when it is over.

        Cancelled, not refused: nobody is to log it, to try again, or to tell it to a person.
        """
        # Not the loop's time: that one stands still while this process does.
        if steady() >= self.until:
            self.end()
        if self.over.is_set():
            raise asyncio.CancelledError

    def end(self) -> None:
        """Ends the term: whoever works in it is to stop."""
        self.over.set()


class FencedStore:
    """A store to whoever works in a term: each write counts only while that lasts."""

    def __init__(self, store: Store, term: Term) -> None:
        self._store = store
        self._term = term

    async def write(
        self,
        verb: Callable[[Tx, *Ts], R],
        *args: *Ts,
        key: str | None,
        fence: int | None = None,
    ) -> R:
        """Runs a verb durably under the term's fence."""
        self._term.hold()
        try:
            return await self._store.write(verb, *args, key=key, fence=self._term.fence)
        except StaleFence:
            self._term.end()
            raise asyncio.CancelledError from None

    async def read(self, question: Callable[[ReadTx, *Ts], R], *args: *Ts) -> R:
        """Answers a question from what is committed."""
        return await self._store.read(question, *args)

    @property
    def programme(self) -> Programme:
        """The rules in force now."""
        return self._store.programme

    def now(self) -> int:
        """The programme's time, in UTC microseconds."""
        return self._store.now()

    def listen(self, bell: str, callback: Callable[[], None]) -> None:
        """Calls back on the loop after each commit of the term in which a verb rang the bell."""
        self._store.listen(bell, lambda: None if self._term.over.is_set() else callback())

    async def close(self) -> None:
        """Leaves the store open: it outlasts the term."""


async def outside(work: Awaitable[R]) -> R:
    """Awaits what a term does for a caller from outside; raises Unavailable where it is over.

    Nobody cancelled the caller, who is owed an answer.
    """
    try:
        return await work
    except asyncio.CancelledError:
        if (task := asyncio.current_task()) is None or task.cancelling():
            raise
        raise Unavailable("this process leads no more") from None


@asynccontextmanager
async def term(store: Store, seconds: float = LEASE_SECONDS) -> AsyncIterator[Term]:
    """Waits until this process may lead; the lease is renewed inside, and given up at the end."""
    begun = await _taken(store, seconds)
    renewing = asyncio.create_task(_keep(store, begun, seconds))
    # However the renewing ends, nobody goes on without it.
    renewing.add_done_callback(lambda _: begun.end())
    try:
        yield begun
    finally:
        renewing.cancel()
        await asyncio.gather(renewing, return_exceptions=True)
        begun.end()
        with contextlib.suppress(Busy, Unavailable, TimeoutError):
            async with asyncio.timeout(GIVE_UP_SECONDS):
                await store.write(give_up, begun.fence, key=None)


async def _taken(store: Store, seconds: float) -> Term:
    said = ""
    while True:
        asked = steady()
        try:
            lease = await store.write(take, OWNER, int(seconds * SECOND), key=None)
            if lease:
                until = asked + TRUSTED * seconds if lease.runs_out else math.inf
                if steady() < until:
                    logger.info("this process leads now")
                    return Term(store, lease.fence, until)
                # It was waited for so long that it cannot be trusted: it is had anew.
                await store.write(give_up, lease.fence, key=None)
                continue
            news = f"standing by: another process leads ({await store.read(leader)})"
        except (Busy, Unavailable) as error:
            news = f"standing by: the lease cannot be had: {_why(error)}"
        if news != said:
            logger.warning(said := news)
        await asyncio.sleep(LOOKED_FOR * seconds)


async def _keep(store: Store, held: Term, seconds: float) -> None:
    """Renews a lease that runs out; returns where that fails for too long."""
    if math.isinf(held.until):
        await held.over.wait()
        return
    while (left := held.until - steady()) > 0:
        await asyncio.sleep(min(RENEWED * seconds, left))
        asked = steady()
        try:
            async with asyncio.timeout(max(held.until - asked, 0)):
                if not await store.write(renew, held.fence, int(seconds * SECOND), key=None):
                    break
        except (Busy, Unavailable, TimeoutError) as error:
            logger.warning("the lease was not renewed: %s", _why(error))
        else:
            held.until = asked + TRUSTED * seconds


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
