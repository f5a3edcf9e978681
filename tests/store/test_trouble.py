"""A full disk, a file that may not be written, a commit nobody heard of: told clearly, got over."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from typing import Any

import psycopg
import pytest
from psycopg import errors

from bot.store import Store, Unavailable, open_store
from bot.store.batches import Execute
from domain import earning, notices
from domain.adoption import adopt
from domain.members import Person
from domain.notices import tell
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import PROGRAMME, VAULT, found, joins, points

FAULTS: dict[str, dict[str, Exception]] = {
    "sqlite": {
        "the disk is full": sqlite3.OperationalError("database or disk is full"),
        "may not be written": sqlite3.OperationalError("attempt to write a readonly database"),
        "disk I/O error": sqlite3.OperationalError("disk I/O error"),
        "malformed": sqlite3.DatabaseError("database disk image is malformed"),
    },
    "postgres": {
        "cannot go on: no space left": errors.DiskFull("no space left on device"),
        "takes no writes": errors.ReadOnlySqlTransaction("cannot execute INSERT"),
        "cannot go on: I/O": errors.IoError("I/O error"),
        "is out of reach": psycopg.OperationalError("the connection is lost"),
    },
}


MANY = 200


class Wire:
    """Between a store and its database: keeps the way to it, and breaks when told to."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.before: Callable[[str], None] = lambda sql: None
        self.after: Callable[[str], None] = lambda sql: None
        self.execute: Execute

    def through(self, execute: Execute) -> Execute:
        def passes(sql: str, parameters: Any) -> Any:
            self.said.append(sql)
            self.before(sql)
            answer = execute(sql, parameters)
            self.after(sql)
            return answer

        # The first that is wrapped speaks for itself.
        self.execute = getattr(self, "execute", execute)
        return passes


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def wired(url: str, clock: StandingClock, wire: Wire) -> AsyncIterator[Store]:
    store = await open_store(url, clock, VAULT, through=wire.through, workers=1)
    await store.write(adopt, PROGRAMME, key=None)
    yield store
    await store.close()


async def test_everything_that_writes_goes_through_the_seam(wired: Store, wire: Wire) -> None:
    wire.said.clear()
    await joins(wired, 1)
    assert wire.said[0].startswith("BEGIN")
    assert wire.said[-1] == "COMMIT"
    await asyncio.gather(*(joins(wired, number) for number in range(2, 20)))
    assert any("SAVEPOINT verb" in said for said in wire.said)
    said = len(wire.said)
    await found(wired)
    assert len(wire.said) == said


@pytest.mark.parametrize("number", range(4))
async def test_trouble_is_told_in_a_sentence_and_over_when_it_is_over(
    wired: Store, wire: Wire, engine: str, number: int
) -> None:
    sentence, fault = list(FAULTS[engine].items())[number]

    def breaks(sql: str) -> None:
        if sql.lstrip().startswith("INSERT"):
            raise fault

    wire.before = breaks
    for _ in range(3):
        with pytest.raises(Unavailable, match=sentence):
            await wired.write(earning.join, Person(1, "Ann", "en"), key="update:1")
        assert (await found(wired)).members == 0
    wire.before = lambda sql: None
    joined = await wired.write(earning.join, Person(1, "Ann", "en"), key="update:1")
    assert joined.is_new
    assert (await found(wired)).ok


async def test_a_commit_whose_answer_was_lost_counts_once_and_is_told(
    wired: Store, wire: Wire, fault: Exception
) -> None:
    """Found again by its key: the same answer, and whoever waits for its bell is woken."""
    heard: list[str] = []
    wired.listen("outbox", lambda: heard.append("outbox"))
    ann = await joins(wired)
    lost: list[str] = []

    def loses_the_answer(sql: str) -> None:
        if sql == "COMMIT" and not lost:
            lost.append(sql)
            raise fault

    wire.after = loses_the_answer
    first = await wired.write(_tells, ann, key="update:1")
    assert lost
    assert heard == ["outbox"]
    assert await wired.write(_tells, ann, key="update:1") == first
    assert len(await wired.read(notices.due, 10)) == 1


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_disk_that_is_really_full_takes_no_half_of_a_change(
    wired: Store, wire: Wire
) -> None:
    await wired.write(_limits_pages, wire, 1, key=None)
    with pytest.raises(Unavailable, match="the disk is full"):
        await _join_many(wired)
    findings = await found(wired)
    assert findings.ok
    assert 0 < findings.members < MANY
    await wired.write(_limits_pages, wire, 1 << 20, key=None)
    await _join_many(wired)
    findings = await found(wired)
    assert findings.ok
    assert findings.members == MANY


async def test_wrong_sql_is_a_fault_of_its_own(wired: Store, wire: Wire) -> None:
    with pytest.raises((sqlite3.OperationalError, psycopg.ProgrammingError)):
        await wired.write(_blunders, wire, key=None)
    assert await points(wired, await joins(wired)) == 500


async def _join_many(store: Store) -> None:
    for number in range(MANY):
        await store.write(earning.join, Person(number, "Ann", "en"), key=f"update:{number}")


def _tells(tx: Tx, member: int) -> int:
    tell(tx, member, "purchase")
    return tx.new_id()


def _limits_pages(tx: Tx, wire: Wire, pages: int) -> None:
    wire.execute(f"PRAGMA max_page_count = {pages}", ())


def _blunders(tx: Tx, wire: Wire) -> None:
    wire.execute("SELECT nonsense FROM nowhere", ())
