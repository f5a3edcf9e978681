"""(12) How long a redemption takes while two hundred a second come in."""

import asyncio
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

from benchmarks.shops import by_callers, joined, open_shop
from benchmarks.table import Row, at_most
from bot.store import Store
from domain import earning, rewards

GOAL_MS, GOAL_RATIO = 25.0, 5.0
A_SECOND = 200
ROUNDS, SECONDS = 5, 4
MEMBERS = 1_000
REWARD = "coffee"
CASHIER = 9002
# The same durability as the store's own.
_PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL")


async def measure(folder: Path) -> list[Row]:
    """Redeems at a steady pace, and in turn commits one bare row at the same pace."""
    # As bot.py sets it: here too, two threads share one interpreter.
    sys.setswitchinterval(0.0005)
    redeemed: list[float] = []
    bare: list[float] = []
    async with open_shop(folder / "redeem.db") as store:
        members = await joined(store, MEMBERS)
        await _give(store, members)
        seen = {
            member: (await store.read(rewards.offer, member, REWARD)).mark for member in members
        }
        with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as file:
            for pragma in _PRAGMAS:
                file.execute(pragma)
            file.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, body TEXT) STRICT")
            for number in range(ROUNDS):
                redeemed += await _redeem(store, seen, number)
                bare += await asyncio.to_thread(_commit, folder / "bare.db", number)
    p99, bare_p99 = _p99_ms(redeemed), _p99_ms(bare)
    told = f"{len(redeemed):,} redeemed, median {1_000 * median(redeemed):.1f} ms"
    beside = f"p99 {p99:.1f} ms, a bare commit {bare_p99:.1f} ms"
    return [
        at_most(f"(12) redeeming at {A_SECOND}/s, p99", told, p99, GOAL_MS, " ms"),
        at_most("    against one bare durable commit", beside, p99 / bare_p99, GOAL_RATIO),
    ]


async def _give(store: Store, members: list[int]) -> None:
    """Every member buys enough for what they will redeem."""

    async def buys(member: int) -> None:
        key = f"give:{member}"
        await store.write(earning.credit, member, 900_000, "main", None, CASHIER, key=key)

    await by_callers(64, members, buys)


async def _redeem(store: Store, seen: dict[int, str], round_: int) -> list[float]:
    """An open loop: each confirms what they saw when their time has come, and waits from then on.

    Each reads the offer as well, which is another screen's question at the same pace.
    """
    loop = asyncio.get_running_loop()
    members, begin = list(seen), loop.time()
    waits: list[float] = []

    async def redeem(number: int) -> None:
        due = begin + number / A_SECOND
        await asyncio.sleep(due - loop.time())
        member = members[number * 7_919 % len(members)]
        key = f"press:{round_}:{number}"
        await store.write(rewards.redeem, member, REWARD, seen[member], key=key)
        waits.append(loop.time() - due)
        await store.read(rewards.offer, member, REWARD)

    await asyncio.gather(*(redeem(number) for number in range(A_SECOND * SECONDS)))
    return waits


def _commit(path: Path, round_: int) -> list[float]:
    """One row and one commit after the other, at the same pace."""
    waits: list[float] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(_PRAGMAS[1])
        begin = time.perf_counter()
        for number in range(A_SECOND * SECONDS):
            time.sleep(max(begin + number / A_SECOND - time.perf_counter(), 0))
            asked = time.perf_counter()
            file.execute("BEGIN IMMEDIATE")
            file.execute("INSERT INTO one (body) VALUES (?)", (f"{round_}:{number}" * 8,))
            file.execute("COMMIT")
            waits.append(time.perf_counter() - asked)
    return waits


def _p99_ms(waits: list[float]) -> float:
    return 1_000 * quantiles(waits, n=100)[98]
