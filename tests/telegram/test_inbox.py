"""What Telegram may forget is what stands in our table."""

import sqlite3
from typing import Any

from bot.store import SqliteStore
from bot.telegram.inbox import accept, fail, finish, pending, people_waiting
from domain.tx import Tx
from tests.telegram.answering import said


def table(store: SqliteStore) -> list[Any]:
    with sqlite3.connect(store.path) as connection:
        return connection.execute("SELECT * FROM inbox ORDER BY update_id").fetchall()


async def waiting_ids(store: SqliteStore) -> set[int]:
    return {
        arrival.update_id
        for person in await store.read(people_waiting)
        for arrival in await store.read(pending, person, 100)
    }


async def test_an_update_is_accepted_until_it_is_answered(store: SqliteStore) -> None:
    first = await store.write(accept, [said(1), said(2)], key=None)
    again = await store.write(accept, [said(2), said(3)], key=None)
    assert [arrival.update_id for arrival in first] == [1, 2]
    assert [arrival.update_id for arrival in again] == [2, 3]
    assert len(table(store)) == 3
    await store.write(finish, (3,), key=None)
    assert await store.write(accept, [said(3)], key=None) == ()


async def test_whoever_reads_the_file_learns_neither_who_nor_what(store: SqliteStore) -> None:
    await store.write(accept, [said(1, person=424242, text="my secret")], key=None)
    stored = repr(table(store))
    assert "424242" not in stored
    assert "secret" not in stored


async def test_a_finished_update_is_blank(store: SqliteStore) -> None:
    await store.write(accept, [said(1)], key=None)
    await store.write(finish, (1,), key=None)
    ((update_id, person, payload, state, *_),) = table(store)
    assert (update_id, person, payload, state) == (1, None, None, "done")


async def test_what_waits_comes_back_whole_and_in_order(store: SqliteStore) -> None:
    updates = [said(n, text="积分 \ud83d") for n in (5, 3, 4)]
    (person, *_) = {a.person for a in await store.write(accept, updates, key=None)}
    assert [a.raw for a in await store.read(pending, person, 10)] == [
        updates[1],
        updates[2],
        updates[0],
    ]
    assert len(await store.read(pending, person, 2)) == 2


async def test_the_third_failure_parks_an_update(store: SqliteStore) -> None:
    (arrival,) = await store.write(accept, [said(1)], key=None)
    assert not await store.write(fail, 1, 1, key=None)
    assert not await store.write(fail, 1, 2, key=None)
    assert (await store.read(pending, arrival.person, 1))[0].attempts == 2
    assert await store.write(fail, 1, 3, key=None)
    assert await waiting_ids(store) == set()


async def test_a_parked_update_is_blank_and_forgotten_in_time(store: SqliteStore) -> None:
    await store.write(accept, [said(1), said(2)], key=None)
    await store.write(fail, 1, 3, key=None)
    (parked, waiting) = table(store)
    assert parked[:5] == (1, None, None, "parked", 3)
    await store.write(forget_all, key=None)
    assert table(store) == [waiting]


def forget_all(tx: Tx) -> None:
    """Forgets whatever may be forgotten."""
    tx.sql.inbox.forget(before=tx.now + 1, most=10)


async def test_a_button_belongs_to_who_presses_it(store: SqliteStore) -> None:
    press: dict[str, Any] = {"callback_query": {"from": {"id": 7}, "message": {"from": {"id": 1}}}}
    block: dict[str, Any] = {"my_chat_member": {"from": {"id": 7}, "chat": {"id": 9}}}
    strange: list[dict[str, Any]] = [
        {"poll": {"id": "x"}},
        {"channel_post": {"chat": {"id": 7}}},
        {"message": {"from": {}}},
        {"message": {"from": 7}},
    ]
    updates = [{"update_id": n, **u} for n, u in enumerate([said(0, 7), press, block, *strange])]
    arrivals = await store.write(accept, updates, key=None)
    people = [arrival.person for arrival in arrivals]
    assert people[0] == people[1] == people[2]
    assert len(set(people[3:])) == 1
    assert people[3] != people[0]
