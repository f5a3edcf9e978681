"""Somebody else who looks into the database: what they see is committed."""

import sqlite3
from contextlib import closing
from typing import Any

import psycopg

from tests.server import name_of


def seen(url: str, question: str) -> Any:
    """The one value that a question to the database at `url` is answered with."""
    if url.startswith("sqlite:///"):
        file = f"file:{url.removeprefix('sqlite:///')}?mode=ro"
        with closing(sqlite3.connect(file, uri=True)) as other:
            return other.execute(question).fetchone()[0]
    with psycopg.connect(url) as connection:
        row = connection.execute(question.encode()).fetchone()
        assert row is not None
        return row[0]


def cut_off(server: str, url: str) -> None:
    """Ends every other connection to the database at `url`."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = %s AND pid <> pg_backend_pid()",
            [name_of(url)],
        )


def lets_in(server: str, url: str, whether: bool) -> None:
    """Whether the database at `url` takes new connections."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name_of(url)} ALLOW_CONNECTIONS {whether}".encode())
