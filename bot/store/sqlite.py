"""The embedded store: one connection that writes, in group commits, and a few that only read."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

from bot.clock import Clock
from bot.store import queries
from bot.store.aio import Connection, connect
from bot.store.batches import Loss, Through
from bot.store.keeper import hold_to_key
from bot.store.lane import WAIT_SECONDS_MAX
from bot.store.laned import LanedStore
from bot.store.linked import linked
from bot.store.migrate import SQLITE, migrate, present
from bot.store.ownership import Ownership
from bot.store.unavailable import Unavailable
from domain.errors import Busy
from domain.vault import Vault

logger = logging.getLogger(__name__)

READERS = 2
# FULL: what was answered survives a power cut, not only a crash.
# MEMORY: savepoints keep their undo pages there, not in a temporary file.
WRITER_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = FAST",
    "temp_store = MEMORY",
)
# What SQLite says, and what the operator has to know.
TOLD = {
    "disk is full": "the disk is full: make room; nothing is half done, and it goes on by itself",
    "readonly database": "the file may not be written: see whose it is and how it is mounted",
}


class SqliteStore(LanedStore):
    """One file, one process that writes it: see `Store` for what it promises."""

    def __init__(
        self, path: Path, clock: Clock, vault: Vault, wait_seconds: float = WAIT_SECONDS_MAX
    ) -> None:
        super().__init__(clock, vault, wait_seconds)
        self.path = path
        self._owner: Ownership | None = None

    @classmethod
    async def open(
        cls,
        path: Path,
        clock: Clock,
        vault: Vault,
        *,
        writable: bool = True,
        through: Through | None = None,
        wait_seconds: float = WAIT_SECONDS_MAX,
    ) -> Self:
        """Opens the database, owning and migrating it where `writable`.

        Raises Unavailable where another process owns it, or where there is nothing to read.
        """
        store = cls(path, clock, vault, wait_seconds)
        if writable:
            store._owner = Ownership.take(path)
            logger.info(linked())
        try:
            await asyncio.to_thread(migrate if writable else present, f"{SQLITE}{path}")
            if writable:
                store._add_writer(await writing_session(path, through))
            for _ in range(READERS):
                store._add_reader(await reading_session(path))
            await store._begin()
            if writable:
                await store.write(hold_to_key, key=None)
        except BaseException:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Finishes what waits, closes every connection and gives the database up."""
        await super().close()
        if self._owner is not None:
            self._owner.release()
            self._owner = None


async def writing_session(path: Path, through: Through | None) -> "SqliteSession":
    """The one connection that writes and checkpoints."""
    connection = await connect(str(path))
    try:
        for pragma in WRITER_PRAGMAS:
            await connection.hop(connection.raw.execute, f"PRAGMA {pragma}")
        return SqliteSession(connection, path, "BEGIN IMMEDIATE", through)
    except BaseException:
        # Its thread would keep the process from ending.
        await connection.close()
        raise


async def reading_session(path: Path) -> "SqliteSession":
    """A connection that cannot write."""
    connection = await connect(f"{_uri(path)}?mode=ro", uri=True)
    try:
        return SqliteSession(connection, path, "BEGIN", None)
    except BaseException:
        await connection.close()
        raise


def _uri(path: Path) -> str:
    return path.absolute().as_uri()


class SqliteSession:
    """A connection on aiosqlite's thread, in the words that batches are run with."""

    def __init__(
        self, connection: Connection, path: Path, begin: str, through: Through | None
    ) -> None:
        self._connection = connection
        self._raw = connection.raw
        self._path = path
        self.begin = begin
        wrap: Through = through or (lambda execute: execute)
        self._execute = wrap(self._raw.execute)
        self.sql: SimpleNamespace = queries.bind(
            queries.load("sqlite3"), self._execute, wrap(self._raw.executemany)
        )

    async def hop(self, function: Callable[..., Any], *args: Any) -> Any:
        """Runs `function(*args)` on the database thread and returns what it returns."""
        return await self._connection.hop(function, *args)

    async def close(self) -> None:
        """Closes the connection and ends its thread."""
        await self._connection.close()

    def say(self, *words: str) -> None:
        """Sends the words of a transaction."""
        for word in words:
            self._execute(word, ())

    def ready(self) -> None:
        """A file does not go away."""

    def abandon(self) -> None:
        """Rolls back; a full disk or a broken file may have ended the transaction already."""
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    def loss(self, error: Exception) -> Loss | None:
        """A broken or busy database takes the whole transaction along."""
        if not isinstance(error, sqlite3.OperationalError) and type(error) is not (
            sqlite3.DatabaseError
        ):
            return None
        # Wrong SQL is the verb's own fault.
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            return None
        said = str(error)
        if "locked" in said:
            return Loss(again=True, told=Busy())
        why = next((told for sign, told in TOLD.items() if sign in said), said)
        unavailable = Unavailable(f"{self._path}: {why}")
        unavailable.__cause__ = error
        return Loss(again=False, told=unavailable)
