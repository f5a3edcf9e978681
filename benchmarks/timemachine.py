"""How many purchases a second a draft is tried on: read, and credited under both sets of rules."""

import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.shops import open_shop
from benchmarks.table import Row, at_least
from bot.store import Store
from bot.trying import try_draft
from domain import earning
from domain.calendar import DAY, HOUR
from domain.earning import PastPurchase
from domain.earning.timemachine.drafts import laid_over

GOAL = 20.0
MEMBERS, EACH = 4_000, 10
PURCHASES = MEMBERS * EACH
BATCH = 1_000
YEARS = 2 * 365
RULES = [
    {"kind": "multiplier", "percent": 200, "weekdays": ["sat", "sun"]},
    {"kind": "step", "spend_minor": 50_000, "points": 100},
    {"kind": "bonus", "points": 20, "min_minor": 30_000},
]


async def measure(folder: Path) -> Row:
    """Tries three rules on two years of purchases, twice: the second time all is warm."""
    async with open_shop(folder / "timemachine.db") as store:
        await _build(store)
        rules = [
            {"id": f"try-{rule['kind']}", "name": {"en": "Try", "zh": "试"}, **rule}
            for rule in RULES
        ]
        draft = laid_over(store.programme, {"rules": rules})
        await try_draft(store, draft, _unseen)
        # In seconds of work: what else runs on the machine is not the time machine's.
        begun = time.process_time()
        outcome = await try_draft(store, draft, _unseen)
        spent = time.process_time() - begun
    return at_least(
        "    time machine, 1,000 purchases/s a core",
        f"{outcome.extent.purchases:,} in {spent:.2f} s, {outcome.winners:,} would gain",
        PURCHASES / spent / 1_000,
        GOAL,
    )


async def _build(store: Store) -> None:
    """A history: prices from a few to a few hundred, at opening hours of two years."""
    past = list(_history(store.now() - YEARS * DAY))
    for first in range(0, PURCHASES, BATCH):
        await store.write(earning.take_in, "main", past[first : first + BATCH], False, key=None)


def _history(since: int) -> Iterator[PastPurchase]:
    for number in range(PURCHASES):
        # Strides that meet every member, day and price, in an order that looks like none.
        day, hour = number * YEARS // PURCHASES, number * 7_919 % 12
        price = 500 + number * 104_729 % 40_000
        yield PastPurchase(
            str(number), f"m{number * 3_571 % MEMBERS}", since + day * DAY + hour * HOUR, price
        )


async def _unseen(done: int, of: int) -> None:
    """Nobody watches."""
