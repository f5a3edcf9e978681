"""(5) to (7) What a million members cost: a balance, the audit, and a day on which all expires."""

import asyncio
import os
import shutil
import sqlite3
import sys
import time
from contextlib import AsyncExitStack, closing
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from benchmarks.bots import ROOT
from benchmarks.great_books import ENTRIES_EACH, member_id, write_great_books
from benchmarks.shops import open_shop
from benchmarks.table import CannotRun, Row, at_least, at_most
from bot.clock import SystemClock
from bot.scheduler import Job, Scheduler
from bot.settings import load
from bot.store import SqliteStore
from domain import books, earning
from domain.calendar import instant, local_date
from handlers.jobs import expire, seal

MEMBERS, FEW = 1_000_000, 1_000
BALANCE_GOAL, AUDIT_GOAL_SECONDS = 1.5, 60.0
EXPIRY_GOAL, WAIT_GOAL_MS = 0.2, 50.0
ASKED, WARM_UP = 10_000, 2_000
CASHIER = 9002
# So long ago the books begin that every gift has ended today, and nothing else has.
BEGAN_DAYS = 424
PAUSE_SECONDS = 0.01
_DUE = """
CREATE TEMP TABLE due AS
SELECT row_number() OVER (ORDER BY expires_at, member, id) AS number, id, member, points_left
FROM lot WHERE points_left > 0 AND expires_at <= :now;
INSERT INTO txn (id, key, kind, actor, happened_at, posted_at, rules)
SELECT :first + number, 'expire:' || id, 'expire', 'clock', :now, :now, 1 FROM due;
INSERT INTO entry (txn, member, account, points, balance_after, account_version)
SELECT :first + number, member, 'available', -points_left, 0, 1000000 + number FROM due;
INSERT INTO entry (txn, member, account, points)
SELECT :first + number, 0, 'expired', points_left FROM due;
INSERT INTO draw (lot, txn, points) SELECT id, :first + number, points_left FROM due;
UPDATE lot SET points_left = 0 WHERE points_left > 0 AND expires_at <= :now;
UPDATE account SET points = account.points - due.points_left, version = version + 1
FROM due WHERE due.member = account.member AND account.kind = 'available';
INSERT INTO outbox (id, member, txn, kind, payload, due_at, state)
SELECT :first * 2 + number, member, NULL, 'expired', zeroblob(60), :now, 'due' FROM due
"""


async def measure(folder: Path) -> list[Row]:
    """Writes the books once, and asks all of it of them."""
    zone = load().programme.zone
    today = local_date(SystemClock().now(), zone)
    began = instant(today - timedelta(days=BEGAN_DAYS), zone)
    shops = {members: folder / f"great-{members}.db" for members in (FEW, MEMBERS)}
    for members, path in shops.items():
        await write_great_books(path, members, began)
    size = shops[MEMBERS].stat().st_size
    rows = [await _balances(shops, began), await _audited(shops[MEMBERS], size)]
    return [*rows, *await _expired(shops[MEMBERS], began)]


async def _balances(shops: dict[int, Path], began: int) -> Row:
    seconds: dict[int, list[float]] = {members: [] for members in shops}
    for path in shops.values():
        _warm(path)
    async with AsyncExitStack() as opened:
        stores = {
            members: await opened.enter_async_context(open_shop(path))
            for members, path in shops.items()
        }
        for number in range(WARM_UP + ASKED):
            for members, store in stores.items():
                member = member_id(number * 7_919 % members, began)
                start = time.perf_counter()
                await store.read(books.balances, member)
                seconds[members].append(time.perf_counter() - start)
    few, many = (1_000 * quantiles(seconds[n][WARM_UP:], n=100)[98] for n in (FEW, MEMBERS))
    return at_most(
        "(5) balance asked, p99, 1 M members to 1 k",
        f"{many:.2f} ms, {few:.2f} ms",
        many / few,
        BALANCE_GOAL,
    )


def _warm(path: Path) -> None:
    """Reads a file through, so that the books are asked and not the disk."""
    with path.open("rb") as file:
        while file.read(1 << 22):
            pass


async def _audited(path: Path, size: int) -> Row:
    entries = MEMBERS * ENTRIES_EACH
    start = time.perf_counter()
    async with open_shop(path) as store:
        await Scheduler(store, [Job("seal", lambda _: "00:00", seal)], 60).tick()
    sealed = time.perf_counter() - start
    start = time.perf_counter()
    audit = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        "audit",
        env={**os.environ, "JIFEN_DATABASE__URL": f"sqlite:///{path}"},
        cwd=ROOT,
    )
    if await audit.wait():
        raise CannotRun("the books that the benchmark wrote are wrong")
    seconds = time.perf_counter() - start
    return at_most(
        f"(6) audit, {MEMBERS:,} members",
        f"{entries:,} entries, {size / entries:.0f} bytes each, sealed in {sealed:.0f} s",
        seconds,
        AUDIT_GOAL_SECONDS,
        " s",
    )


async def _expired(path: Path, began: int) -> list[Row]:
    copy = path.with_name("expiry.db")
    shutil.copy(path, copy)
    bare = MEMBERS / await asyncio.to_thread(_set_based, copy)
    copy.unlink()
    waits: list[float] = []
    async with open_shop(path) as store:
        beside = asyncio.create_task(_buy(store, began, waits))
        start = time.perf_counter()
        await Scheduler(store, [Job("expire", lambda _: "00:00", expire)], 60).tick()
        ours = MEMBERS / (time.perf_counter() - start)
        beside.cancel()
    p99 = 1_000 * quantiles(waits, n=100)[98]
    return [
        at_least(
            "(7) expiry of 1 M scattered lots, lots/s",
            f"sweep {ours:,.0f}, one set-based statement {bare:,.0f}",
            ours / bare,
            EXPIRY_GOAL,
        ),
        at_most(
            "    a writer beside it waits, p99",
            f"{len(waits):,} purchases meanwhile",
            p99,
            WAIT_GOAL_MS,
            " ms",
        ),
    ]


async def _buy(store: SqliteStore, began: int, waits: list[float]) -> None:
    """A till that credits one purchase after another."""
    number = 0
    while True:
        number += 1
        member = member_id(number * 7_919 % MEMBERS, began)
        start = time.perf_counter()
        await store.write(earning.credit, member, 500, "main", None, CASHIER, key=f"till:{number}")
        waits.append(time.perf_counter() - start)
        await asyncio.sleep(PAUSE_SECONDS)


def _set_based(path: Path) -> float:
    """Seconds that one transaction of set-based statements takes for the same rows."""
    now = SystemClock().now()
    with closing(sqlite3.connect(path, isolation_level=None)) as books:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY"):
            books.execute(f"PRAGMA {pragma}")
        start = time.perf_counter()
        books.execute("BEGIN IMMEDIATE")
        for statement in _DUE.split(";"):
            books.execute(statement, {"now": now, "first": 1 << 61})
        books.execute("COMMIT")
        return time.perf_counter() - start
