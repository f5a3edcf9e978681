"""SQLite's side of moving books."""

import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.keeping.tables import BATCH, Row, Table, Tables, listed, table_of

# Filled in the order of their keys, tables find every index out of order: room for its pages.
CACHE = "cache_size = -262144"


class SqliteTables(Tables):
    """The tables of a SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def query(self, sql: str, *parameters: str) -> list[Row]:
        """The rows of a small answer."""
        return self.connection.execute(sql, parameters).fetchall()

    def rows(self, table: Table) -> Iterator[list[Row]]:
        """A table's rows in batches, in the order of its primary key."""
        found = self.connection.execute(
            f'SELECT {listed(table.columns)} FROM "{table.name}" '  # noqa: S608
            f"ORDER BY {listed(table.key)}"
        )
        while batch := found.fetchmany(BATCH):
            yield batch

    def fill(self, table: Table, batches: Iterable[list[Row]]) -> None:
        """Puts rows into a table."""
        marks = ", ".join("?" for _ in table.columns)
        insert = f'INSERT INTO "{table.name}" ({listed(table.columns)}) VALUES ({marks})'  # noqa: S608
        self.connection.executemany(insert, itertools.chain.from_iterable(batches))

    def clear(self, table: Table) -> None:
        """Takes away what a migration put into a table."""
        self.connection.execute(f'DELETE FROM "{table.name}"')  # noqa: S608

    def names(self) -> list[str]:
        """The names of all tables."""
        found = self.query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' "
            "ESCAPE '@'"
        )
        return [name for (name,) in found]

    def describe(self, name: str) -> Table:
        """What the catalogue says about a table."""
        columns = self.query("SELECT name, type, pk FROM pragma_table_info(?)", name)
        parents = self.query('SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)', name)
        return table_of(name, [(str(c), str(t), int(place)) for c, t, place in columns], parents)


def connect(file: Path, *, writing: bool = False) -> sqlite3.Connection:
    """Opens a file that is there; without `writing` nothing in it or beside it can change."""
    mode = "rw" if writing else "ro"
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
    )
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "busy_timeout = 5000", CACHE):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def opened(file: Path, *, writing: bool = False) -> Iterator[SqliteTables]:
    """The tables of a file: as of now, or to be filled whole or not at all."""
    with closing(connect(file, writing=writing)) as connection:
        connection.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
        tables = SqliteTables(connection)
        tables.names()  # The first read is the moment that is seen.
        yield tables
        connection.execute("COMMIT" if writing else "ROLLBACK")


def integrity(file: Path) -> list[str]:
    """What SQLite finds wrong with a file; nothing where it is whole."""
    with closing(connect(file)) as connection:
        found = [str(said) for (said,) in connection.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found
