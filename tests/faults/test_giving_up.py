"""Callers who give up leave nothing behind: no open transaction, no thread, no connection."""

import asyncio
import threading
from random import Random

from bot.store import Store
from domain import books, earning, rewards
from domain.tx import Tx
from tests.faults.place import LONG, Place, dice, figure, is_sound
from tests.faults.snapshot import fetch
from tests.faults.stage import FLAT, Deed
from tests.scene import CASHIER, SHOP, TEA, fresh_key, joins, mark, points

CALLERS = 10_000 if LONG else 500
AT_ONCE = 50
STEPS_MAX = 12
SECONDS_MAX = 0.02


async def test_callers_cancelled_anywhere_leave_the_shop_as_it_was(place: Place) -> None:
    chance = dice("giving up", place.engine)
    async with place.opened(FLAT) as store:
        members = [await joins(store, number + 1) for number in range(10)]
        given_up = await a_crowd_gives_up(store, members, chance)
        threads = threading.active_count()
        for _ in range(CALLERS // AT_ONCE - 1):
            given_up += await a_crowd_gives_up(store, members, chance)
        for member in members:
            await store.write(_nothing, member, key=None)
            before = await points(store, member)
            await store.write(earning.credit, member, 100, SHOP, None, CASHIER, key=fresh_key())
            assert await points(store, member) == before + 1
        assert len(asyncio.all_tasks()) == 1
        assert threading.active_count() == threads
        if not place.is_file:
            assert fetch(place.url, OPEN_TRANSACTIONS) == [(0,)]
        await is_sound(store)
    assert given_up > CALLERS // 10
    figure(f"{place.engine}: {given_up} of {CALLERS} gave up")


def _nothing(tx: Tx, member: int) -> None:
    """Comes after whatever was begun for this member."""


OPEN_TRANSACTIONS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND state LIKE 'idle in transaction%'
"""


async def a_crowd_gives_up(store: Store, members: list[int], chance: Random) -> int:
    """Calls at once, each cancelled some turns or some time later; returns how many were."""
    crowd = [asyncio.create_task(a_call(store, members, chance)) for _ in range(AT_ONCE)]

    async def cancels(task: asyncio.Task[object]) -> None:
        for _ in range(chance.randrange(STEPS_MAX)):
            await asyncio.sleep(0)
        await asyncio.sleep(chance.choice((0, chance.uniform(0, SECONDS_MAX))))
        task.cancel()

    await asyncio.gather(*(cancels(task) for task in crowd))
    got = await asyncio.gather(*crowd, return_exceptions=True)
    return sum(isinstance(each, asyncio.CancelledError) for each in got)


async def a_call(store: Store, members: list[int], chance: Random) -> object:
    """Something that members and tills ask for."""
    member = chance.choice(members)
    match chance.randrange(4):
        case 0:
            return await store.read(books.available, member)
        case 1:
            return await Deed(rewards.redeem, (member, TEA, mark(TEA)), fresh_key()).done(store)
        case 2:
            return await Deed(earning.sign_in, (member,), fresh_key()).done(store)
    args = (member, 8840, SHOP, None, CASHIER)
    return await Deed(earning.credit, args, fresh_key()).done(store)
