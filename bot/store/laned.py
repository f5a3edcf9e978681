"""What every engine's store is: lanes that write, lanes that read, bells, rules in force."""

import itertools
import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

from bot.clock import Clock
from bot.store.batches import Batches, Reading, Session, Shared, Writing
from bot.store.ids import Ids
from bot.store.keeper import newest_id
from bot.store.lane import WAIT_SECONDS_MAX, Job, Lane
from bot.store.unavailable import Unavailable
from domain.adoption import Versions
from domain.programme import Programme
from domain.tx import ReadTx, Tx
from domain.vault import Vault

logger = logging.getLogger(__name__)

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
BATCH_MAX = 128


class LanedStore:
    """Group commit on threads that each own a connection: see `Store` for what it promises."""

    def __init__(self, clock: Clock, vault: Vault, wait_seconds: float = WAIT_SECONDS_MAX) -> None:
        self._clock = clock
        self._shared = Shared(clock, vault, Ids(), Versions())
        self._wait_seconds = wait_seconds
        self._bells: dict[str, list[Callable[[], None]]] = defaultdict(list)
        self._writers: list[Lane] = []
        self._readers: list[Lane] = []
        self._turn = itertools.count()

    async def _begin(self) -> None:
        """Takes up where the books stand: the rules in force, and the ids that are taken."""
        await self.read(Versions.load)
        self._shared.ids.rise_above(await self.read(newest_id))

    def _add_writer(self, session: Session) -> None:
        self._writers.append(self._lane(session, Writing(session, self._shared)))

    def _add_reader(self, session: Session) -> None:
        self._readers.append(self._lane(session, Reading(session, self._shared)))

    def _lane(self, session: Session, batches: Batches) -> Lane:
        return Lane(session, batches.run, BATCH_MAX, self._wait_seconds, self._ring)

    async def write(
        self,
        verb: Callable[[Tx, *Ts], R],
        *args: *Ts,
        key: str | None,
        fence: int | None = None,
    ) -> R:
        """Runs a verb durably, once for each key.

        Raises what the verb refuses with, Busy, StaleFence, or Unavailable.
        """
        if not self._writers:
            raise Unavailable("this database is open for reading only")
        result: R = await self._writer_for(args).call(verb, args, key, fence)
        return result

    def _writer_for(self, args: tuple[Any, ...]) -> Lane:
        """One lane for one first argument: what one member asks for keeps its order."""
        try:
            number = hash(args[0]) if args else 0
        except TypeError:
            number = 0
        return self._writers[number % len(self._writers)]

    async def read(self, question: Callable[[ReadTx, *Ts], R], *args: *Ts) -> R:
        """Answers a question from what is committed, on a connection that cannot write."""
        first, lanes = next(self._turn), len(self._readers)
        lane = min(
            (self._readers[(first + i) % lanes] for i in range(lanes)),
            key=lambda reader: reader.load,
        )
        result: R = await lane.call(question, args)
        return result

    @property
    def programme(self) -> Programme:
        """The rules in force now."""
        return self._shared.versions.at(self._clock.now()).programme

    def now(self) -> int:
        """The programme's time, in UTC microseconds."""
        return self._clock.now()

    def listen(self, bell: str, callback: Callable[[], None]) -> None:
        """Calls back on the loop after each commit in which a verb rang `bell`."""
        self._bells[bell].append(callback)

    async def close(self) -> None:
        """Finishes what waits and closes every connection."""
        # Writers go last: the last connection to go empties SQLite's WAL, and readers may not.
        for lane in [*self._readers, *self._writers]:
            await lane.close()
        self._writers, self._readers = [], []

    def _ring(self, jobs: list[Job]) -> None:
        for bell in set().union(*(job.bells for job in jobs if job.error is None)):
            for callback in self._bells[bell]:
                try:
                    callback()
                except Exception:
                    # What was committed is committed, and its callers wait for the answer.
                    logger.exception("what the bell %s woke has failed", bell)
