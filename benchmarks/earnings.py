"""(2) How many durable earnings a second: store.write against bare drivers, same statements."""

import cProfile
import shutil
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.shops import build_shop, by_callers, open_shop
from benchmarks.statements import Earning, arguments, opened, record
from benchmarks.table import Row, at_least
from bot.store import SqliteStore
from domain import earning
from domain.tx import Tx

GOAL_BARE, GOAL_AWAITED = 0.6, 15.0
ROUNDS = 5
MEMBERS = 1_000
EARNINGS = 3_200
EARNINGS_AWAITED = 320
CALLERS = BATCH = 64


async def measure(folder: Path) -> list[Row]:
    """Lets the three take turns, each on a copy of one shop."""
    # As bot.py sets it: here too, two threads share one interpreter.
    sys.setswitchinterval(0.0005)
    shop = folder / "earnings.db"
    members = await build_shop(shop, MEMBERS)
    earnings = record(_copy(shop), members, range(EARNINGS))
    grouped, bare, awaited = [], [], []
    for _ in range(ROUNDS):
        grouped.append(await _grouped(_copy(shop), members))
        bare.append(await _bare(_copy(shop), earnings))
        awaited.append(await _awaited(_copy(shop), earnings[:EARNINGS_AWAITED]))
    ours, limit, stock = median(grouped), median(bare), median(awaited)
    return [
        at_least(
            "(2) earnings/s, durable, 64 callers",
            f"store.write {ours:,.0f}, bare sqlite3 {limit:,.0f}",
            ours / limit,
            GOAL_BARE,
        ),
        at_least(
            "    against one transaction each",
            f"store.write {ours:,.0f}, aiosqlite {stock:,.0f}",
            ours / stock,
            GOAL_AWAITED,
        ),
    ]


async def profile(folder: Path) -> Path:
    """One round under cProfile; returns the file of what it saw on the database thread."""
    shop, seen = folder / "earnings.db", folder / "earnings.prof"
    members = await build_shop(shop, MEMBERS)
    profiler = cProfile.Profile()

    # A verb runs on the database thread, and a profiler watches the thread that switches it on.
    def watch(tx: Tx) -> None:
        profiler.enable()

    def look_away(tx: Tx) -> None:
        profiler.disable()

    async with open_shop(shop) as store:
        await store.write(watch, key=None)
        await _credit_all(store, members)
        await store.write(look_away, key=None)
    profiler.dump_stats(seen)
    return seen


async def _grouped(database: Path, members: list[int]) -> float:
    async with open_shop(database) as store:
        start = time.perf_counter()
        await _credit_all(store, members)
        return EARNINGS / (time.perf_counter() - start)


async def _credit_all(store: SqliteStore, members: list[int]) -> None:
    async def credit(number: int) -> None:
        purchase = arguments(number, members)
        await store.write(earning.credit, *purchase, key=f"update:{number}")

    await by_callers(CALLERS, range(EARNINGS), credit)


async def _bare(database: Path, earnings: list[Earning]) -> float:
    async with opened(database) as connection:
        execute = connection.raw.execute
        start = time.perf_counter()
        for first in range(0, len(earnings), BATCH):
            execute("BEGIN IMMEDIATE")
            for statements in earnings[first : first + BATCH]:
                for sql, parameters in statements:
                    execute(sql, parameters).fetchall()
            execute("COMMIT")
        return len(earnings) / (time.perf_counter() - start)


async def _awaited(database: Path, earnings: list[Earning]) -> float:
    async with opened(database) as connection:
        start = time.perf_counter()
        for statements in earnings:
            await connection.execute("BEGIN IMMEDIATE")
            for sql, parameters in statements:
                await connection.execute_fetchall(sql, parameters)
            await connection.execute("COMMIT")
        return len(earnings) / (time.perf_counter() - start)


def _copy(shop: Path) -> Path:
    for old in shop.parent.glob("copy.db*"):
        old.unlink()
    return Path(shutil.copy(shop, shop.with_name("copy.db")))
