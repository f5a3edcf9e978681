"""Killed in the middle of writing, the shop keeps all it acknowledged, and nothing twice."""

import shutil
import subprocess
import sys
from pathlib import Path

from bot.clock import SystemClock
from bot.store import SqliteStore
from domain import earning, members, purchases
from domain.adoption import adopt
from domain.members import Person
from tests.scene import PROGRAMME, SHOP, VAULT, found, points
from tests.store.writer import CALLERS

ROOT = Path(__file__).parents[2]
ROUNDS = 3
ACKNOWLEDGED = 60


async def test_kill_9_loses_nothing_acknowledged_and_doubles_nothing(
    template: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(template, tmp_path / "jifen.db"))
    first = await SqliteStore.open(path, SystemClock(), VAULT)
    await first.write(adopt, PROGRAMME, key=None)
    await first.close()
    acknowledged: set[str] = set()
    for number in range(ROUNDS):
        acknowledged |= killed_while_writing(path, number * 10**6)
    assert len(acknowledged) >= ROUNDS * ACKNOWLEDGED

    store = await SqliteStore.open(path, SystemClock(), VAULT)
    for key in acknowledged:
        await store.read(purchases.by_receipt, SHOP, f"R-{key}")
    findings = await found(store)
    assert findings.ok
    assert findings.members == CALLERS
    for number in range(1, CALLERS + 1):
        who = await store.read(members.who, number)
        assert who is not None
        before = await points(store, who.member)
        mine = [key for key in acknowledged if key.startswith(f"{number}:")]
        # At most one write of a caller was under way at each kill.
        assert len(mine) <= before - 500 <= len(mine) + ROUNDS
        again = await store.write(earning.join, Person(number, "Ann", "en"), key=f"join:{number}")
        assert (again.member, again.is_new) == (who.member, True)
        for key in mine[-3:]:
            await store.write(earning.credit, who.member, 100, SHOP, f"R-{key}", 9002, key=key)
        assert await points(store, who.member) == before
    await store.close()


def killed_while_writing(path: Path, first: int) -> set[str]:
    """Lets a process write until enough is acknowledged, then kills it; returns what it said."""
    command = [sys.executable, "-m", "tests.store.writer", str(path), str(first)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(ACKNOWLEDGED)]
        process.kill()
        said += process.stdout.readlines()
    return {line.strip() for line in said if line.endswith("\n")}
