"""SQLite and PostgreSQL, fed the same scripts, do the same."""

from pathlib import Path

from tests import server
from tests.faults.place import LONG
from tests.simulation.campaign import copied
from tests.simulation.simulation import simulate

SCRIPTS, ACTS = (1_000, 60) if LONG else (4, 60)


def test_both_engines_do_the_same(postgres: str, template: Path) -> None:
    """Each answer and refusal, each balance and lot after each act, and each history."""
    for seed in range(SCRIPTS):
        with copied(template) as file:
            on_sqlite = simulate(file, seed, ACTS).transcript
        on_postgres = simulate(server.emptied(postgres), seed, ACTS).transcript
        assert on_postgres == on_sqlite, f"SEED={seed}"
