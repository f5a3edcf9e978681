"""Loads every .sql file beside the code and binds it to a connection.

A file's stem is its name in `tx.sql`: domain/books/books.sql is `tx.sql.books`.
"""

import sqlite3
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiosql

_ROOT = Path(__file__).parents[2]


def load() -> dict[str, Any]:
    """All queries by their file's stem; a stem that occurs twice is an error."""
    files = sorted([*_ROOT.glob("domain/**/*.sql"), *_ROOT.glob("bot/**/*.sql")])
    queries = {file.stem: aiosql.from_path(file, "sqlite3") for file in files}
    if len(queries) != len(files):
        raise ValueError("two .sql files share a name")
    return queries


def bind(queries: dict[str, Any], connection: sqlite3.Connection) -> SimpleNamespace:
    """The queries with their connection filled in."""
    return SimpleNamespace(
        **{
            stem: SimpleNamespace(
                **{
                    name: partial(getattr(group, name), connection)
                    for name in group.available_queries
                }
            )
            for stem, group in queries.items()
        }
    )
