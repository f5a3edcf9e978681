"""Measures the performance goals and prints a row for each; `--profile` shows where time goes."""

import argparse
import pstats
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks import (
    award,
    broadcasts,
    earnings,
    great,
    memory,
    points,
    redeem,
    replies,
    tiers,
    timemachine,
    transfers,
)
from benchmarks.bots import ROOT
from benchmarks.table import CannotRun, Row, not_run
from bot.process import run

Measure = Callable[[Path], Awaitable[Row | list[Row]]]
MEASUREMENTS: dict[str, Measure] = {
    "replies": replies.measure,
    "earnings": earnings.measure,
    "points": points.measure,
    "memory": memory.measure,
    "great": great.measure,
    "award": award.measure,
    "tiers": tiers.measure,
    "timemachine": timemachine.measure,
    "redeem": redeem.measure,
    "transfers": transfers.measure,
    "broadcasts": broadcasts.measure,
}
PROFILED = {"replies": replies, "earnings": earnings, "broadcasts": broadcasts}
LINES_SHOWN = 40


def main() -> None:
    """Parses the command line and does what it asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("only", nargs="*", help=f"any of: {', '.join(MEASUREMENTS)}; none: all")
    parser.add_argument("--profile", choices=PROFILED, help="profile one of them instead")
    parser.add_argument("--people", type=int, help="how many a broadcast is for (broadcasts only)")
    asked = parser.parse_args()
    unknown = set(asked.only) - set(MEASUREMENTS)
    if unknown:
        parser.error(f"there is no measurement called {sorted(unknown)[0]}")
    # On the project's own disk: a temporary folder may be memory, where durability is free.
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "build") as name:
        if asked.profile:
            seen = run(PROFILED[asked.profile].profile(Path(name)))
            pstats.Stats(str(seen)).sort_stats("tottime").print_stats(LINES_SHOWN)
        else:
            measurements = dict(MEASUREMENTS)
            if asked.people:
                measurements["broadcasts"] = partial(broadcasts.measure, recipients=asked.people)
            names = asked.only or list(MEASUREMENTS)
            run(_measure({each: measurements[each] for each in names}, Path(name)))


async def _measure(measurements: Mapping[str, Measure], folder: Path) -> None:
    for name, measure in measurements.items():
        try:
            found = await measure(folder)
        except CannotRun as reason:
            found = not_run(name, str(reason))
        for row in [found] if isinstance(found, Row) else found:
            print(row, flush=True)


if __name__ == "__main__":
    main()
