"""Loads every .sql file beside the code and binds it to a connection.

A file's stem is its name in `tx.sql`: domain/books/books.sql is `tx.sql.books`.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiosql
from aiosql.types import SQLOperationType

_ROOT = Path(__file__).parents[2]


def load() -> dict[str, Any]:
    """All queries by their file's stem; a stem that occurs twice is an error."""
    files = sorted([*_ROOT.glob("domain/**/*.sql"), *_ROOT.glob("bot/**/*.sql")])
    queries = {file.stem: aiosql.from_path(file, "sqlite3") for file in files}
    if len(queries) != len(files):
        raise ValueError("two .sql files share a name")
    return queries


def bind(queries: dict[str, Any], connection: sqlite3.Connection) -> SimpleNamespace:
    """The queries as functions of their parameters, by file and name, on one connection."""
    return SimpleNamespace(
        **{
            stem: SimpleNamespace(
                **{
                    name: _bound(getattr(group, name), connection.execute)
                    for name in group.available_queries
                }
            )
            for stem, group in queries.items()
        }
    )


def _bound(query: Any, execute: Callable[..., sqlite3.Cursor]) -> Callable[..., Any]:
    """A query that aiosql read, run without its three layers: they cost as much as SQLite does."""
    sql: str = query.sql

    def change(**given: Any) -> int:
        return execute(sql, given).rowcount

    def row(**given: Any) -> Any:
        return execute(sql, given).fetchone()

    def value(**given: Any) -> Any:
        found = execute(sql, given).fetchone()
        return found[0] if found else None

    def rows(**given: Any) -> list[Any]:
        return execute(sql, given).fetchall()

    return {
        SQLOperationType.INSERT_UPDATE_DELETE: change,
        SQLOperationType.SELECT_ONE: row,
        SQLOperationType.SELECT_VALUE: value,
        SQLOperationType.SELECT: rows,
    }[query.operation]
