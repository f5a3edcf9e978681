"""Nobody waits for ever: what cannot begin in time is refused, and what is refused never runs."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import pytest

from bot.store import Store, open_store
from domain import members
from domain.errors import Busy
from tests.clock import StandingClock
from tests.scene import VAULT, joins
from tests.store.gate import Gate

WAIT_SECONDS = 0.2


@pytest.fixture
async def hasty(url: str, clock: StandingClock) -> AsyncIterator[Store]:
    """A store whose callers wait for a moment only."""
    store = await open_store(url, clock, VAULT, workers=1, wait_seconds=WAIT_SECONDS)
    yield store
    await store.close()


async def test_what_waited_too_long_is_busy_and_never_runs(hasty: Store) -> None:
    ann = await joins(hasty)
    card = await hasty.read(members.card_of, ann)
    gate = Gate()
    held = await gate.held(hasty)
    late = asyncio.create_task(hasty.write(members.new_card, ann, key=None))
    await asyncio.sleep(WAIT_SECONDS * 1.5)
    in_time = asyncio.create_task(joins(hasty, 2))
    await asyncio.sleep(0)
    gate.opened.set()
    with pytest.raises(Busy):
        await late
    await asyncio.gather(held, in_time)
    assert await hasty.read(members.card_of, ann) == card


async def test_a_question_waits_no_longer_either(hasty: Store) -> None:
    gates = [Gate(), Gate()]
    slow = [asyncio.create_task(hasty.read(gate.question)) for gate in gates]
    for gate in gates:
        await asyncio.to_thread(gate.entered.wait, 10)
    late = asyncio.create_task(hasty.read(members.who, 1))
    await asyncio.sleep(WAIT_SECONDS * 1.5)
    for gate in gates:
        gate.opened.set()
    with pytest.raises(Busy):
        await late
    await asyncio.gather(*slow)


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_file_that_another_program_holds_for_a_moment_is_waited_for(
    store: Store, url: str
) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        joining = asyncio.create_task(joins(store))
        await asyncio.sleep(0.2)
        assert not joining.done()
        other.execute("ROLLBACK")
        await joining
