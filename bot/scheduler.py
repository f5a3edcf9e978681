"""The clock's edge: APScheduler ticks, and rows of job_run say what was done.

A job has one slot a day at a local time. What was missed is caught up; a batch commits together
with the cursor where the next one begins, so a crash repeats nothing. A job without a time of day
asks at every tick what is due.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.store import Store
from domain.calendar import local_date, wall
from domain.earning import Swept
from domain.programme import Programme
from domain.tx import ReadTx, Tx

logger = logging.getLogger(__name__)

# After a long sleep only this many days are made up for.
CATCH_UP_DAYS = 31
# So long may a batch keep the database from others, and so much is done in it.
HELD_SECONDS = 0.03
LEAST, MOST = 50, 5_000
Verb = Callable[[Tx, int, int, int], Swept]


@dataclass(frozen=True)
class Job:
    """A job: `batch(tx, cursor, slot, most)` does some of it; `slot` is its instant (UTC us).

    A job that asks what is due now needs only the `latest` of the slots it missed; one without
    `at` has no slots and keeps no cursor.
    """

    name: str
    at: Callable[[Programme], str] | None
    batch: Verb
    latest: bool = True


class Pace:
    """How much a batch does: what takes others no longer than HELD_SECONDS to wait for."""

    def __init__(self) -> None:
        self.most = 500

    def learn(self, count: int, seconds: float) -> None:
        """Takes in how long a batch of so many took; it grows no faster than twofold."""
        if count >= LEAST:
            fitting = int(count * HELD_SECONDS / max(seconds, 1e-6))
            self.most = min(max(fitting, LEAST), 2 * self.most, MOST)


def last_slot(tx: ReadTx, name: str) -> tuple[int, bool] | None:
    """The newest slot that was begun, and whether it was finished."""
    row = tx.sql.scheduler.last(name=name)
    return (row[0], row[1] == "done") if row else None


def run_batch(tx: Tx, job: Job, slot: int, most: int) -> Swept:
    """Does the next batch of a slot, at most so much, with its cursor in the same commit."""
    row = tx.sql.scheduler.run(name=job.name, slot=slot)
    if row is None:
        tx.sql.scheduler.begin(name=job.name, slot=slot, at=tx.now)
        row = ("running", 0)
    state, cursor = row
    if state == "done":
        return Swept(0, cursor, done=True)
    tx.restored_at = tx.sql.keeper.restored_at() or 0
    tx.makes_up_for(slot)
    swept = job.batch(tx, cursor, slot, most)
    if swept.done:
        tx.sql.scheduler.finish(name=job.name, slot=slot, cursor=swept.cursor, at=tx.now)
    else:
        tx.sql.scheduler.advance(name=job.name, slot=slot, cursor=swept.cursor)
    return swept


def run_due(tx: Tx, job: Job, most: int) -> Swept:
    """Does a batch of what is due now; the job says since when."""
    tx.restored_at = tx.sql.keeper.restored_at() or 0
    return job.batch(tx, 0, tx.now, most)


class Scheduler:
    """Looks every `tick_seconds` for slots that are due, and does them in order."""

    def __init__(self, store: Store, jobs: Sequence[Job], tick_seconds: float) -> None:
        self._store = store
        self._jobs = jobs
        self._ticker = AsyncIOScheduler(timezone="UTC")
        self._ticker.add_job(
            self._look,
            "interval",
            seconds=tick_seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._one_at_a_time = asyncio.Lock()
        self._woken: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begins to tick, at once for what was missed."""
        self._ticker.start()
        self.wake()

    def wake(self) -> None:
        """Ticks now: time has jumped."""
        task = asyncio.create_task(self.tick())
        self._woken.add(task)
        task.add_done_callback(self._woken.discard)

    async def _look(self) -> None:
        # APScheduler takes the end of a lease for an error; a task of our own ends without a word.
        if not self._one_at_a_time.locked():
            self.wake()

    async def stop(self) -> None:
        """Stops ticking; a batch that the database has begun is committed all the same."""
        self._ticker.shutdown(wait=False)
        for task in self._woken:
            task.cancel()
        # Cancelled is not ended yet.
        async with self._one_at_a_time:
            return

    async def tick(self) -> None:
        """Does everything that is due; a job that fails is tried again at the next tick."""
        async with self._one_at_a_time:
            for job in self._jobs:
                try:
                    await self._catch_up(job)
                except Exception:
                    logger.exception("job %s failed; it is tried again", job.name)

    async def _catch_up(self, job: Job) -> None:
        if job.at is None:
            await self._until_done(run_due, job)
            return
        last = await self._store.read(last_slot, job.name)
        for slot in due_slots(job, self._store.programme, self._store.now(), last):
            await self._until_done(run_batch, job, slot)

    async def _until_done(self, batch: Callable[..., Swept], *args: Any) -> None:
        pace, time = Pace(), asyncio.get_running_loop().time
        done = False
        while not done:
            begun = time()
            given: tuple[Any, ...] = (*args, pace.most)
            swept = await self._store.write(batch, *given, key=None)
            pace.learn(swept.count, time() - begun)
            done = swept.done


def due_slots(
    job: Job, programme: Programme, now: int, last: tuple[int, bool] | None
) -> tuple[int, ...]:
    """The slots to do now, oldest first: an unfinished one, then those missed since."""
    assert job.at is not None, "a job without a time of day has no slots"
    today = local_date(now, programme.zone)
    slots = [
        wall(today - timedelta(days=days), job.at(programme), programme.zone)
        for days in range(CATCH_UP_DAYS, -1, -1)
    ]
    past = [slot for slot in slots if slot <= now]
    if last is None:
        return tuple(past[-1:])
    slot, finished = last
    # A slot is a day's, also where its hour was changed since.
    done = local_date(slot, programme.zone)
    missed = [each for each in past if local_date(each, programme.zone) > done]
    return (*(() if finished else (slot,)), *(missed[-1:] if job.latest else missed))
