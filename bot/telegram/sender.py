"""Delivers what the outbox holds: who waits first, at least once, each member's in order."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.telegram.desk import Desk
from bot.telegram.letters import Compose
from bot.telegram.pacing import NOTICE
from bot.telegram.telling import Outcomes, Telling
from domain.notices import Notice, due, held_back, settle
from domain.notices.kinds import NEWS, NUDGE, SERVICE, URGENT
from domain.tx import ReadTx

logger = logging.getLogger(__name__)

# Retries and quiet members come due without a bell: look again after this long.
PAUSE_SECONDS = 5.0
# So long it holds that a member wants a notice; what would leave later is looked at again.
FRESH_SECONDS = 0.5
# What waits for its turn is no more than what leaves in this time, so that it leaves in time.
AHEAD_SECONDS = 0.4
AHEAD_MOST = 100
# What was late is looked at again after this long.
LATE_SECONDS = 0.1
# Whom to look for: so many members, but for those being written to.
Wanted = tuple[int, tuple[int, ...], frozenset[int]]


@dataclass
class Stream:
    """What goes its own way past all others: some lanes, who is written to, and who waits."""

    lanes: tuple[int, ...]
    busy: set[int] = field(default_factory=set)
    queued: set[int] = field(default_factory=set)


def look(tx: ReadTx, wanted: Sequence[Wanted]) -> list[tuple[Notice, ...]]:
    """What each stream is to tell now."""
    return [due(tx, *each) for each in wanted]


class Sender:
    """Runs until cancelled; rung after each commit that wrote a notice.

    As much is under way as leaves within AHEAD_SECONDS, and what Telegram has not answered yet: so
    much a crash may tell twice. What could not be written down is tried again `again_seconds` on.
    """

    def __init__(self, desk: Desk, compose: Compose, again_seconds: float = 1.0) -> None:
        self._desk = desk
        self._compose = compose
        self._again_seconds = again_seconds
        self._streams = (Stream((URGENT,)), Stream((SERVICE,)), Stream((NUDGE, NEWS)))
        self._tasks: set[asyncio.Task[None]] = set()
        self._rung = asyncio.Event()
        self._looking, self._booking = asyncio.Lock(), asyncio.Lock()
        self._unbooked: Outcomes = []
        self._stopped = False
        desk.store.listen("outbox", self.wake)

    async def stop(self, seconds: float) -> None:
        """Sends no more; what is under way gets `seconds` to arrive."""
        self._stopped = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    @property
    def under_way(self) -> int:
        """How many members are being written to."""
        return len(self._tasks)

    def wake(self) -> None:
        """Looks at the outbox now."""
        self._rung.set()

    async def run(self) -> None:
        """Delivers whatever is due, whenever it is."""
        if count := (await self._desk.store.read(held_back)).count:
            logger.warning("%d notices are held back since a restore: bot.py outbox", count)
        try:
            while True:
                self._rung.clear()
                try:
                    await self._begin()
                except Exception:
                    logger.exception("the outbox could not be read; it is tried again")
                await self._rest()
        finally:
            for task in self._tasks:
                task.cancel()

    async def deliver(self) -> int:
        """Begins with what is due and waits for all that is under way; to how many members."""
        await self._begin()
        under_way = list(self._tasks)
        if under_way:
            await asyncio.wait(under_way)
        return 0 if self._stopped else len(under_way)

    async def _rest(self) -> None:
        seconds = self._desk.pacer.paused_for() or PAUSE_SECONDS
        with contextlib.suppress(TimeoutError):
            # Before Python 3.12, wait_for loses a cancellation that comes with the bell.
            async with asyncio.timeout(min(seconds, PAUSE_SECONDS)):
                await self._rung.wait()

    async def _begin(self) -> None:
        """Takes up as much as can leave soon."""
        async with self._looking:
            rooms = [(stream, room) for stream in self._streams if (room := self._room(stream))]
            if self._stopped or self._desk.pacer.paused_for() or not rooms:
                return
            until = asyncio.get_running_loop().time() + FRESH_SECONDS
            wanted = [(room, stream.lanes, frozenset(stream.busy)) for stream, room in rooms]
            found = await self._desk.store.read(look, wanted)
            for (stream, _), notices in zip(rooms, found, strict=True):
                for member in dict.fromkeys(notice.member for notice in notices):
                    theirs = [notice for notice in notices if notice.member == member]
                    self._start(stream, member, theirs, until)

    def _room(self, stream: Stream) -> int:
        """How many members more may wait for their turn; none before half of those have gone."""
        ahead = max(1, min(AHEAD_MOST, int(self._desk.pacer.rate * AHEAD_SECONDS)))
        # What could not be written down a crash would tell twice.
        queued = len(stream.queued) + len(self._unbooked)
        if NEWS in stream.lanes:
            queued += self._desk.pacer.waiting(NOTICE)
        return ahead - queued if 2 * queued <= ahead else 0

    def _start(self, stream: Stream, member: int, notices: list[Notice], until: float) -> None:
        stream.busy.add(member)
        stream.queued.add(member)
        task = asyncio.create_task(self._deliver_to(stream, member, notices, until))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_to(
        self, stream: Stream, member: int, notices: list[Notice], until: float
    ) -> None:
        def on_wire(left: bool) -> None:
            if left:
                stream.queued.discard(member)
                self._rung.set()

        telling = Telling(self._desk, self._compose, until, on_wire)
        try:
            outcomes = await telling.tell(notices)
            stream.queued.discard(member)
            await self._book([(notice, state) for notice, state in outcomes if state != "late"])
            if any(state == "late" for _, state in outcomes):
                await asyncio.sleep(LATE_SECONDS)
        except Exception:
            logger.exception("a member could not be told; it is tried again")
            await asyncio.sleep(self._again_seconds)
        finally:
            stream.queued.discard(member)
            stream.busy.discard(member)
            self._rung.set()

    async def _book(self, outcomes: Outcomes) -> None:
        """Writes down what became of notices, together with all that ended meanwhile."""
        self._unbooked += outcomes
        async with self._booking:
            while self._unbooked:
                taken, self._unbooked = self._unbooked, []
                try:
                    await self._desk.store.write(settle, taken, key=None)
                except Exception:
                    # They stay busy until it is written: so nothing is told twice.
                    logger.exception("what was told could not be written down; it is tried again")
                    self._unbooked = taken + self._unbooked
                    await asyncio.sleep(self._again_seconds)
