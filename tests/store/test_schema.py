"""The schema guards the books by itself, whoever holds the file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import SqliteStore
from bot.store.lane import connect
from bot.store.migrate import current, migrate, newest
from domain.audit import TRIGGERS
from tests.scene import buys, joins, redeems

FIXED = {
    "txn": ("id", "key", "kind", "actor", "happened_at", "posted_at", "reverses", "rules"),
    "entry": ("txn", "member", "account", "points", "balance_after", "account_version"),
    "draw": ("lot", "txn", "points"),
    "lot": ("id", "member", "txn", "points", "earned_at", "origin"),
}


@pytest.fixture
async def books(store: SqliteStore) -> Path:
    """The file of a shop in which points were earned and spent."""
    ann = await joins(store)
    await buys(store, ann, 8840)
    await redeems(store, ann)
    await store.close()
    return store.path


@pytest.fixture
def database(books: Path) -> Iterator[sqlite3.Connection]:
    """The file opened as the store opens it."""
    with closing(sqlite3.connect(books, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        yield connection


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in FIXED for column in FIXED[table]]
)
def test_no_row_of_the_books_changes(database: sqlite3.Connection, table: str, column: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"append-only|points_left and expires_at"):
        database.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", FIXED)
def test_no_row_of_the_books_goes(database: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"append-only|lots are kept"):
        database.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", FIXED)
def test_no_row_of_the_books_is_replaced(database: sqlite3.Connection, table: str) -> None:
    """INSERT OR REPLACE deletes without a word unless triggers are recursive."""
    with pytest.raises(sqlite3.IntegrityError, match=r"append-only|lots are kept"):
        database.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


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
        "INSERT INTO identity VALUES (x'00', 12345, x'00', x'00')",
        "INSERT INTO entry VALUES (12345, 0, 'issued', 1, NULL, NULL)",
        "INSERT INTO preference SELECT id, 'news', 2 FROM member",
        "UPDATE account SET points = 'many' WHERE kind = 'held'",
        "UPDATE account SET points = 0.5 WHERE kind = 'held'",
    ],
)
def test_the_schema_refuses_what_cannot_be(database: sqlite3.Connection, lie: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(lie)


def test_every_table_is_strict(database: sqlite3.Connection) -> None:
    tables = database.execute("PRAGMA table_list").fetchall()
    loose = {name for schema, name, kind, _, _, strict in tables if schema == "main" and not strict}
    assert loose == {"sqlite_schema", "alembic_version"}


def test_every_trigger_the_audit_asks_for_is_there(database: sqlite3.Connection) -> None:
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    assert {name for (name,) in names} == TRIGGERS


def test_migrating_again_changes_nothing(books: Path) -> None:
    before = books.read_bytes()
    assert current(books) == newest()
    migrate(books)
    assert books.read_bytes() == before


def test_a_path_that_does_not_exist_has_no_schema(tmp_path: Path) -> None:
    assert current(tmp_path / "none.db") is None
    assert not (tmp_path / "none.db").exists()


async def test_every_connection_of_ours_keeps_the_guards_on(books: Path) -> None:
    connection = await connect(str(books))
    try:
        for pragma in ("foreign_keys", "recursive_triggers"):
            found = await connection.hop(connection.raw.execute, f"PRAGMA {pragma}")
            assert found.fetchone() == (1,)
    finally:
        await connection.close()
