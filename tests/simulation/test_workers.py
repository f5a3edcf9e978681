"""32 workers of several processes at READ COMMITTED: the books hold, whoever meets whom."""

from contextlib import AsyncExitStack

from bot.store import open_store
from domain import books
from domain.adoption import adopt
from tests.clock import StandingClock
from tests.faults.place import LONG, dice
from tests.faults.snapshot import fetch
from tests.scene import VAULT, found
from tests.simulation.crowd import Crowd
from tests.simulation.rules import POT, RULED, YEAR_CAP

STORES, WORKERS = 8, 4
CLIENTS, ACTS = 32, 200 if LONG else 10


async def test_many_workers_keep_the_books(postgres: str) -> None:
    """Nobody waits in vain, nothing is refused without a reason, every acknowledged act counts."""
    first = dice("crowd").randrange(10**6)
    clock = StandingClock()
    async with AsyncExitStack() as stack:
        stores = []
        for _ in range(STORES):
            stores.append(await open_store(postgres, clock, VAULT, workers=WORKERS))
            stack.push_async_callback(stores[-1].close)
        await stores[0].write(adopt, RULED, key=None)
        crowd = Crowd(stores, clock)
        await crowd.opens()
        await crowd.acts(range(first, first + CLIENTS), ACTS)
        assert crowd.outcomes["Busy"] == 0
        assert (await found(stores[0])).breaches == ()
        totals = await stores[0].read(books.liability, clock.now())
        assert (totals.issued, totals.redeemed) == (crowd.issued, crowd.redeemed)
        assert fetch(postgres, EARNED) <= [(YEAR_CAP,)]
        assert fetch(postgres, CAUGHT) <= [(POT,)]


# The most that anybody earned of what a cap counts, and what was caught of the pot.
EARNED = """
    SELECT max(earned) FROM (
        SELECT sum(l.points - coalesce(
            (SELECT sum(r.points) FROM reversal r WHERE r.original = l.txn), 0)) AS earned
        FROM lot l WHERE l.origin IN ('purchase', 'activity', 'sign_in') GROUP BY l.member) AS each
"""
CAUGHT = "SELECT coalesce(sum(points), 0) FROM lot WHERE origin = 'rain'"
