"""Another process holds the database: it is waited for or Busy, and nothing is doubled."""

import asyncio
import sys
from typing import Any

from domain import earning
from domain.errors import Busy
from tests.faults.place import LONG, SEED, Place, dice, figure, is_sound
from tests.faults.stage import LUCKY, credit_of
from tests.faults.wire import Execute
from tests.scene import joins, points

CALLS = 20_000 if LONG else 400
MEMBERS = CALLERS = 50
# Takes the write lock again and again, for longer than anybody is ready to wait.
HOLDER = """
import random, sqlite3, sys, time
chance = random.Random(sys.argv[2])
other = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
while True:
    other.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
    time.sleep(chance.uniform(0.15, 0.3))
    other.execute("ROLLBACK")
    time.sleep(chance.uniform(0, 0.05))
"""


def impatient(execute: Execute) -> Execute:
    """Waits 20 ms for a lock where the shop waits 5 s, so that a test sees the end of patience."""

    def passes(sql: str, given: Any) -> Any:
        if sql.startswith("BEGIN"):
            execute("PRAGMA busy_timeout = 20", ())
        return execute(sql, given)

    return passes


async def test_a_lock_is_waited_for_or_busy_and_nothing_is_doubled(file: Place) -> None:
    """Whoever is told Busy asks again with the same key, and is served in the end."""
    dice("locks")
    async with file.opened(LUCKY, impatient) as store:
        members = [await joins(store, number + 1) for number in range(MEMBERS)]
        busy = 0

        async def caller(member: int) -> None:
            nonlocal busy
            for _ in range(CALLS // CALLERS):
                deed = credit_of(member)
                while True:
                    try:
                        assert isinstance(await deed.done(store), earning.Credited)
                        break
                    except Busy:
                        busy += 1

        path = file.url.removeprefix("sqlite:///")
        holder = await asyncio.create_subprocess_exec(
            sys.executable, "-c", HOLDER, path, str(SEED), stdout=asyncio.subprocess.PIPE
        )
        assert holder.stdout is not None
        await holder.stdout.readline()
        await asyncio.gather(*(caller(member) for member in members))
        holder.kill()
        await holder.communicate()
        for member in members:
            assert await points(store, member) == 500 + CALLS // CALLERS * 108
        await is_sound(store)
    assert busy
    figure(f"{CALLS} calls, told Busy {busy} times")
