"""Which versions of SQLite can corrupt a file that two connections write."""

import sqlite3

import pytest

from bot.store.linked import has_wal_reset_bug, linked


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 44, 9), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_the_versions_that_can_corrupt_a_file(
    version: tuple[int, int, int], affected: bool
) -> None:
    assert has_wal_reset_bug(version) is affected
    assert ("It cannot happen here" in linked(version)) is affected


def test_the_operator_is_told_which_version_is_linked() -> None:
    assert linked().startswith(f"SQLite {sqlite3.sqlite_version} is linked")
