"""Bells: workers wake after the commit that gives them work, and for nothing else."""

import asyncio

import pytest

from bot.store import Store, Unavailable
from domain import notices
from domain.errors import SoldOut
from domain.notices import tell
from domain.tx import Tx
from tests.scene import fresh_key, joins
from tests.store.gate import Gate
from tests.store.outside import seen


async def test_a_bell_rings_after_the_commit_and_once_for_a_batch(store: Store, url: str) -> None:
    heard: list[int] = []
    ann = await joins(store)

    def rings() -> None:
        heard.append(seen(url, "SELECT count(*) FROM outbox"))

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


async def test_a_bell_does_not_ring_for_what_was_refused_or_lost(
    store: Store, fault: Exception
) -> None:
    heard: list[str] = []
    store.listen("outbox", lambda: heard.append("outbox"))
    ann = await joins(store)
    with pytest.raises(SoldOut):
        await store.write(_tells_then_refuses, ann, key=fresh_key())
    with pytest.raises(Unavailable):
        await store.write(_tells_then_is_lost, ann, fault, key=None)
    assert heard == []
    await store.write(_tells, ann, key=fresh_key())
    assert heard == ["outbox"]
    assert len(await store.read(notices.due, 10)) == 1


async def test_what_a_bell_wakes_may_fail_and_the_caller_is_answered(store: Store) -> None:
    ann = await joins(store)
    store.listen("outbox", _stumbles)
    await store.write(_tells, ann, key=fresh_key())
    assert len(await store.read(notices.due, 10)) == 1


def _tells(tx: Tx, member: int) -> None:
    tell(tx, member, "purchase")


def _tells_then_refuses(tx: Tx, member: int) -> None:
    tell(tx, member, "purchase")
    raise SoldOut


def _tells_then_is_lost(tx: Tx, member: int, fault: Exception) -> None:
    tell(tx, member, "purchase")
    raise fault


def _stumbles() -> None:
    raise ZeroDivisionError
