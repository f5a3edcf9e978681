"""The tables of one database, seen in one transaction: found in its catalogue, named nowhere.

A table that a later migration adds is moved and digested without a change here.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

Row = tuple[Any, ...]
BATCH = 5_000
REVISIONS = "alembic_version"
# What every column holds is one of three kinds, whatever the database calls it.
KINDS = {
    "INTEGER": "int",
    "bigint": "int",
    "integer": "int",
    "TEXT": "text",
    "text": "text",
    "BLOB": "bytes",
    "bytea": "bytes",
}


@dataclass(frozen=True)
class Column:
    """A column's name and kind: int, text or bytes."""

    name: str
    kind: str


@dataclass(frozen=True)
class Table:
    """A table: its columns by name, its primary key in order, and the tables it refers to."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[Column, ...]
    parents: frozenset[str]


class Tables(ABC):
    """One database in one transaction: read as of one moment, or filled whole or not at all."""

    @abstractmethod
    def query(self, sql: str, *parameters: str) -> list[Row]:
        """The rows of a small answer."""

    @abstractmethod
    def rows(self, table: Table) -> Iterator[list[Row]]:
        """A table's rows in batches, in the order of its primary key, columns as in the table."""

    @abstractmethod
    def fill(self, table: Table, batches: Iterable[list[Row]]) -> None:
        """Puts rows into a table."""

    @abstractmethod
    def clear(self, table: Table) -> None:
        """Takes away what a migration put into a table."""

    @abstractmethod
    def names(self) -> list[str]:
        """The names of all tables."""

    @abstractmethod
    def describe(self, name: str) -> Table:
        """What the catalogue says about a table."""

    def all(self) -> list[Table]:
        """Every table of the books, each after those it refers to."""
        found = {name: self.describe(name) for name in sorted(self.names()) if name != REVISIONS}
        order = TopologicalSorter(
            {name: sorted(table.parents - {name}) for name, table in found.items()}
        )
        return [found[name] for name in order.static_order()]

    def revision(self) -> str | None:
        """The revision the schema stands at; None where there is none yet."""
        if REVISIONS not in self.names():
            return None
        ((number,),) = self.query(f"SELECT version_num FROM {REVISIONS}")  # noqa: S608
        return str(number)

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        ((rows,),) = self.query(f'SELECT count(*) FROM "{table.name}"')  # noqa: S608
        return int(rows)


def table_of(name: str, columns: Iterable[tuple[str, str, int]], parents: Iterable[Row]) -> Table:
    """A table from the catalogue's rows: (name, type, place in the primary key or 0)."""
    found = sorted((column, KINDS[kind], place) for column, kind, place in columns)
    keyed = sorted((place, Column(column, kind)) for column, kind, place in found if place)
    return Table(
        name=name,
        columns=tuple(Column(column, kind) for column, kind, _ in found),
        key=tuple(column for _, column in keyed),
        parents=frozenset(parent for (parent,) in parents),
    )


def listed(columns: Iterable[Column]) -> str:
    """Column names, quoted: some of them are words of SQL."""
    return ", ".join(f'"{column.name}"' for column in columns)
