"""(10) What the monthly judgement of a million members costs, and who waits for it."""

import asyncio
import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

from benchmarks.great_books import member_id, write_great_books
from benchmarks.shops import open_shop
from benchmarks.table import Row, at_most
from bot.clock import SystemClock
from bot.scheduler import Job, Scheduler
from bot.settings import load
from bot.store import SqliteStore
from domain import earning
from domain.calendar import instant, local_date
from domain.earning import Swept, keeping
from domain.tx import Tx

MEMBERS = 1_000_000
GOAL_SECONDS, WAIT_GOAL_MS = 60.0, 50.0
CASHIER = 9002
# The three purchases of each member lie within the last twelve months.
BEGAN_DAYS = 300
PAUSE_SECONDS = 0.01
# Of each five members two hold nothing, and three a tier that they have not earned.
_HELD = """
INSERT INTO tier_held (member, tier, since)
SELECT id, CASE id % 5 WHEN 2 THEN 'silver' WHEN 3 THEN 'gold' ELSE 'diamond' END, joined_at
FROM member WHERE id > 0 AND id % 5 > 1
"""


async def measure(folder: Path, members: int = MEMBERS) -> list[Row]:
    """Judges them all in one night, while a till goes on."""
    path, zone = folder / "tiers.db", load().programme.zone
    today = local_date(SystemClock().now(), zone)
    began = instant(today - timedelta(days=BEGAN_DAYS), zone)
    await write_great_books(path, members, began)
    with closing(sqlite3.connect(path)) as books:
        books.execute(_HELD)
        books.commit()
    first = instant(today.replace(day=1), zone)

    def judge(tx: Tx, cursor: int, _: int, most: int) -> Swept:
        return keeping.judge(tx, first, cursor, most)

    waits: list[float] = []
    async with open_shop(path) as store:
        beside = asyncio.create_task(_buy(store, members, began, waits))
        start = time.perf_counter()
        await Scheduler(store, [Job("judge", lambda _: "00:00", judge)], 60).tick()
        seconds = time.perf_counter() - start
        beside.cancel()
    with closing(sqlite3.connect(path)) as books:
        (graces,) = books.execute(
            "SELECT count(*) FROM tier_held WHERE grace_until IS NOT NULL"
        ).fetchone()
    p99 = 1_000 * quantiles(waits, n=100)[98]
    said = f"{graces:,} in grace, {members / seconds:,.0f} members/s"
    meanwhile = f"{len(waits):,} purchases meanwhile"
    return [
        at_most(f"(10) tiers of {members:,} judged", said, seconds, GOAL_SECONDS, " s"),
        at_most("    a writer beside it waits, p99", meanwhile, p99, WAIT_GOAL_MS, " ms"),
    ]


async def _buy(store: SqliteStore, members: int, began: int, waits: list[float]) -> None:
    """A till that credits one purchase after another."""
    number = 0
    while True:
        number += 1
        member = member_id(number * 7_919 % members, began)
        start = time.perf_counter()
        await store.write(earning.credit, member, 500, "main", None, CASHIER, key=f"till:{number}")
        waits.append(time.perf_counter() - start)
        await asyncio.sleep(PAUSE_SECONDS)
