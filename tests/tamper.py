"""Hands that have the database file, or its server, and no scruples."""

import sqlite3
from contextlib import closing

import psycopg

# Every guard of the schema: checks, foreign keys and what must be unique.
CONSTRAINTS = """
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname)
    FROM pg_constraint
    WHERE contype IN ('c', 'f', 'u') AND connamespace = 'public'::regnamespace
"""


def lie(url: str, *statements: str) -> None:
    """Changes what may not be changed; the triggers stand again afterwards.

    The database must be closed, and one on a server without its constraints.
    """
    if url.startswith("sqlite"):
        _lie_in_a_file(url.removeprefix("sqlite:///"), statements)
    else:
        _lie_on_a_server(url, statements)


def seen(url: str, words: str) -> list[int]:
    """The first column of what the database holds."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            return [row[0] for row in file.execute(words)]
    with psycopg.connect(url) as server:
        return [row[0] for row in server.execute(words.encode())]


def _lie_in_a_file(path: str, statements: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for pragma in ("ignore_check_constraints = ON", "foreign_keys = OFF"):
            database.execute(f"PRAGMA {pragma}")
        guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = guards.fetchall()
        dropped = [f"DROP TRIGGER {name}" for name, _ in triggers]
        for statement in ("BEGIN", *dropped, *statements, *(sql for _, sql in triggers), "COMMIT"):
            database.execute(statement)


def strip(url: str) -> None:
    """Takes every constraint off a PostgreSQL database; its triggers stay."""
    with psycopg.connect(url, autocommit=True) as database:
        for (statement,) in database.execute(CONSTRAINTS).fetchall():
            database.execute(statement)


def _lie_on_a_server(url: str, statements: tuple[str, ...]) -> None:
    with psycopg.connect(url, autocommit=True) as database:
        # Triggers sleep in a replica.
        database.execute("SET session_replication_role = replica")
        for statement in statements:
            database.execute(statement.encode())
