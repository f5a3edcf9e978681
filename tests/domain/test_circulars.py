"""Circulars: one thing told once to every member who wants news."""

import asyncio

from bot.store import Store
from domain import members, notices
from domain.calendar import HOUR
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import fresh_key, joins, told


async def _tells(store: Store, due_at: int, **facts: int) -> int:
    return await store.write(_circular, due_at, facts, key=fresh_key())


def _circular(tx: Tx, due_at: int, facts: dict[str, int]) -> int:
    return notices.circular(tx, "announced", due_at, **facts)


async def _sends(store: Store, most: int) -> tuple[int, bool]:
    return await store.write(notices.send_circulars, most, key=None)


async def test_everybody_who_wants_news_is_told_once(store: Store) -> None:
    joined = [await joins(store, number) for number in range(1, 6)]
    await store.write(members.set_preference, joined[2], "news", False, key=fresh_key())
    await store.write(members.mark_reachable, joined[3], False, key=fresh_key())
    await _tells(store, store.now(), rules=2)
    assert [await _sends(store, 2) for _ in range(3)] == [(2, False), (1, False), (0, True)]
    heard = await told(store, "announced")
    assert [notice.member for notice in heard] == [joined[0], joined[1], joined[4]]
    assert {notice.facts["rules"] for notice in heard} == {2}


async def test_who_stops_the_news_before_it_is_sent_is_not_told(store: Store) -> None:
    ann = await joins(store)
    await _tells(store, store.now())
    await _sends(store, 10)
    await store.write(members.set_preference, ann, "news", False, key=fresh_key())
    assert [notice.wanted for notice in await told(store, "announced")] == [False]


async def test_a_circular_waits_for_its_time(store: Store, clock: StandingClock) -> None:
    await joins(store)
    await _tells(store, store.now() + HOUR)
    assert await _sends(store, 10) == (0, True)
    clock.advance(HOUR)
    assert await _sends(store, 10) == (1, False)


async def test_the_older_one_goes_first(store: Store) -> None:
    await joins(store)
    for number in (1, 2):
        await _tells(store, store.now() - HOUR * number, number=number)
    await _sends(store, 10)
    assert [notice.facts["number"] for notice in await told(store, "announced")] == [2]


async def test_two_who_send_at_once_tell_nobody_twice(store: Store) -> None:
    joined = [await joins(store, number) for number in range(1, 10)]
    await _tells(store, store.now())
    while not all(done for _, done in await asyncio.gather(_sends(store, 2), _sends(store, 2))):
        pass
    assert sorted(n.member for n in await told(store, "announced")) == joined
