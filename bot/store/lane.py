"""One database thread and what waits for it: whatever queues up goes along in the next hop."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiosqlite

from domain.errors import Busy

WAITING_MAX = 10_000


class Connection(aiosqlite.Connection):
    """aiosqlite's connection and thread, with one more verb: run a whole function there."""

    async def hop(self, function: Callable[..., Any], *args: Any) -> Any:
        """Runs `function(*args)` on the database thread and returns what it returns."""
        # Private, but the only way in: tests/store holds aiosqlite to it.
        return await self._execute(function, *args)  # type: ignore[no-untyped-call]

    @property
    def raw(self) -> sqlite3.Connection:
        """The sqlite3 connection; to be touched on the database thread only."""
        return self._conn


async def connect(target: str, *, uri: bool = False) -> Connection:
    """Opens a connection in autocommit mode: every BEGIN in this project is written out."""

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(
            target, uri=uri, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        for pragma in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "trusted_schema = OFF",
            "busy_timeout = 5000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    connection = Connection(opened, iter_chunk_size=64)
    await connection
    return connection


@dataclass(slots=True)
class Job:
    """One call waiting for the database thread."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    key: str | None
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None
    bells: set[str] = field(default_factory=set)


class Lane:
    """Feeds one connection: `run(jobs)` gets all that waits, up to `batch_max`, in one hop."""

    def __init__(
        self, connection: Connection, run: Callable[[list[Job]], None], batch_max: int
    ) -> None:
        self.connection = connection
        self._run = run
        self._batch_max = batch_max
        self._waiting: list[Job] = []
        self._feeding: asyncio.Task[None] | None = None
        self.on_done: Callable[[list[Job]], None] = lambda jobs: None

    @property
    def load(self) -> int:
        """How many calls wait or run."""
        return len(self._waiting) + (self._feeding is not None)

    async def call(
        self, function: Callable[..., Any], args: tuple[Any, ...], key: str | None
    ) -> Any:
        """Queues a call; returns its result once its batch is through, raises its error."""
        if len(self._waiting) >= WAITING_MAX:
            raise Busy
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(Job(function, args, key, future))
        if self._feeding is None:
            self._feeding = asyncio.create_task(self._feed())
        return await future

    async def _feed(self) -> None:
        while self._waiting:
            jobs = self._waiting[: self._batch_max]
            del self._waiting[: self._batch_max]
            try:
                await self.connection.hop(self._run, jobs)
            except Exception as error:
                for job in jobs:
                    job.error = job.error or error
            self.on_done(jobs)
            for job in jobs:
                # A caller who gave up cancels the wait, never the change.
                if job.future.cancelled():
                    continue
                if job.error is None:
                    job.future.set_result(job.result)
                else:
                    job.future.set_exception(job.error)
        self._feeding = None

    async def close(self) -> None:
        """Lets what waits run out, then closes the connection."""
        while self._feeding is not None:
            await asyncio.wait([self._feeding])
        await self.connection.close()
