"""Which SQLite this Python was linked with, and what that means for the books."""

import sqlite3

Version = tuple[int, ...]
# Two connections that write or checkpoint one WAL file at once can corrupt it: sqlite.org/wal.html.
FIRST_WITH_BUG, FIRST_WITHOUT = (3, 7, 0), (3, 51, 3)
MENDED_BRANCHES = ((3, 44, 6), (3, 50, 7))


def has_wal_reset_bug(version: Version) -> bool:
    """Whether a SQLite of this version can corrupt a file that two connections write."""
    if not FIRST_WITH_BUG <= version < FIRST_WITHOUT:
        return False
    return not any(version[:2] == fix[:2] and version >= fix for fix in MENDED_BRANCHES)


def linked(version: Version = sqlite3.sqlite_version_info) -> str:
    """A sentence for the operator about the SQLite that is linked."""
    name = f"SQLite {'.'.join(map(str, version))}"
    if not has_wal_reset_bug(version):
        return f"{name} is linked."
    return (
        f"{name} is linked, which can corrupt a file that two connections write (mended in "
        "3.51.3, 3.50.7 and 3.44.6). It cannot happen here: one connection writes, and a second "
        "bot is refused. Let no other program write to the file or checkpoint it."
    )
