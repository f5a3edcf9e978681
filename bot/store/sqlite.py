"""The embedded store: one connection that writes, in group commits, and a few that only read."""

import asyncio
import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self, TypeVar, TypeVarTuple

from bot.clock import Clock
from bot.store import queries
from bot.store.ids import Ids
from bot.store.keeper import hold_to_key
from bot.store.lane import Job, Lane, connect
from bot.store.migrate import migrate, present
from bot.store.ownership import Ownership, Unavailable
from bot.store.replay import run_once
from domain.adoption import Versions
from domain.programme import Programme
from domain.tx import ReadTx, Tx
from domain.vault import Vault

__all__ = ["SqliteStore", "Unavailable"]

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
BATCH_MAX = 128
READERS = 2


class SqliteStore:
    """Group commit on aiosqlite's thread: see `Store` for what it promises."""

    def __init__(self, path: Path, clock: Clock, vault: Vault, owner: Ownership | None) -> None:
        self.path = path
        self._clock = clock
        self._vault = vault
        self._owner = owner
        self._versions = Versions()
        self._ids = Ids()
        self._bells: dict[str, list[Callable[[], None]]] = defaultdict(list)
        self._writer: Lane | None = None
        self._readers: list[Lane] = []
        self._turn = itertools.count()

    @classmethod
    async def open(cls, path: Path, clock: Clock, vault: Vault, *, writable: bool = True) -> Self:
        """Opens the database, owning and migrating it where `writable`.

        Raises Unavailable where another process owns it, or where there is nothing to read.
        """
        owner = Ownership.take(path) if writable else None
        store = cls(path, clock, vault, owner)
        try:
            await asyncio.to_thread(migrate if writable else present, path)
            await store._connect(writable)
            if writable:
                await store.write(hold_to_key, key=None)
        except BaseException:
            await store.close()
            raise
        return store

    async def _connect(self, writable: bool) -> None:
        loaded = queries.load()
        if writable:
            connection = await connect(str(self.path))
            # FULL: what was answered survives a power cut, not only a crash.
            # MEMORY: savepoints keep their undo pages there, not in a temporary file.
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "secure_delete = FAST",
                "temp_store = MEMORY",
            ):
                await connection.hop(connection.raw.execute, f"PRAGMA {pragma}")
            sql = queries.bind(loaded, connection.raw)
            self._writer = Lane(connection, lambda jobs: self._commit(jobs, sql), BATCH_MAX)
            self._writer.on_done = self._ring
        for _ in range(READERS):
            self._readers.append(await self._reader(loaded))
        self._versions = await self.read(Versions.load)

    async def _reader(self, loaded: dict[str, Any]) -> Lane:
        connection = await connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)
        sql = queries.bind(loaded, connection.raw)
        raw = connection.raw

        def answer(jobs: list[Job]) -> None:
            raw.execute("BEGIN")
            tx = ReadTx(now := self._clock.now(), sql, self._versions.at(now), self._vault)
            for job in jobs:
                try:
                    job.result = job.function(tx, *job.args)
                except Exception as error:
                    job.error = error
            raw.execute("ROLLBACK")

        return Lane(connection, answer, BATCH_MAX)

    async def write(self, verb: Callable[[Tx, *Ts], R], *args: *Ts, key: str | None) -> R:
        """Runs a verb durably, once for each key. Raises what the verb refuses with, or Busy."""
        if self._writer is None:
            raise Unavailable("this database is open for reading only")
        result: R = await self._writer.call(verb, args, key)
        return result

    async def read(self, question: Callable[[ReadTx, *Ts], R], *args: *Ts) -> R:
        """Answers a question from what is committed, on a connection that cannot write."""
        turn = next(self._turn)
        lane = min(
            (self._readers[(turn + i) % READERS] for i in range(READERS)),
            key=lambda reader: reader.load,
        )
        result: R = await lane.call(question, args, None)
        return result

    @property
    def programme(self) -> Programme:
        """The rules in force now."""
        return self._versions.at(self._clock.now()).programme

    def now(self) -> int:
        """The programme's time, in UTC microseconds."""
        return self._clock.now()

    def listen(self, bell: str, callback: Callable[[], None]) -> None:
        """Calls back on the loop after each commit in which a verb rang `bell`."""
        self._bells[bell].append(callback)

    async def close(self) -> None:
        """Finishes what waits, closes every connection and gives the database up."""
        # The writer goes last: the last connection to go empties the WAL, and readers may not.
        for lane in [*self._readers, self._writer]:
            if lane is not None:
                await lane.close()
        self._writer, self._readers = None, []
        if self._owner is not None:
            self._owner.release()
            self._owner = None

    def _commit(self, jobs: list[Job], sql: SimpleNamespace) -> None:
        """Runs a batch in one transaction; a batch that is lost runs again, one job at a time."""
        assert self._writer is not None
        raw = self._writer.connection.raw
        try:
            self._transact(raw, jobs, sql)
        except sqlite3.Error:
            _roll_back(raw)
            for job in jobs:
                job.result = job.error = None
                job.bells = set()
                try:
                    self._transact(raw, [job], sql)
                except sqlite3.Error as error:
                    _roll_back(raw)
                    job.error = error

    def _transact(self, raw: sqlite3.Connection, jobs: list[Job], sql: SimpleNamespace) -> None:
        execute = raw.execute
        execute("BEGIN IMMEDIATE")
        now, versions = self._clock.now(), self._versions
        for job in jobs:
            tx = Tx(now, sql, versions.at(now), self._vault, partial(self._ids.new, now), job.key)
            execute("SAVEPOINT verb")
            try:
                job.result = run_once(job.function, job.args, tx)
                job.bells = tx.bells
            except sqlite3.OperationalError:
                raise
            except Exception as error:
                execute("ROLLBACK TO verb")
                job.error = error
            execute("RELEASE verb")
            if "programme" in job.bells:
                versions = Versions.load(tx)
        execute("COMMIT")
        self._versions = versions

    def _ring(self, jobs: list[Job]) -> None:
        for bell in set().union(*(job.bells for job in jobs if job.error is None)):
            for callback in self._bells[bell]:
                callback()


def _roll_back(raw: sqlite3.Connection) -> None:
    # A full disk or a broken file may have ended the transaction already.
    if raw.in_transaction:
        raw.execute("ROLLBACK")
