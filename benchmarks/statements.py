"""The statements of an earning, as the verbs make them: noted once, then run by bare drivers."""

import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.shops import KEY
from benchmarks.table import CannotRun
from bot.clock import SystemClock
from bot.store import queries
from bot.store.aio import Connection, connect
from bot.store.ids import Ids
from bot.store.replay import run_once
from domain import earning
from domain.adoption import Versions
from domain.tx import ReadTx, Tx
from domain.vault import Vault

CASHIER = 9002
# What bot/store sets for its writer beyond what every connection gets.
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = FAST",
    "temp_store = MEMORY",
)
Statement = tuple[str, Any]
Earning = list[Statement]


class _Recorder(sqlite3.Connection):
    """A connection that notes what it executes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.noted: list[Statement] = []

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        self.noted.append((sql, parameters))
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        rows = list(parameters)
        self.noted += [(sql, row) for row in rows]
        return super().executemany(sql, rows)


def arguments(number: int, members: list[int]) -> tuple[int, int, str, str | None, int]:
    """What `earning.credit` is given for one purchase, the same for every contender."""
    return members[number % len(members)], 1_000 + number, "main", None, CASHIER


def record(path: Path, members: list[int], numbers: Iterable[int]) -> list[Earning]:
    """Runs purchases through the verb, as the store does, and returns their statements."""
    recorder = sqlite3.connect(path, factory=_Recorder, isolation_level=None)
    sql, clock, vault, ids = (
        queries.bind(queries.load(), recorder.execute, recorder.executemany),
        SystemClock(),
        Vault(KEY),
        Ids(),
    )
    now = clock.now()
    versions = Versions.load(ReadTx(now, sql, Versions().at(now), vault))
    earnings = []
    recorder.execute("BEGIN IMMEDIATE")
    for number in numbers:
        recorder.noted = []
        now = clock.now()
        tx = Tx(now, sql, versions.at(now), vault, partial(ids.new, now), f"update:{number}")
        run_once(earning.credit, arguments(number, members), tx)
        earnings.append(list(recorder.noted))
    recorder.execute("COMMIT")
    recorder.close()
    if not all(earnings):
        raise CannotRun("the statements of the verbs went by unnoted")
    return earnings


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Connection]:
    """aiosqlite's connection, set up as the store's writer is."""
    connection = await connect(str(path))
    try:
        for pragma in PRAGMAS:
            await connection.execute(f"PRAGMA {pragma}")
        yield connection
    finally:
        await connection.close()
