"""Circulars: one thing told once to every member who wants news."""

import asyncio

import pytest

from bot.store import Store
from domain import members, notices
from domain.adoption import adopt
from domain.calendar import HOUR
from domain.notices.circulars import WAITING_MOST
from domain.notices.kinds import NEWS
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import MESSAGES, PROGRAMME, fresh_key, joins, told


async def _tells(store: Store, due_at: int, kind: str = "announced", **facts: int) -> int:
    return await store.write(_circular, kind, due_at, facts, key=fresh_key())


def _circular(tx: Tx, kind: str, due_at: int, facts: dict[str, int]) -> int:
    return notices.circular(tx, kind, due_at, **facts)


def _fill(tx: Tx, member: int, kind: str, count: int) -> None:
    notices.tell_each(tx, kind, [(member, {})] * count)


async def _sends(store: Store, most: int) -> tuple[int, bool]:
    return await store.write(notices.send_circulars, most, key=None)


async def test_everybody_who_wants_news_is_told_once(store: Store) -> None:
    joined = [await joins(store, number) for number in range(1, 6)]
    await store.write(members.withdraw, joined[2], "settings", key=fresh_key())
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
    await store.write(members.withdraw, ann, "settings", key=fresh_key())
    assert [notice.unsent for notice in await told(store, "announced")] == ["muted"]


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


async def test_what_points_will_be_worth_is_told_to_those_who_want_no_news_too(
    store: Store,
) -> None:
    joined = [await joins(store, 1), await joins(store, 2, news=False)]
    for kind in ("announced", "anchor"):
        await _tells(store, store.now(), kind)
    while not (await _sends(store, 10))[1]:
        pass
    assert [notice.member for notice in await told(store, "announced")] == joined[:1]
    assert [notice.member for notice in await told(store, "anchor")] == joined


async def test_a_circular_waits_until_most_of_what_is_due_is_out(store: Store) -> None:
    ann = await joins(store)
    await _tells(store, store.now())
    await store.write(_fill, ann, "rain", WAITING_MOST, key=None)
    assert await _sends(store, 10) == (0, True)
    await _tells(store, store.now(), "anchor")
    assert await _sends(store, 10) == (1, False)
    rain = await store.read(notices.due, 10_000, (NEWS,))
    await store.write(notices.settle, [(rain[0], "sent")], key=None)
    assert await _sends(store, 10) == (1, False)


@pytest.mark.parametrize(("kind", "goes"), [("announced", False), ("anchor", True)])
async def test_at_night_news_is_not_even_written(
    store: Store, clock: StandingClock, kind: str, goes: bool
) -> None:
    usual = {"quiet_from": "21:30", "quiet_until": "09:00"}
    messages = MESSAGES.model_copy(update=usual)
    await store.write(adopt, PROGRAMME.model_copy(update={"messages": messages}), key=None)
    await joins(store)
    clock.advance(10 * HOUR)
    await _tells(store, store.now(), kind)
    assert await _sends(store, 10) == ((1, False) if goes else (0, True))
    clock.advance(11 * HOUR)
    assert await _sends(store, 10) == ((0, True) if goes else (1, False))


async def test_some_are_left_out_so_that_the_effect_can_be_seen(store: Store) -> None:
    messages = MESSAGES.model_copy(update={"holdout_percent": 50})
    await store.write(adopt, PROGRAMME.model_copy(update={"messages": messages}), key=None)
    joined = [await joins(store, number) for number in range(1, 21)]
    circular = await _tells(store, store.now())
    await _sends(store, 100)
    out = await store.write(notices.held_out, f"circular:{circular}", joined, 50, key=None)
    heard = await told(store, "announced")
    assert 0 < len(out) < 20
    assert [notice.member for notice in heard] == [m for m in joined if m not in out]
    assert {notice.source for notice in heard} == {f"circular:{circular}"}
