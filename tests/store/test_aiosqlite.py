"""What `Connection.hop` needs of aiosqlite's private parts, held to it at every upgrade."""

import asyncio
import inspect
import sqlite3
import threading
from collections.abc import AsyncIterator

import aiosqlite
import pytest

from bot.store.aio import Connection, connect


@pytest.fixture
async def connection() -> AsyncIterator[Connection]:
    connection = await connect(":memory:")
    yield connection
    await connection.close()


def test_the_private_parts_are_there() -> None:
    assert inspect.iscoroutinefunction(aiosqlite.Connection._execute)
    assert isinstance(inspect.getattr_static(aiosqlite.Connection, "_conn"), property)


async def test_every_hop_runs_on_one_thread_that_is_not_the_loops(connection: Connection) -> None:
    threads = await asyncio.gather(*(connection.hop(threading.get_ident) for _ in range(50)))
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


async def test_hops_run_in_the_order_in_which_they_were_asked_for(connection: Connection) -> None:
    order: list[int] = []
    await asyncio.gather(*(connection.hop(order.append, number) for number in range(200)))
    assert order == list(range(200))


async def test_a_hop_hands_back_results_and_errors(connection: Connection) -> None:
    assert await connection.hop(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await connection.hop(divmod, 7, 0)
    assert await connection.hop(divmod, 7, 2) == (3, 1)


async def test_a_hop_given_up_still_runs(connection: Connection) -> None:
    entered, opened, ran = threading.Event(), threading.Event(), threading.Event()

    def waits() -> None:
        entered.set()
        assert opened.wait(10)
        ran.set()

    task = asyncio.create_task(connection.hop(waits))
    await asyncio.to_thread(entered.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    opened.set()
    assert await connection.hop(ran.is_set)


async def test_the_raw_connection_begins_no_transaction_of_its_own(connection: Connection) -> None:
    assert isinstance(connection.raw, sqlite3.Connection)
    assert connection.raw.isolation_level is None


async def test_a_closed_connection_refuses_to_hop(connection: Connection) -> None:
    await connection.close()
    with pytest.raises(ValueError, match=r"closed|no active connection"):
        await connection.hop(divmod, 7, 2)
