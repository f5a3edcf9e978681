"""What stands in a database, so told that two runs of one thing tell the same.

Ids and times differ from run to run, their order does not: they are told by their rank. What is
sealed differs always: it is told by being there.
"""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, nullcontext
from typing import Any

import psycopg

Rows = frozenset[tuple[str, tuple[Any, ...]]]
_ID_OR_TIME = re.compile(r"\d{16,}")
# A day, a month, or a year alone: what is taken once in a period names it.
_DAY = re.compile(r"\b\d{4}-\d\d(-\d\d)?(?!\d)|(?<=')\d{4}(?=')")
_VERSION = re.compile(r'("?number"?[:=])\d+')
_SCENE = re.compile(r"scene-\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_STAFF = re.compile(r"staff:[0-9a-f]{32}")
# Who guessed is told sealed, and counted by a keyed name.
_SEALED = re.compile(r"""(?<="who":")[0-9a-f]+|(?<=')[0-9a-f]{32}(?=')""")
# Shelves, budgets, costs and causes are shared by all scenes: what counts is how a column changes.
_SHARED = {"stock": 1, "budget": -1, "cost": -1, "cause": -1}
# Seals, versions and acts of staff are numbered through all scenes: the column that says which.
_SERIAL = {
    "txn": 7,
    "seal": 0,
    "leaf": 1,
    "seal_block": 0,
    "programme": 0,
    "staff_person": 2,
    "staff_act": 1,
    # Of a draw, what was drawn.
    "drawing": 7,
}
_TABLES_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
_TABLES_POSTGRES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


class Onlooker:
    """Reads every row of every table, on a connection of its own beside the store's."""

    def __init__(self, url: str) -> None:
        self._connection = _connect(url)
        tables = self._connection.execute(
            _TABLES_SQLITE if url.startswith("sqlite:") else _TABLES_POSTGRES
        )
        self._tables = [name for (name,) in tables.fetchall()]

    def rows(self) -> Rows:
        """What stands there now; nobody writes meanwhile."""
        # On a server all of them go there and back at once.
        with getattr(self._connection, "pipeline", nullcontext)():
            looks = [self._connection.execute(f"SELECT * FROM {name}") for name in self._tables]
        return frozenset(
            (name, row)
            for name, look in zip(self._tables, looks, strict=True)
            for row in look.fetchall()
        )

    def close(self) -> None:
        """Looks away."""
        self._connection.close()


def fetch(url: str, sql: str) -> list[tuple[Any, ...]]:
    """What a query answers, on a connection beside the store's."""
    with closing(_connect(url)) as connection:
        return list(connection.execute(sql).fetchall())


def _connect(url: str) -> Any:
    if url.startswith("sqlite:///"):
        file = url.removeprefix("sqlite:///")
        return sqlite3.connect(f"file:{file}?mode=ro", uri=True, check_same_thread=False)
    return psycopg.connect(url, autocommit=True)


def effect(before: Rows, after: Rows) -> tuple[str, ...]:
    """What happened between two looks: the rows that went and those that came."""
    lines = [
        f"{sign} {table} {_told(table, row)}"
        for sign, rows in (("-", before - after), ("+", after - before))
        for table, row in rows
        if table not in _SHARED
    ]
    moved = [f"{table} {_sum(after, table) - _sum(before, table):+}" for table in _SHARED]
    return (*sorted(_ranked(lines)), *moved)


def plain(answer: object) -> str:
    """What a verb answered."""
    return _ranked([repr(answer)])[0]


def _ranked(lines: list[str]) -> list[str]:
    numbers = sorted({int(number) for line in lines for number in _ID_OR_TIME.findall(line)})
    rank = {str(number): f"#{place}" for place, number in enumerate(numbers)}
    texts = (_ID_OR_TIME.sub(lambda found: rank[found[0]], line) for line in lines)
    plainer = (_VERSION.sub(r"\1version", _DAY.sub("day", text)) for text in texts)
    unsealed = (_SEALED.sub("sealed", text) for text in plainer)
    return [_STAFF.sub("staff", _SCENE.sub("scene", text)) for text in unsealed]


def _told(table: str, row: tuple[Any, ...]) -> list[Any]:
    values = [_plain(value) for value in row]
    if table in _SERIAL:
        values[_SERIAL[table]] = "number"
    return values


def _sum(rows: Iterable[tuple[str, tuple[Any, ...]]], table: str) -> int:
    return sum(int(row[_SHARED[table]]) for name, row in rows if name == table)


def _plain(value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    # Of all bytes only stored results are not secret: they are JSON.
    return value.decode() if value[:1] in (b"{", b"[") and value.isascii() else "bytes"
