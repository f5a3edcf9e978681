"""The day's budget is one row for the whole shop: only who wins waits for it."""

import asyncio
from collections.abc import Iterator

import psycopg
import pytest

from bot.store import Store
from domain import draws
from domain.calendar import local_date
from domain.draws import Drawn
from domain.programme import Prize, Programme, Surprise
from tests.scene import PROGRAMME, VAULT, buys, joins

BUDGET = 1_000
SMALL, LARGE = ("points:30", 100), ("points:200", 1_000_000)
# A file has one writer, so nobody waits for another there.
pytestmark = pytest.mark.parametrize("engine", ["postgres"])


@pytest.fixture
def percent() -> int:
    """How many of the purchases win."""
    return 100


@pytest.fixture
def programme(percent: int) -> Programme:
    """Nearly every prize is the large one."""
    prizes = (Prize(points=30, weight=1), Prize(points=200, weight=10_000))
    surprise = Surprise(purchase_percent=percent, prizes=prizes, daily_budget=BUDGET)
    return PROGRAMME.model_copy(update={"surprise": surprise})


@pytest.fixture
def somebody(url: str, store: Store) -> Iterator[psycopg.Connection[tuple[int]]]:
    """Another process, in the middle of its first change."""
    with psycopg.connect(url) as connection:
        yield connection
        connection.rollback()


def spends(somebody: psycopg.Connection[tuple[int]], store: Store, points: int) -> None:
    """Somebody spends of today's budget, and is not done yet."""
    today = local_date(store.now(), store.programme.zone).isoformat()
    words = "INSERT INTO budget (name, day, spent) VALUES ('surprise', %s, %s)"
    somebody.execute(words, (today, points))


async def drawn(store: Store, member: int) -> tuple[Drawn, ...]:
    """All that was drawn for a member."""
    return (await store.read(draws.drawings_of, member, 1, 100))[0]


def wins(store: Store, member: int) -> bool:
    """Whether the member's first purchase of today wins, where one in a hundred does."""
    today = local_date(store.now(), store.programme.zone).isoformat()
    of = SMALL[1] + LARGE[1]
    seed = VAULT.secret("draw-seed", today)
    return draws.ticket(seed, f"surprise:{member}:{today}:0", of) < of // 100


def until_waited_for(somebody: psycopg.Connection[tuple[int]]) -> None:
    """Until a purchase waits for what somebody does."""
    question = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    while (row := somebody.execute(question).fetchone()) and not row[0]:
        pass


@pytest.mark.parametrize(
    ("spent", "won", "odds"),
    [
        (BUDGET - 200, 200, [(SMALL, LARGE)]),
        (BUDGET - 199, 30, [(SMALL,)]),
        (BUDGET - 29, 0, []),
    ],
)
async def test_what_others_spent_meanwhile_is_not_won_again(
    store: Store,
    somebody: psycopg.Connection[tuple[int]],
    spent: int,
    won: int,
    odds: list[draws.Odds],
) -> None:
    """A prize that is gone by then is drawn anew, and the odds of that moment are kept."""
    ann = await joins(store)
    spends(somebody, store, spent)
    purchase = asyncio.create_task(buys(store, ann, 99))
    await asyncio.to_thread(until_waited_for, somebody)
    somebody.commit()
    assert (await purchase).surprise == won
    found = await drawn(store, ann)
    assert [each.odds for each in found] == odds
    assert all(each.name.endswith(":0") for each in found)


class TestSeldom:
    """One purchase in a hundred wins."""

    @pytest.fixture
    def percent(self) -> int:
        return 1

    async def test_who_wins_nothing_does_not_wait(
        self, store: Store, somebody: psycopg.Connection[tuple[int]]
    ) -> None:
        ann = await joins(store)
        while wins(store, ann):
            ann = await joins(store, ann)
        spends(somebody, store, 30)
        assert (await buys(store, ann, 99)).surprise == 0
        assert [each.label for each in await drawn(store, ann)] == [draws.NOTHING]
