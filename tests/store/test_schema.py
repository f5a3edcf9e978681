"""The schema guards the books by itself, whoever holds the file."""

import asyncio
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.store import Store, Unavailable
from bot.store.aio import connect
from bot.store.migrate import SQLITE, current, migrate, newest
from domain.audit import TRIGGERS
from tests.scene import buys, joins, redeems
from tests.server import database as database_on

ROOT = Path(__file__).parents[2]

FIXED = {
    "txn": ("id", "key", "kind", "actor", "happened_at", "posted_at", "reverses", "rules"),
    "entry": ("txn", "member", "account", "points", "balance_after", "account_version"),
    "draw": ("lot", "txn", "points"),
    "lot": ("id", "member", "txn", "points", "earned_at", "origin", "decay_percent"),
}


REFUSED = (sqlite3.IntegrityError, psycopg.IntegrityError, psycopg.DataError)
SQLITES_OWN = pytest.mark.parametrize("engine", ["sqlite"])


@pytest.fixture
async def books(store: Store, url: str) -> str:
    """The address of a shop in which points were earned and spent."""
    ann = await joins(store)
    await buys(store, ann, 8840)
    await redeems(store, ann)
    await store.close()
    return url


@pytest.fixture
def database(books: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Somebody with a connection to the books and a mind of their own."""
    if books.startswith(SQLITE):
        yield request.getfixturevalue("file")
    else:
        with psycopg.connect(books, autocommit=True) as connection:
            yield connection


@pytest.fixture
def file(books: str) -> Iterator[sqlite3.Connection]:
    """The file opened as the store opens it."""
    path = books.removeprefix(SQLITE)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        yield connection


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in FIXED for column in FIXED[table]]
)
def test_no_row_of_the_books_changes(database: Any, table: str, column: str) -> None:
    with pytest.raises(REFUSED, match=r"append-only|points_left and expires_at"):
        database.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", FIXED)
def test_no_row_of_the_books_goes(database: Any, table: str) -> None:
    with pytest.raises(REFUSED, match=r"append-only|lots are kept"):
        database.execute(f"DELETE FROM {table}")


@SQLITES_OWN
@pytest.mark.parametrize("table", FIXED)
def test_no_row_of_the_books_is_replaced(file: sqlite3.Connection, table: str) -> None:
    """INSERT OR REPLACE deletes without a word unless triggers are recursive."""
    with pytest.raises(sqlite3.IntegrityError, match=r"append-only|lots are kept"):
        file.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize("engine", ["postgres"])
@pytest.mark.parametrize("table", FIXED)
def test_no_table_of_the_books_is_truncated(database: Any, table: str) -> None:
    """TRUNCATE deletes without a word to the triggers of rows."""
    with pytest.raises(REFUSED, match=r"append-only|lots are kept"):
        database.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE lot SET points_left = -1",
        "UPDATE lot SET points_left = points + 1",
        "UPDATE account SET points = -1 WHERE kind = 'available'",
        "UPDATE account SET points = 1 WHERE kind = 'owed'",
        "UPDATE account SET points = 1 WHERE member = 0",
        "INSERT INTO account VALUES (7, 'hidden', 0, 0)",
        "UPDATE stock SET amount = -1",
        "INSERT INTO budget VALUES ('surprise', '2026-11-22', -1)",
        "UPDATE voucher SET state = 'used'",
        "UPDATE voucher SET state = 'lost', settled_at = 1",
        "UPDATE voucher SET points = 0",
        "UPDATE purchase SET paid = price + 1",
        "UPDATE purchase SET paid = 0",
        "UPDATE outbox SET state = 'sent'",
        "UPDATE member SET reachable = 2",
        "INSERT INTO identity SELECT card, 12345, card, card FROM member",
        "INSERT INTO entry VALUES (12345, 0, 'issued', 1, NULL, NULL)",
        "INSERT INTO preference SELECT id, 'news', 2 FROM member",
        "UPDATE account SET points = 'many' WHERE kind = 'held'",
    ],
)
def test_the_schema_refuses_what_cannot_be(database: Any, lie: str) -> None:
    with pytest.raises(REFUSED):
        database.execute(lie)


@SQLITES_OWN
def test_a_file_holds_no_half_points(file: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        file.execute("UPDATE account SET points = 0.5 WHERE kind = 'held'")


@SQLITES_OWN
def test_every_table_is_strict(file: sqlite3.Connection) -> None:
    tables = file.execute("PRAGMA table_list").fetchall()
    loose = {name for schema, name, kind, _, _, strict in tables if schema == "main" and not strict}
    assert loose == {"sqlite_schema", "alembic_version"}


def test_every_trigger_the_audit_asks_for_is_there(database: Any, engine: str) -> None:
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgres": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[engine]
    names = {name for (name,) in database.execute(question)}
    assert {name for name in names if not name.endswith("_no_truncate")} == TRIGGERS


@SQLITES_OWN
def test_migrating_again_changes_nothing(books: str) -> None:
    file = Path(books.removeprefix(SQLITE))
    before = file.read_bytes()
    assert current(books) == newest()
    migrate(books)
    assert file.read_bytes() == before


def test_a_path_that_does_not_exist_has_no_schema(tmp_path: Path) -> None:
    assert current(f"{SQLITE}{tmp_path}/none.db") is None
    assert not (tmp_path / "none.db").exists()


def test_a_database_without_tables_has_no_schema(postgres_server: str) -> None:
    with database_on(postgres_server) as fresh:
        assert current(fresh) is None


async def test_two_processes_that_start_at_once_migrate_once(postgres_server: str) -> None:
    with database_on(postgres_server) as fresh:
        await asyncio.gather(*(migrating(fresh) for _ in range(2)))
        assert current(fresh) == newest()


async def migrating(url: str) -> None:
    """A process of its own that migrates a database."""
    code = f"from bot.store.migrate import migrate; migrate({url!r})"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT)
    assert await process.wait() == 0


def test_books_of_a_newer_jifen_are_left_alone(
    postgres_server: str, postgres_template: str
) -> None:
    with database_on(postgres_server, postgres_template) as later:
        with psycopg.connect(later) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        with pytest.raises(Unavailable, match="newer Jifen"):
            migrate(later)


@SQLITES_OWN
async def test_every_connection_of_ours_keeps_the_guards_on(books: str) -> None:
    connection = await connect(books.removeprefix(SQLITE))
    try:
        for pragma in ("foreign_keys", "recursive_triggers"):
            found = await connection.hop(connection.raw.execute, f"PRAGMA {pragma}")
            assert found.fetchone() == (1,)
    finally:
        await connection.close()
