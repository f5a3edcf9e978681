"""What one change asks of the database, so that nobody waits for what was asked before."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store
from bot.store.batches import Execute
from bot.store.sqlite import SqliteStore
from domain import counter, rewards
from domain.adoption import adopt
from domain.staff import Clerk
from tests.clock import StandingClock
from tests.scene import CASHIER, PROGRAMME, SHOP, TEA, VAULT, buys, joins, mark, redeems

LIN = Clerk(CASHIER, "cashier", SHOP, "Lin")


class Noted:
    """The statements that reached the writing connection, in their order."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def through(self, execute: Execute) -> Execute:
        def passes(sql: str, given: Any) -> Any:
            self.statements.append(sql)
            return execute(sql, given)

        return passes


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
async def store(url: str, clock: StandingClock, noted: Noted) -> AsyncIterator[Store]:
    path = Path(url.removeprefix("sqlite:///"))
    store = await SqliteStore.open(path, clock, VAULT, through=noted.through)
    try:
        await store.write(adopt, PROGRAMME, key=None)
        yield store
    finally:
        await store.close()


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_acts_at_the_counter_ask_little(store: Store, noted: Noted, engine: str) -> None:
    ann = await joins(store)
    await buys(store, ann, 90_000)
    await store.write(counter.sell, LIN, ann, counter.Bill(9_000), key="first")
    tea = await redeems(store, ann)
    most: dict[str, tuple[Any, ...]] = {
        "redeem": (20, rewards.redeem, ann, TEA, mark(TEA)),
        "sell": (27, counter.sell, LIN, ann, counter.Bill(9_000)),
        "use": (16, counter.use_voucher, LIN, tea.voucher),
        "card": (10, counter.open_card, LIN, ann),
    }
    for act, (limit, verb, *args) in most.items():
        noted.statements.clear()
        await store.write(verb, *args, key=act)
        assert len(noted.statements) <= limit, (act, noted.statements)
