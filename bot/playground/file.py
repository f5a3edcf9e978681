"""The world's file: one row per object, written as it changes, so kill -9 loses nothing."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS object (
    kind TEXT NOT NULL,
    id NOT NULL,
    body NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID
"""


class WorldFile:
    """A small SQLite file in autocommit; rows are (kind, id, body)."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute(SCHEMA)

    def load(self, kind: str) -> Iterator[tuple[int | str, bytes]]:
        """Every object of a kind, in the order of their ids."""
        rows = self._database.execute(
            "SELECT id, body FROM object WHERE kind = ? ORDER BY id", (kind,)
        )
        yield from rows

    def put(self, kind: str, key: int | str, body: bytes) -> None:
        """Writes one object, new or changed."""
        self._database.execute("INSERT OR REPLACE INTO object VALUES (?, ?, ?)", (kind, key, body))

    def drop(self, kind: str, key: int | str) -> None:
        """Forgets one object."""
        self._database.execute("DELETE FROM object WHERE kind = ? AND id = ?", (kind, key))

    def drop_below(self, kind: str, key: int) -> None:
        """Forgets the objects of a kind whose ids are smaller."""
        self._database.execute("DELETE FROM object WHERE kind = ? AND id < ?", (kind, key))

    def clear(self, kinds: tuple[str, ...]) -> None:
        """Forgets every object of these kinds."""
        for kind in kinds:
            self._database.execute("DELETE FROM object WHERE kind = ?", (kind,))

    def close(self) -> None:
        """Lets the file go."""
        self._database.close()
