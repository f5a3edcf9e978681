"""Opening and closing: one owner, readers that cannot write, nothing left behind."""

import fcntl
import sqlite3
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from bot.store import SqliteStore, Store, Unavailable, open_store
from domain import earning
from domain.books import open_accounts
from domain.members import Person
from domain.tx import ReadTx
from domain.vault import Vault
from tests.clock import StandingClock
from tests.scene import VAULT, found, fresh_key, joins, points
from tests.server import database

SQLITES_OWN = pytest.mark.parametrize("engine", ["sqlite"])


async def test_a_new_path_becomes_a_shop(tmp_path: Path, clock: StandingClock) -> None:
    store = await SqliteStore.open(tmp_path / "deep" / "down" / "jifen.db", clock, VAULT)
    assert await points(store, await joins(store)) == 500
    await store.close()


@SQLITES_OWN
async def test_a_second_owner_is_refused_and_told_why(
    store: SqliteStore, clock: StandingClock
) -> None:
    with pytest.raises(Unavailable, match=r"in use by another bot: stop it first"):
        await SqliteStore.open(store.path, clock, VAULT)
    assert await points(store, await joins(store)) == 500


@SQLITES_OWN
async def test_the_next_owner_may_come_when_the_first_is_gone(
    store: SqliteStore, clock: StandingClock
) -> None:
    ann = await joins(store)
    await store.close()
    clock.advance(1_000)
    following = await SqliteStore.open(store.path, clock, VAULT)
    assert await points(following, ann) == 500
    await following.close()


@SQLITES_OWN
async def test_closing_empties_the_log_beside_the_database(store: SqliteStore) -> None:
    ann = await joins(store)
    await store.close()
    assert not store.path.with_name(store.path.name + "-wal").exists()
    with sqlite3.connect(store.path) as database:
        members = database.execute("SELECT id FROM member").fetchall()
    database.close()
    assert members == [(ann,)]


@SQLITES_OWN
async def test_closing_twice_is_closing_once(store: SqliteStore, tmp_path: Path) -> None:
    """The second close must not close somebody else's file that got the same number."""
    await store.close()
    with (tmp_path / "other").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        await store.close()
        other.write("still open")


async def test_a_reader_beside_the_owner_sees_what_is_committed_and_cannot_write(
    store: Store, url: str, clock: StandingClock
) -> None:
    ann = await joins(store)
    reader = await open_store(url, clock, VAULT, writable=False)
    assert await points(reader, ann) == 500
    with pytest.raises(Unavailable, match="reading only"):
        await reader.write(earning.join, Person(2, "Bo", None), key=fresh_key())
    await joins(store, 2)
    assert (await found(reader)).members == 2
    await reader.close()


async def test_there_must_be_something_to_read(tmp_path: Path, clock: StandingClock) -> None:
    path = tmp_path / "jifen.db"
    with pytest.raises(Unavailable, match="no up-to-date database"):
        await SqliteStore.open(path, clock, VAULT, writable=False)
    assert not path.exists()
    path.write_bytes(b"")
    with pytest.raises(Unavailable, match="no up-to-date database"):
        await SqliteStore.open(path, clock, VAULT, writable=False)


async def test_there_must_be_something_to_read_on_a_server(
    postgres_server: str, clock: StandingClock
) -> None:
    with (
        database(postgres_server) as fresh,
        pytest.raises(Unavailable, match="no up-to-date database"),
    ):
        await open_store(fresh, clock, VAULT, writable=False)


async def test_a_server_out_of_reach_is_named_without_its_password(clock: StandingClock) -> None:
    url = "postgresql://jifen:secret@127.0.0.1:1/jifen?sslmode=disable"
    with pytest.raises(Unavailable, match=r"jifen@127.0.0.1:1/jifen is out of reach") as raised:
        await open_store(url, clock, VAULT)
    assert "secret" not in str(raised.value)


async def test_a_new_database_on_a_server_becomes_a_shop(
    postgres_server: str, clock: StandingClock
) -> None:
    with database(postgres_server) as fresh:
        store = await open_store(fresh, clock, VAULT)
        assert await points(store, await joins(store)) == 500
        await store.close()


async def test_books_are_opened_with_the_key_they_were_written_under(
    store: Store, url: str, clock: StandingClock
) -> None:
    await store.close()
    with pytest.raises(Unavailable, match=r"security\.key"):
        await open_store(url, clock, Vault(b"x" * 32))


async def test_a_question_cannot_write(store: Store) -> None:
    with pytest.raises(Unavailable, match=r"may not be written|takes no writes"):
        await store.read(_writes)
    assert (await found(store)).ok


async def test_a_question_that_fails_leaves_the_next_alone(store: Store) -> None:
    ann = await joins(store)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            await store.read(_stumbles)
    assert await points(store, ann) == 500


def _writes(tx: ReadTx) -> None:
    open_accounts(tx, 1)  # type: ignore[arg-type]


def _stumbles(tx: ReadTx) -> None:
    tx.sql.adoption.versions()
    raise ZeroDivisionError


async def test_what_cannot_be_opened_does_not_keep_the_process_alive(
    tmp_path: Path, clock: StandingClock
) -> None:
    """A database thread that nobody ends outlives everything, and no supervisor starts anew."""

    def fails(_: object) -> NoReturn:
        raise OSError("the disk is broken")

    before = set(threading.enumerate())
    # What went wrong is told at the end, and holds all that it went through until then.
    with pytest.raises(OSError, match="broken") as _told:
        await SqliteStore.open(tmp_path / "jifen.db", clock, VAULT, through=fails)
    new = set(threading.enumerate()) - before
    # The event loop keeps threads of its own, which end with it.
    left = [thread for thread in new if "_connection_worker" in thread.name]
    for thread in left:
        thread.join(1)
    assert not any(thread.is_alive() for thread in left)
