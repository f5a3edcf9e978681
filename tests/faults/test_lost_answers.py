"""The commit went through, and nobody heard of it: asked again, it is still done once."""

import asyncio
from itertools import count
from typing import Any

import pytest

from bot.store import Store
from domain import books, earning
from domain.errors import Busy
from tests.faults.place import LONG, Place, Unavailable, dice, figure, is_sound
from tests.faults.snapshot import fetch
from tests.faults.stage import FLAT, Deed, credit_of
from tests.faults.wire import Wire
from tests.scene import CASHIER, SHOP, joins, points

CALLERS = 16
CALLS_EACH = 625 if LONG else 63
LOST = 0.2


async def test_each_call_counts_once_though_a_fifth_of_the_commits_go_unanswered(
    place: Place,
) -> None:
    """The store asks again by itself; where that is lost too, the caller does, with its key."""
    chance, wire = dice("lost answers", place.engine), Wire(place.fault)
    lost = asked_again = 0

    def unanswered(number: int, sql: str, done: bool) -> bool:
        nonlocal lost
        gone = done and sql.startswith("COMMIT") and chance.random() < LOST
        lost += gone
        return gone

    async def caller(number: int, member: int) -> None:
        nonlocal asked_again
        for turn in range(CALLS_EACH):
            args = (member, 100 * (turn % 5 + 1), SHOP, None, CASHIER)
            deed = Deed(earning.credit, args, f"{number}:{turn}")
            answers[deed], more = await insisted(deed, store)
            asked_again += more

    async with place.opened(FLAT, wire.through) as store:
        members = [await joins(store, number + 1) for number in range(CALLERS)]
        answers: dict[Deed, earning.Credited] = {}
        wire.breaks = unanswered
        await asyncio.gather(*(caller(*each) for each in enumerate(members)))
        wire.mends()
        for deed, answer in answers.items():
            assert await deed.done(store) == answer
        for member in members:
            assert await points(store, member) == 500 + sum(n % 5 + 1 for n in range(CALLS_EACH))
            assert (await store.read(books.history, member, 1, 5)).items
        await is_sound(store)
    credited = fetch(place.url, "SELECT count(*) FROM txn WHERE kind = 'purchase'")
    assert credited == [(CALLERS * CALLS_EACH,)]
    assert lost
    figure(f"{place.engine}: {len(answers)} calls, {lost} commits lost, {asked_again} asked again")


async def insisted(deed: Deed, store: Store) -> tuple[Any, int]:
    """Asks with the same key until there is an answer: the answer, and how often it asked again."""
    for again in count():
        try:
            return await deed.done(store), again
        except (Busy, Unavailable):
            continue
    raise AssertionError


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
async def test_a_server_that_hangs_up_on_its_callers_loses_and_doubles_nothing(
    place: Place,
) -> None:
    """Connections are cut on the server's side, in the middle of whatever they do."""
    cuts = 0
    async with place.opened(FLAT) as store:
        members = [await joins(store, number + 1) for number in range(CALLERS)]

        async def caller(member: int) -> None:
            for _ in range(CALLS_EACH):
                await insisted(credit_of(member, 100), store)

        calls = asyncio.gather(*(caller(member) for member in members))
        while not calls.done():
            cuts += len(await asyncio.to_thread(fetch, place.url, CUT))
            await asyncio.sleep(0.05)
        await calls
        for member in members:
            assert await points(store, member) == 500 + CALLS_EACH
        await is_sound(store)
    assert cuts
    figure(f"{place.engine}: {CALLERS * CALLS_EACH} calls while {cuts} connections were cut")


# Cuts one connection in so many of the shop's, at random.
CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'jifen' AND random() < 0.3
"""
