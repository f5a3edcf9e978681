"""What books say, in 64 digits: equal on SQLite and PostgreSQL where every row is equal."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic_core import to_json

from bot.keeping.progress import Moved
from bot.keeping.tables import Row, Table, Tables


@dataclass(frozen=True)
class Digest:
    """One SHA-256 for each table, over its rows in the order of its key, and one over all."""

    tables: tuple[tuple[str, int, str], ...]

    @property
    def whole(self) -> str:
        """The digest of all tables."""
        lines = (f"{name} {rows} {digest}\n" for name, rows, digest in sorted(self.tables))
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(rows for _, rows, _ in self.tables)

    def differs(self, other: "Digest") -> tuple[str, ...]:
        """The names of the tables that are not the same."""
        return tuple(sorted({name for name, _, _ in set(self.tables) ^ set(other.tables)}))


class TableDigest:
    """The digest of one table while its rows pass by."""

    def __init__(self, table: Table) -> None:
        self.name = table.name
        self._rows = 0
        heads = ",".join(f"{column.name} {column.kind}" for column in table.columns)
        self._hash = hashlib.sha256(f"{table.name}({heads})\n".encode())

    def take(self, batch: list[Row]) -> None:
        """Takes the next rows: JSON without spaces, bytes in hexadecimal digits."""
        self._rows += len(batch)
        # Without its brackets, a batch says nothing of where it began and ended.
        self._hash.update(to_json(batch, bytes_mode="hex")[1:-1] + b",")

    @property
    def result(self) -> tuple[str, int, str]:
        """The table's name, rows and digest."""
        return self.name, self._rows, self._hash.hexdigest()


def _unseen(count: int, table: str) -> None:
    """Nobody watches."""


def digest_of(tables: Tables, moved: Moved = _unseen) -> Digest:
    """Reads every row of every table."""
    found = []
    for table in tables.all():
        digest = TableDigest(table)
        for _ in passing(tables.rows(table), digest, moved):
            continue
        found.append(digest.result)
    return Digest(tuple(found))


def passing(batches: Iterator[list[Row]], digest: TableDigest, moved: Moved) -> Iterator[list[Row]]:
    """The batches as they come, each taken into the digest."""
    for batch in batches:
        digest.take(batch)
        yield batch
        moved(len(batch), digest.name)
