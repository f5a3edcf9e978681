"""Many seeds: each on a database of its own, in memory where the machine has a place for that."""

import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bot.store.migrate import migrate
from tests.simulation.planted import BUGS, Bug
from tests.simulation.simulation import Tally, Violation, simulate

MEMORY = Path("/dev/shm")
PROCESSES = 2
# Enough acts for what is planted to show.
PLANTED_ACTS = 120


@contextmanager
def empty_databases() -> Iterator[Path]:
    """A folder with an empty database to be copied."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        template = Path(folder) / "template.db"
        migrate(f"sqlite:///{template}")
        yield template


@contextmanager
def copied(template: Path) -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=template.parent) as folder:
        path = Path(shutil.copy(template, Path(folder) / "jifen.db"))
        yield f"sqlite:///{path}"


def play(template: Path, ops: int, seed: int) -> Tally:
    """Plays one seed; raises Violation."""
    with copied(template) as url:
        return simulate(url, seed, ops).tally


def campaign(seeds: range, ops: int) -> Iterator[Tally]:
    """Plays many seeds on several processes, in order; raises the first Violation."""
    with empty_databases() as template, ProcessPoolExecutor(PROCESSES) as pool:
        yield from pool.map(partial(play, template, ops), seeds, chunksize=5)


def finds(template: Path, bug: Bug, seed: int) -> Violation | None:
    """What a seed finds wrong where a bug is planted."""
    with copied(template) as url:
        try:
            simulate(url, seed, PLANTED_ACTS, bug.through)
        except Violation as violation:
            return violation
    return None


def first_finder(template: Path, bug: Bug, seeds: range) -> tuple[int, Violation] | None:
    """The first seed that finds a bug, and what it says."""
    for seed in seeds:
        if (violation := finds(template, bug, seed)) is not None:
            return seed, violation
    return None


def all_found(seeds: range) -> Iterator[tuple[Bug, int, Violation]]:
    """Each planted bug with the first seed that finds it; raises AssertionError where none does."""
    with empty_databases() as template:
        for bug in BUGS:
            found = first_finder(template, bug, seeds)
            assert found is not None, f"nothing found that {bug.kind}"
            yield bug, *found
