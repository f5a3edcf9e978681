"""Live pictures: what a picture shows is drawn anew for a while, then it says that it is over."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden, TelegramError

from domain.errors import Busy

logger = logging.getLogger(__name__)

LIVE_SECONDS = 180.0
Change = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Kept:
    """A picture being kept alive, and how it ends."""

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

    def keep(self, person: int, every: float, turn: Change, end: Change) -> None:
        """Turns a person's picture `every` so many seconds, and ends it when its time is over."""
        before = self._kept.pop(person, None)
        if before is not None:
            before.task.cancel()
        task = asyncio.create_task(self._keep(every, turn, end, before))
        self._kept[person] = Kept(task, end)
        task.add_done_callback(lambda done: self._forget(person, done))

    def wake(self) -> None:
        """Time has jumped: every picture is turned now."""
        self._jumped.set()
        self._jumped = asyncio.Event()

    async def stop(self) -> None:
        """Turns nothing any more."""
        tasks = [kept.task for kept in self._kept.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

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
