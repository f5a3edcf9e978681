"""A shop in a process of its own, to be killed: each acknowledged write is said on stdout."""

import asyncio
import sys
from pathlib import Path

from bot.clock import SystemClock
from bot.store import SqliteStore
from domain import earning
from domain.members import Person
from tests.scene import VAULT

CALLERS = 8


async def serve(path: Path, first: int) -> None:
    """Credits purchases from many callers, numbered from `first`, until it is killed."""
    store = await SqliteStore.open(path, SystemClock(), VAULT)

    async def caller(number: int) -> None:
        joined = await store.write(earning.join, Person(number, "Ann", "en"), key=f"join:{number}")
        for count in range(first, 10**9):
            key = f"{number}:{count}"
            await store.write(earning.credit, joined.member, 100, "main", f"R-{key}", 9002, key=key)
            sys.stdout.write(f"{key}\n")
            sys.stdout.flush()

    await asyncio.gather(*(caller(number) for number in range(1, CALLERS + 1)))


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
