"""Sends broadcasts: claims a few members, writes to them, notes what became of it.

Who is claimed leaves while what was looked up about them is fresh, or is looked up again. Under
way, and so in doubt after a crash, is at most what leaves in UNDER_WAY_SECONDS: 25 messages at 25 a
second; 15 where it goes slower than that.
"""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from functools import partial
from typing import Final

from telegram.error import TelegramError

from bot.telegram.ask import Desk
from bot.telegram.pacing import BULK, PAID
from bot.telegram.pipes import Copy, Pipe, hand_over
from bot.telegram.progress import Progress, Redraw
from bot.telegram.sender import FRESH_SECONDS
from bot.telegram.settler import Settler
from domain import broadcasts
from domain.broadcasts import Open
from domain.calendar import SECOND

logger = logging.getLogger(__name__)

# Looks again after this long, whatever happens.
PAUSE_SECONDS: Final = 5.0
BACKOFF_SECONDS_MAX: Final = 30.0
# So many in a row that Telegram did not answer are no accident.
TROUBLE: Final = 5


class Broadcaster:
    """Runs until cancelled; `redraw` shows the owner the progress every `edit_seconds`.

    `backoff` is the first wait for a Telegram out of reach, in seconds; each next one is doubled.
    """

    def __init__(
        self, desk: Desk, redraw: Redraw, edit_seconds: float, backoff: float = 1.0
    ) -> None:
        self._desk = desk
        self._progress = Progress(desk, redraw, edit_seconds)
        self._settler = Settler(desk.store, self._note_settled, backoff)
        self._pipes = {lane: Pipe(lane, self._send, self._look) for lane in (BULK, PAID)}
        self._pipe_of: dict[int, Pipe] = {}
        self._sending: set[asyncio.Task[str]] = set()
        self._backoff_min = self._backoff = backoff
        self._trouble = 0
        self._rung = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._all_settled = asyncio.Event()
        self._all_settled.set()
        self._stopped = False
        # Whether something may be claimed that nobody sends: it was before a stop or a fault.
        self._in_doubt = True
        self._broken: dict[int, float] = {}
        desk.store.listen("broadcast", self.wake)

    def wake(self) -> None:
        """Looks now: something was started or stopped, or time has jumped."""
        self._look()
        self._progress.wake()

    def _look(self) -> None:
        self._rung.set()

    async def stop(self, seconds: float) -> None:
        """Claims nobody else; those whose turn is near get `seconds` to be written to."""
        self._stopped = True
        self._dissolve()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                async with self._claiming:
                    await self._all_settled.wait()

    async def run(self) -> None:
        """Takes up what a stop or a fault interrupted, then sends whatever is to be sent."""
        beside = [asyncio.create_task(each.run()) for each in (self._progress, self._settler)]
        try:
            await self._send_all()
        finally:
            self._dissolve()
            under_way = [*self._sending, *beside]
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)
            try:
                await self._settler.settle()
            except Exception:
                logger.exception("what became of the last messages could not be noted")

    async def _send_all(self) -> None:
        while True:
            self._rung.clear()
            rest = PAUSE_SECONDS
            try:
                if self._in_doubt:
                    await self._all_settled.wait()
                    await self._desk.store.write(broadcasts.recover, key=None)
                    self._in_doubt = False
                rest = await self._send_some()
            except Exception:
                logger.exception("broadcasts stopped; they go on")
                self._in_doubt = True
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(rest):
                    await self._rung.wait()

    async def _send_some(self) -> float:
        """Gives each broadcast its turn to claim; how long to rest then, in seconds."""
        if self._trouble >= TROUBLE:
            await self._reconnect()
        if pause := self._desk.pacer.paused_for():
            return min(pause, PAUSE_SECONDS)
        rest, now = PAUSE_SECONDS, asyncio.get_running_loop().time()
        for each in self._in_turn(await self._desk.store.read(broadcasts.open_now)):
            if self._broken.get(each.broadcast, 0.0) > now:
                continue
            try:
                rest = min(rest, await self._serve(each))
            except Exception:
                # One that cannot go on holds up no other.
                logger.exception("a broadcast stopped; it goes on")
                self._broken[each.broadcast] = now + PAUSE_SECONDS
                self._in_doubt = True
        return rest

    def _in_turn(self, found: Sequence[Open]) -> Sequence[Open]:
        """The oldest first, but whoever had a turn lets the others have theirs."""
        served = {pipe.served for pipe in self._pipes.values()}
        had = max((at for at, each in enumerate(found, 1) if each.broadcast in served), default=0)
        return (*found[had:], *found[:had])

    async def _serve(self, each: Open) -> float:
        """Begins, or claims for, one broadcast; how long it rests then, in seconds."""
        if each.scheduled:
            rest = self._seconds_until(each.starts_at)
            if not rest:
                people = await self._desk.store.read(broadcasts.people_now, each.broadcast)
                await self._desk.store.write(broadcasts.begin, each.broadcast, people, key=None)
            return rest
        pacer, paid = self._desk.pacer, each.paid and self._desk.paid_per_second > 0
        pipe = self._pipes[PAID if paid else BULK]
        async with self._claiming:
            room = pipe.room(pacer.paid_rate if paid else pacer.rate)
            if not room or self._stopped:
                return PAUSE_SECONDS
            return await self._claim(each.broadcast, pipe, room)

    async def _claim(self, broadcast: int, pipe: Pipe, room: int) -> float:
        until = asyncio.get_running_loop().time() + FRESH_SECONDS
        claimed = await self._desk.store.write(broadcasts.claim, broadcast, room, key=None)
        if claimed.recipients:
            pipe.served = broadcast
            self._pipe_of[broadcast] = pipe
            self._all_settled.clear()
            pipe.take(
                [
                    Copy(broadcast, claimed.content, to, pipe, until)
                    for to in claimed.recipients
                    # That these had no turn was noted unheard: once noted again, they have theirs.
                    if not self._settler.holds(broadcast, to.member)
                ]
            )
            return 0
        if claimed.rests_until is not None:
            return self._seconds_until(claimed.rests_until)
        if claimed.over:
            self._progress.wake()
        elif self._all_settled.is_set():
            # It waits for what nobody sends: the answer to an earlier claim was lost.
            self._in_doubt = True
            self._look()
        return PAUSE_SECONDS

    def _seconds_until(self, us: int) -> float:
        return max(us - self._desk.store.now(), 0) / SECOND

    def _send(self, copy: Copy) -> None:
        task = asyncio.create_task(hand_over(self._desk, copy))
        self._sending.add(task)
        task.add_done_callback(partial(self._note, copy))

    def _dissolve(self) -> None:
        for copy in [copy for pipe in self._pipes.values() for copy in pipe.dissolve()]:
            self._settler.add(copy.broadcast, copy.to.member, "unsent")

    def _note(self, copy: Copy, task: asyncio.Task[str]) -> None:
        """What became of it; cut short on the wire, it may have arrived or not."""
        self._sending.discard(task)
        copy.has_turn()
        interrupted = "unknown" if copy.on_wire else "unsent"
        outcome = interrupted if task.cancelled() else task.result()
        if outcome in ("unknown", "retry"):
            self._trouble += 1
        elif outcome != "unsent":
            self._trouble, self._backoff = 0, self._backoff_min
        self._settler.add(copy.broadcast, copy.to.member, outcome)
        if not self._sending or self._settler.count >= copy.pipe.most // 3:
            self._settler.hurry()

    def _note_settled(self, broadcast: int, count: int) -> None:
        self._pipe_of[broadcast].settle(count)
        if not any(pipe.under_way for pipe in self._pipes.values()):
            self._all_settled.set()
            self._pipe_of.clear()

    async def _reconnect(self) -> None:
        """Waits until Telegram answers, so that an outage puts nobody else in doubt."""
        while self._trouble:
            logger.warning("broadcasts wait for Telegram: next try in %.0f s", self._backoff)
            await asyncio.sleep(self._backoff)
            self._backoff = min(self._backoff * 2, BACKOFF_SECONDS_MAX)
            with contextlib.suppress(TelegramError):
                await self._desk.bot.get_me()
                self._trouble = 0
