"""Moves books from one database to another, of either kind, and proves that they arrived."""

import tempfile
from functools import cache
from pathlib import Path

from bot.keeping.digest import Digest, TableDigest, digest_of, passing
from bot.keeping.places import opened, url_of
from bot.keeping.progress import Moved, Progress
from bot.keeping.tables import Tables
from bot.store import Unavailable
from bot.store.migrate import migrate, newest, place


def copy(source: str, target: str, progress: Progress) -> Digest:
    """Copies all rows as of one moment into a database that holds nothing yet; their digest.

    Raises Unavailable where the books cannot be read, where the target holds something, or where
    what arrived is not what left; the target is then as it was.
    """
    with opened(source) as leaving:
        if (stands := leaving.revision()) != newest():
            raise Unavailable(
                f"{place(source)} stands at schema {stands}, this bot at {newest()}: "
                "start this bot once on it"
            )
        migrate(target)
        with opened(target, writing=True) as arriving:
            if not holds_nothing(arriving):
                raise Unavailable(f"{place(target)} is not empty: name a new database")
            rows = sum(leaving.count(table) for table in leaving.all())
            with progress.step("copy", rows) as moved:
                left = fill(leaving, arriving, moved)
            with progress.step("compare", rows) as moved:
                arrived = digest_of(arriving, moved)
            if differing := left.differs(arrived):
                raise Unavailable(f"the copy differs in {', '.join(differing)}: nothing was kept")
    return left


def holds_nothing(tables: Tables) -> bool:
    """Whether a database holds only what the migrations put there, or not even that."""
    return not tables.names() or digest_of(tables) == _nothing()


@cache
def _nothing() -> Digest:
    """What books say in which nothing was written yet."""
    with tempfile.TemporaryDirectory() as folder:
        new = url_of(Path(folder) / "new.db")
        migrate(new)
        with opened(new) as tables:
            return digest_of(tables)


def fill(leaving: Tables, arriving: Tables, moved: Moved) -> Digest:
    """Puts every row of one database into another; the digest of what left."""
    tables = leaving.all()
    # What the migrations put there comes with the copy.
    for table in reversed(tables):
        if arriving.count(table):
            arriving.clear(table)
    found = []
    for table in tables:
        digest = TableDigest(table)
        arriving.fill(table, passing(leaving.rows(table), digest, moved))
        found.append(digest.result)
    return Digest(tuple(found))
