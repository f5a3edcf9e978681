"""The shop's life under faults, restarts and a clock that jumps: nothing is lost, nothing doubled.

`python -m tests.simulation SEED` plays again what a seed has found.
"""

from pathlib import Path

import pytest

from tests.faults.place import LONG
from tests.simulation.campaign import all_found, campaign, finds
from tests.simulation.planted import BUGS, Bug

SEEDS, ACTS = (1_000, 500) if LONG else (24, 80)


def test_whatever_the_seed_the_books_are_what_they_must_be() -> None:
    tallies = list(campaign(range(SEEDS), ACTS))
    assert sum(tally.acts for tally in tallies) == SEEDS * ACTS
    assert all(
        sum(getattr(tally, name) for tally in tallies) for name in ("faults", "restarts", "seals")
    )


def test_the_planted_bugs_are_of_many_kinds() -> None:
    assert len({bug.kind for bug in BUGS}) == len(BUGS) >= 12


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.kind)
def test_a_planted_bug_is_found_by_its_seed(bug: Bug, template: Path) -> None:
    assert finds(template, bug, bug.seed) is not None


@pytest.mark.skipif(not LONG, reason="the long form: FAULTS=long")
def test_each_planted_bug_is_found_first_by_the_seed_that_the_table_says() -> None:
    found = [(bug.kind, seed) for bug, seed, _ in all_found(range(SEEDS))]
    assert found == [(bug.kind, bug.seed) for bug in BUGS]
