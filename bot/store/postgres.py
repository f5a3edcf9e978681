"""The store on a server: workers that write, each on a connection of its own, and readers."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import SimpleNamespace
from typing import Any, Self

import psycopg
from psycopg import errors, pq
from psycopg.types.numeric import Int8Dumper

from bot.clock import Clock
from bot.store import queries
from bot.store.batches import Loss, Through
from bot.store.keeper import hold_to_key
from bot.store.lane import WAIT_SECONDS_MAX
from bot.store.laned import LanedStore
from bot.store.migrate import migrate, place, present
from bot.store.unavailable import Unavailable
from domain.errors import Busy
from domain.vault import Vault

WORKERS = 4
READERS = 2
CONNECT_SECONDS = 5
# How long to wait before each next try to connect.
PAUSES = (0.05, 0.2, 0.75)
WRITER_LIMITS = (
    "SET statement_timeout = '30s'",
    "SET lock_timeout = '3s'",
    # A process that sleeps in the middle of a write must not keep the next leader waiting for long.
    "SET idle_in_transaction_session_timeout = '5s'",
)
# An audit reads for minutes.
READER_LIMITS = (
    "SET statement_timeout = '30min'",
    "SET idle_in_transaction_session_timeout = '30min'",
)
# Errors that can take a transaction along; any other kind is a verb's own.
LOSSES = (
    psycopg.OperationalError,
    psycopg.InternalError,
    psycopg.InterfaceError,
    errors.UniqueViolation,
)
WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED"
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class PostgresStore(LanedStore):
    """One database that several processes may share: see `Store` for what it promises."""

    @classmethod
    async def open(
        cls,
        url: str,
        clock: Clock,
        vault: Vault,
        *,
        writable: bool = True,
        through: Through | None = None,
        workers: int = WORKERS,
        wait_seconds: float = WAIT_SECONDS_MAX,
    ) -> Self:
        """Connects, and migrates where `writable`.

        Raises Unavailable where the server is out of reach, or where there is nothing to read.
        """
        await asyncio.to_thread(migrate if writable else present, url)
        store = cls(clock, vault, wait_seconds)
        try:
            for _ in range(workers if writable else 0):
                store._add_writer(PostgresSession(url, WRITE, WRITER_LIMITS, through))
            for _ in range(READERS):
                store._add_reader(PostgresSession(url, READ, READER_LIMITS, None))
            await store._begin()
            if writable:
                await store.write(hold_to_key, key=None)
        except BaseException:
            await store.close()
            raise
        return store


def connect(url: str, *, autocommit: bool = True) -> psycopg.Connection[Any]:
    """Connects to a server, or raises Unavailable."""
    try:
        return psycopg.connect(
            url,
            autocommit=autocommit,
            connect_timeout=CONNECT_SECONDS,
            # A server that vanished without a word is given up on, not waited for.
            tcp_user_timeout=10_000,
            application_name="jifen",
        )
    except psycopg.OperationalError as error:
        raise out_of_reach(url, error) from error


def out_of_reach(url: str, error: Exception) -> Unavailable:
    """What is said when the server does not answer."""
    why = str(error).strip().partition("\n")[0]
    unavailable = Unavailable(f"{place(url)} is out of reach: {why}")
    unavailable.__cause__ = error
    return unavailable


def revision(url: str, question: str) -> str | None:
    """What the schema's revision is; None where there is none."""
    with connect(url) as connection:
        try:
            row = connection.execute(question.encode()).fetchone()
        except errors.UndefinedTable:
            return None
    return row[0] if row else None


class PostgresSession:
    """A connection on a thread of its own, made anew when it is lost."""

    def __init__(
        self, url: str, begin: str, limits: tuple[str, ...], through: Through | None
    ) -> None:
        self._url = url
        self._limits = limits
        self.begin = begin
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="postgres")
        self._connection: psycopg.Connection[Any] | None = None
        self._cursor: psycopg.Cursor[Any] | None = None
        wrap: Through = through or (lambda execute: execute)
        self._send = wrap(self._words)
        self.sql: SimpleNamespace = queries.bind(
            queries.load("psycopg"), wrap(self._one), wrap(self._many)
        )

    async def hop(self, function: Callable[..., Any], *args: Any) -> Any:
        """Runs `function(*args)` on the connection's thread and returns what it returns."""
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, partial(function, *args)
        )

    async def close(self) -> None:
        """Closes the connection and ends its thread."""
        await self.hop(self._drop)
        self._thread.shutdown()

    def say(self, *words: str) -> None:
        """Sends the words of a transaction, all in one go."""
        self._send("; ".join(words), ())

    def ready(self) -> None:
        """Connects where there is no connection; raises Unavailable after several tries."""
        for pause in PAUSES:
            if self._connection is not None:
                return
            try:
                self._connect()
            except Unavailable:
                time.sleep(pause)
        if self._connection is None:
            self._connect()

    def _connect(self) -> None:
        connection = connect(self._url)
        connection.execute("; ".join(self._limits).encode())
        # One type for every whole number: one prepared statement for each query.
        connection.adapters.register_dumper(int, Int8Dumper)
        connection.prepare_threshold = 0
        connection.prepared_max = 1_000
        self._connection, self._cursor = connection, connection.cursor()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = self._cursor = None

    def _one(self, sql: str, given: Any) -> Any:
        assert self._cursor is not None
        return self._cursor.execute(sql, given)

    def _many(self, sql: str, rows: Any) -> Any:
        assert self._cursor is not None
        return self._cursor.executemany(sql, rows)

    def _words(self, words: str, _: Any) -> None:
        """Speaks to libpq itself: to a cursor, any ROLLBACK means preparing all queries anew."""
        assert self._connection is not None
        result = self._connection.pgconn.exec_(words.encode())
        if result.status != pq.ExecStatus.COMMAND_OK:
            error = errors.error_from_result(result)
            # Without a state it was not the server that spoke: the connection is gone.
            raise error if error.sqlstate else psycopg.OperationalError(str(error))
        if words.endswith("COMMIT") and result.command_status != b"COMMIT":
            # A transaction that has failed is rolled back by it, without an error.
            raise psycopg.OperationalError("the transaction was rolled back instead")

    def abandon(self) -> None:
        """Rolls back; drops a connection that cannot."""
        if self._connection is None:
            return
        status = self._connection.pgconn.transaction_status
        if status == pq.TransactionStatus.IDLE:
            return
        if status in (pq.TransactionStatus.INTRANS, pq.TransactionStatus.INERROR):
            try:
                self._words("ROLLBACK", ())
                return
            except psycopg.Error:
                pass
        self._drop()

    def loss(self, error: Exception) -> Loss | None:
        """What the server's five letters mean (PostgreSQL's manual, appendix A)."""
        if not isinstance(error, LOSSES):
            return None
        state = error.sqlstate or ""
        if state in ("40001", "40P01", "55P03"):
            return Loss(again=True, told=Busy())
        if state == "23505":
            # Another process was first with this key: next time its result is found.
            return Loss(again=True, told=error)
        if state == "57014":
            return Loss(again=False, told=Busy())
        if state == "25006":
            return Loss(again=False, told=self._refused("takes no writes: is it a standby?", error))
        if state[:2] in ("53", "58"):
            return Loss(again=False, told=self._refused(f"cannot go on: {error}", error))
        if state[:2] in ("", "08", "25", "57", "XX"):
            return Loss(again=True, told=out_of_reach(self._url, error))
        return None

    def _refused(self, why: str, error: Exception) -> Unavailable:
        unavailable = Unavailable(f"{place(self._url)} {why}")
        unavailable.__cause__ = error
        return unavailable
