"""PostgreSQL's side of moving books."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import psycopg

from bot.keeping.tables import BATCH, Column, Row, Table, Tables, listed, table_of
from bot.store import Unavailable
from bot.store.migrate import place
from bot.store.postgres import connect

_TYPES = {"int": "int8", "text": "text", "bytes": "bytea"}


class PostgresTables(Tables):
    """The tables of a PostgreSQL database."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self.connection = connection

    def query(self, sql: str, *parameters: str) -> list[Row]:
        """The rows of a small answer."""
        return self.connection.execute(_known(sql), parameters).fetchall()

    def rows(self, table: Table) -> Iterator[list[Row]]:
        """A table's rows in batches, in the order of its primary key."""
        with self.connection.cursor("rows", binary=True) as cursor:
            cursor.itersize = BATCH
            cursor.execute(
                _known(
                    f'SELECT {listed(table.columns)} FROM "{table.name}" '  # noqa: S608
                    f"ORDER BY {', '.join(map(_by_bytes, table.key))}"
                )
            )
            while batch := cursor.fetchmany(BATCH):
                yield batch

    def fill(self, table: Table, batches: Iterable[list[Row]]) -> None:
        """Puts rows into a table."""
        load = f'COPY "{table.name}" ({listed(table.columns)}) FROM STDIN (FORMAT BINARY)'
        with self.connection.cursor() as cursor, cursor.copy(_known(load)) as copy:
            copy.set_types([_TYPES[column.kind] for column in table.columns])
            for batch in batches:
                for row in batch:
                    copy.write_row(row)

    def clear(self, table: Table) -> None:
        """Takes away what a migration put into a table."""
        self.connection.execute(_known(f'DELETE FROM "{table.name}"'))  # noqa: S608

    def names(self) -> list[str]:
        """The names of all tables."""
        found = self.query(
            "SELECT relname FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )
        return [name for (name,) in found]

    def describe(self, name: str) -> Table:
        """What the catalogue says about a table."""
        quoted = f'"{name}"'
        columns = self.query(
            "SELECT a.attname, format_type(a.atttypid, NULL), "
            "coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0) "
            "FROM pg_attribute a "
            "LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary "
            "WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped",
            quoted,
        )
        parents = self.query(
            "SELECT DISTINCT c.relname FROM pg_constraint f JOIN pg_class c ON c.oid = f.confrelid "
            "WHERE f.contype = 'f' AND f.conrelid = %s::regclass",
            quoted,
        )
        return table_of(name, [(str(c), str(t), int(place)) for c, t, place in columns], parents)


@contextmanager
def opened(url: str, *, writing: bool = False) -> Iterator[PostgresTables]:
    """The tables of a database: as of now, or to be filled whole or not at all."""
    with connect(url, autocommit=False) as connection:
        if not writing:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
        try:
            yield PostgresTables(connection)
        except psycopg.OperationalError as error:
            raise Unavailable(f"{place(url)}: {str(error).partition(chr(10))[0]}") from error


def _by_bytes(column: Column) -> str:
    """Text in the order of its bytes, which is SQLite's; a server may have an order of its own."""
    return f'"{column.name}"' + (' COLLATE "C"' if column.kind == "text" else "")


def _known(sql: str) -> bytes:
    """SQL made of names from the catalogue alone; psycopg takes other strings for anybody's."""
    return sql.encode()
