"""(4) How much memory the bot holds while it waits, after a thousand sign-ins."""

import asyncio
from pathlib import Path

from benchmarks.bots import jifen, seconds_to_answer, serving
from benchmarks.shops import build_shop, people
from benchmarks.table import CannotRun, Row, at_most

QUESTION = "(4) resident memory, idle"
GOAL_MB = 150.0
SIGN_INS = 1_000
CALM_SECONDS = 2.0


async def measure(folder: Path) -> Row:
    """Reads what the kernel says of the process once everybody has been answered."""
    crowd, database = people(SIGN_INS), folder / "memory.db"
    await build_shop(database, len(crowd))
    async with serving(crowd) as playground, jifen(playground, database) as process:
        await seconds_to_answer(playground.world, crowd, "/signin")
        await asyncio.sleep(CALM_SECONDS)
        resident = _resident_mb(process.pid)
    return at_most(QUESTION, f"after {SIGN_INS:,} sign-ins", resident, GOAL_MB, " MB")


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        raise CannotRun("this system has no /proc to read it from")
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(fields["VmRSS"].removesuffix("kB")) / 1024
