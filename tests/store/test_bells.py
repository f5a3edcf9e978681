"""Bells: workers wake after the commit that gives them work, and for nothing else."""

import asyncio
import sqlite3

import pytest

from bot.store import SqliteStore
from domain import notices
from domain.errors import SoldOut
from domain.notices import tell
from domain.tx import Tx
from tests.scene import fresh_key, joins
from tests.store.gate import Gate


async def test_a_bell_rings_after_the_commit_and_once_for_a_batch(store: SqliteStore) -> None:
    heard: list[int] = []
    ann = await joins(store)

    def rings() -> None:
        with sqlite3.connect(f"file:{store.path}?mode=ro", uri=True) as other:
            heard.append(other.execute("SELECT count(*) FROM outbox").fetchone()[0])
        other.close()

    store.listen("outbox", rings)
    gate = Gate()
    held = await gate.held(store)
    told = [asyncio.create_task(store.write(_tells, ann, key=fresh_key())) for _ in range(3)]
    await asyncio.sleep(0)
    assert heard == []
    gate.opened.set()
    await asyncio.gather(held, *told)
    assert heard[-1] == 3
    assert len(heard) <= 2


async def test_a_bell_does_not_ring_for_what_was_refused_or_lost(store: SqliteStore) -> None:
    heard: list[str] = []
    store.listen("outbox", lambda: heard.append("outbox"))
    ann = await joins(store)
    with pytest.raises(SoldOut):
        await store.write(_tells_then_refuses, ann, key=fresh_key())
    with pytest.raises(sqlite3.OperationalError):
        await store.write(_tells_then_is_lost, ann, key=fresh_key())
    assert heard == []
    await store.write(_tells, ann, key=fresh_key())
    assert heard == ["outbox"]
    assert len(await store.read(notices.due, 10)) == 1


def _tells(tx: Tx, member: int) -> None:
    tell(tx, member, "purchase")


def _tells_then_refuses(tx: Tx, member: int) -> None:
    tell(tx, member, "purchase")
    raise SoldOut


def _tells_then_is_lost(tx: Tx, member: int) -> None:
    tell(tx, member, "purchase")
    raise sqlite3.OperationalError("disk I/O error")
