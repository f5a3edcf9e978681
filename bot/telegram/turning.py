"""Live pictures: what a picture shows is drawn anew for a while, then it says that it is over."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden, TelegramError

from domain.errors import Busy

logger = logging.getLogger(__name__)

LIVE_SECONDS = 180.0
# When the bot stops, all that it answers is finished first: this is the least of it.
ENDED_WITHIN_SECONDS = 2.0
Change = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Kept:
    """A picture being kept alive, by its message, and how it ends."""

    message: int
    task: asyncio.Task[None]
    end: Change


class Turner:
    """Keeps one live picture for each person; a new one ends the one before.

    Durations are seconds of the event loop's time. A turn that fails is left out; a picture that
    is gone, or whose person is, is left alone.
    """

    def __init__(self, live: float = LIVE_SECONDS) -> None:
        self._live = live
        self._kept: dict[int, Kept] = {}
        self._jumped = asyncio.Event()

    def keep(self, person: int, message: int, every: float, turn: Change, end: Change) -> None:
        """Turns a person's picture `every` so many seconds, and ends it when its time is over.

        One that turns already just goes on for longer.
        """
        before = self._kept.pop(person, None)
        if before is not None:
            before.task.cancel()
            before = before if before.message != message else None
        task = asyncio.create_task(self._keep(every, turn, end, before))
        self._kept[person] = Kept(message, task, end)
        task.add_done_callback(lambda done: self._forget(person, done))

    def wake(self) -> None:
        """Time has jumped: every picture is turned now."""
        self._jumped.set()
        self._jumped = asyncio.Event()

    async def stop(self, seconds: float) -> None:
        """Turns nothing any more; pictures say that they are over, if `seconds` are left for it."""
        kept = list(self._kept.values())
        for each in kept:
            each.task.cancel()
        await asyncio.gather(*(each.task for each in kept), return_exceptions=True)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(seconds, ENDED_WITHIN_SECONDS)):
                await asyncio.gather(*(_changed(each.end) for each in kept))

    async def _keep(self, every: float, turn: Change, end: Change, before: Kept | None) -> None:
        over = asyncio.get_running_loop().time() + self._live
        if before is not None:
            await _changed(before.end)
        while await self._waited(every, over):
            if not await _changed(turn):
                return
        await _changed(end)

    async def _waited(self, every: float, over: float) -> bool:
        """Waits for the next turn; False where the time is over before it."""
        next_turn = asyncio.get_running_loop().time() + every
        try:
            async with asyncio.timeout_at(min(next_turn, over)):
                await self._jumped.wait()
        except TimeoutError:
            return next_turn < over
        return True

    def _forget(self, person: int, task: asyncio.Task[None]) -> None:
        if (kept := self._kept.get(person)) is not None and kept.task is task:
            del self._kept[person]


async def _changed(change: Change) -> bool:
    """Makes a change, or leaves it out; False where there is nothing left to change."""
    try:
        await change()
    except (Forbidden, BadRequest):
        return False
    except (TelegramError, Busy) as error:
        logger.warning("a live picture is left as it is this time: %s", error)
    except Exception:
        logger.exception("a live picture could not be changed")
        return False
    return True
