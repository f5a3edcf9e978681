"""Loads every .sql file beside the code and binds it to a connection.

A file's stem is its name in `tx.sql`: domain/books/books.sql is `tx.sql.books`. Where the two
databases need different words, a query `name_on_postgres` beside `name` stands in for it there.
A query that reads what another one of its file selects holds it as `({name})`.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiosql
from aiosql.types import SQLOperationType

_ROOT = Path(__file__).parents[2]
_ON_POSTGRES = "_on_postgres"
_PART = re.compile(r"\{(\w+)\}")


@lru_cache
def load(driver: str = "sqlite3") -> dict[str, dict[str, Any]]:
    """All queries by their file's stem and their name, in the words of `driver`.

    `driver` is sqlite3 or psycopg. A stem that occurs twice is an error.
    """
    files = sorted([*_ROOT.glob("domain/**/*.sql"), *_ROOT.glob("bot/**/*.sql")])
    queries = {file.stem: _chosen(aiosql.from_path(file, driver), driver) for file in files}
    if len(queries) != len(files):
        raise ValueError("two .sql files share a name")
    return queries


def _chosen(group: Any, driver: str) -> dict[str, Any]:
    """A file's queries by name, each in the variant meant for the driver."""
    names = [name for name in group.available_queries if not name.endswith("_cursor")]
    variants = {name for name in names if name.endswith(_ON_POSTGRES)}
    for_driver = variants if driver == "psycopg" else set()
    chosen = {
        name: getattr(group, name + _ON_POSTGRES if name + _ON_POSTGRES in for_driver else name)
        for name in names
        if name not in variants
    }
    return {
        name: SimpleNamespace(operation=query.operation, sql=_whole(query.sql, chosen))
        for name, query in chosen.items()
    }


def _whole(sql: str, queries: dict[str, Any]) -> str:
    """A query's text with those that it reads from in their places."""
    return _PART.sub(lambda part: _whole(queries[part[1]].sql, queries).rstrip(";"), sql)


def bind(
    queries: dict[str, dict[str, Any]],
    execute: Callable[[str, Any], Any],
    executemany: Callable[[str, Any], Any],
) -> SimpleNamespace:
    """The queries as functions of their parameters, by file and name, on one connection.

    A query that aiosql read runs without its three layers: they cost as much as SQLite does.
    """
    runs = {
        SQLOperationType.INSERT_UPDATE_DELETE: partial(_change, execute),
        SQLOperationType.INSERT_UPDATE_DELETE_MANY: partial(_changes, executemany),
        SQLOperationType.SELECT_ONE: partial(_row, execute),
        SQLOperationType.SELECT_VALUE: partial(_value, execute),
        SQLOperationType.SELECT: partial(_rows, execute),
    }
    return SimpleNamespace(
        **{
            stem: SimpleNamespace(
                **{name: runs[query.operation](query.sql) for name, query in group.items()}
            )
            for stem, group in queries.items()
        }
    )


def _change(execute: Callable[[str, Any], Any], sql: str) -> Callable[..., Any]:
    return lambda **given: execute(sql, given).rowcount


def _changes(executemany: Callable[[str, Any], Any], sql: str) -> Callable[..., Any]:
    def changes(rows: Any) -> None:
        executemany(sql, rows)

    return changes


def _row(execute: Callable[[str, Any], Any], sql: str) -> Callable[..., Any]:
    return lambda **given: execute(sql, given).fetchone()


def _value(execute: Callable[[str, Any], Any], sql: str) -> Callable[..., Any]:
    def value(**given: Any) -> Any:
        found = execute(sql, given).fetchone()
        return found[0] if found else None

    return value


def _rows(execute: Callable[[str, Any], Any], sql: str) -> Callable[..., Any]:
    return lambda **given: execute(sql, given).fetchall()
