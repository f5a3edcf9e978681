"""Runs what a lane hands over: writers in one transaction, readers in one look at the books."""

import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any, Protocol

from bot.clock import Clock
from bot.metrics import COMMIT_BATCH, COMMITS
from bot.store.fences import StaleFence, stale_fences
from bot.store.ids import Ids
from bot.store.lane import Job, Thread
from bot.store.replay import run_once
from bot.store.unavailable import Unavailable
from domain.adoption import Versions
from domain.errors import Busy
from domain.tx import ReadTx, Tx
from domain.vault import Vault

TRIES = 5
Execute = Callable[[str, Any], Any]
# A way to get between a store and its database: wraps the `execute` of each writing connection.
Through = Callable[[Execute], Execute]


@dataclass(frozen=True)
class Loss:
    """An error that takes the whole transaction along: whether another try may do, what to say."""

    again: bool
    told: Exception


class Session(Thread, Protocol):
    """One connection of an engine. All but `hop` and `close` is for its own thread."""

    sql: SimpleNamespace
    begin: str

    def say(self, *words: str) -> None:
        """Sends the words of a transaction: BEGIN, SAVEPOINT, COMMIT."""
        ...

    def ready(self) -> None:
        """Connects anew where the connection is gone."""
        ...

    def abandon(self) -> None:
        """Rolls back whatever is open."""
        ...

    def loss(self, error: Exception) -> Loss | None:
        """What an error means for the transaction; None where it is the verb's own."""
        ...


@dataclass
class Shared:
    """What all lanes of a store share: time, secrets, ids, and the rules as last seen."""

    clock: Clock
    vault: Vault
    ids: Ids
    versions: Versions

    def rules(self, sql: SimpleNamespace, now: int) -> Versions:
        """All versions of the programme, read again where another process added one."""
        if (sql.adoption.newest_number() or 0) == self.versions.newest:
            return self.versions
        return Versions.load(ReadTx(now, sql, self.versions.at(now), self.vault))

    def learn(self, versions: Versions) -> None:
        """Remembers rules that are committed; they never go back."""
        if versions.newest > self.versions.newest:
            self.versions = versions


class Batches(ABC):
    """Runs jobs together; where that is lost, one by one, in their order."""

    def __init__(self, session: Session, shared: Shared) -> None:
        self._session = session
        self._shared = shared

    def run(self, jobs: list[Job]) -> None:
        """Fills in each job's result or error; whatever is done is durable on return."""
        loss = self._attempt(jobs)
        if loss is not None:
            for job in jobs:
                loss = self._run_alone(job, loss)

    def _run_alone(self, job: Job, loss: Loss) -> Loss:
        """Tries one job of a lost batch again, while it has time; returns the last loss."""
        job.error = loss.told if isinstance(loss.told, Unavailable) else Busy()
        # Its batch was the first try.
        for _ in range(TRIES - 1):
            if job.late:
                break
            another = self._attempt([job])
            if another is None:
                break
            loss, job.error = another, another.told
            if not loss.again:
                break
        return loss

    def _attempt(self, jobs: list[Job]) -> Loss | None:
        for job in jobs:
            job.result = job.error = None
        try:
            self._session.ready()
            self._transact(jobs)
        except Exception as error:
            # The error outlives this try, and no statement may stay open with it.
            traceback.clear_frames(error.__traceback__)
            self._session.abandon()
            return self._session.loss(error) or Loss(again=False, told=error)
        return None

    @abstractmethod
    def _transact(self, jobs: list[Job]) -> None: ...


class Writing(Batches):
    """Group commit: each job in its own savepoint, all in one transaction."""

    def _transact(self, jobs: list[Job]) -> None:
        session = self._session
        session.say(session.begin)
        now = self._shared.clock.now()
        versions = self._shared.rules(session.sql, now)
        # Before any savepoint: what one rolls back, it unlocks.
        stale = stale_fences(session.sql, {job.fence for job in jobs})
        if len(jobs) == 1:
            versions = self._do(jobs[0], now, versions, stale)
            session.say("ROLLBACK" if jobs[0].error else "COMMIT")
        else:
            words = ["SAVEPOINT verb"]
            for job in jobs:
                session.say(*words)
                versions = self._do(job, now, versions, stale)
                words = ["ROLLBACK TO verb"] if job.error else ["RELEASE verb", "SAVEPOINT verb"]
            if jobs[-1].error:
                session.say("ROLLBACK TO verb")
            session.say("COMMIT")
        self._shared.learn(versions)
        if done := sum(job.error is None for job in jobs):
            COMMITS.inc()
            COMMIT_BATCH.observe(done)

    def _do(self, job: Job, now: int, versions: Versions, stale: set[int]) -> Versions:
        """Runs one verb; returns the rules as they are after it."""
        shared, sql = self._shared, self._session.sql
        make_id = partial(shared.ids.new, now)
        tx = Tx(now, sql, versions.at(now), shared.vault, make_id, job.key)
        try:
            if job.fence in stale:
                raise StaleFence
            job.result = run_once(job.function, job.args, tx)
        except Exception as error:
            if self._session.loss(error) is not None:
                raise
            job.error = error
            return versions
        # A verb whose commit was not heard of rings all the same when it is found done.
        job.bells |= tx.bells
        return Versions.load(tx) if "programme" in tx.bells else versions


class Reading(Batches):
    """Answers questions from one snapshot."""

    def _transact(self, jobs: list[Job]) -> None:
        session = self._session
        session.say(session.begin)
        now = self._shared.clock.now()
        versions = self._shared.rules(session.sql, now)
        tx = ReadTx(now, session.sql, versions.at(now), self._shared.vault)
        for job in jobs:
            try:
                job.result = job.function(tx, *job.args)
            except Exception as error:
                if session.loss(error) is not None:
                    raise
                job.error = error
        session.say("COMMIT")
        self._shared.learn(versions)
