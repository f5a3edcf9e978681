"""Several processes on one PostgreSQL database: keys and locks hold between them."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from bot.store import Store, Unavailable, open_store
from domain import books, earning, members, notices
from domain.adoption import adopt
from domain.errors import NotEnoughPoints
from domain.members import Person
from domain.tx import ReadTx, Tx
from tests.clock import StandingClock
from tests.scene import PROGRAMME, VAULT, found, fresh_key, joins, points, signs_in
from tests.server import database
from tests.store.outside import cut_off, lets_in

SPENDERS = 32
Pair = tuple[Store, Store]


@asynccontextmanager
async def opened(url: str, count: int, workers: int = 4) -> AsyncIterator[list[Store]]:
    """Stores on one database, each with connections of its own."""
    async with AsyncExitStack() as stack:
        stores = []
        for _ in range(count):
            store = await open_store(url, StandingClock(), VAULT, workers=workers)
            stack.push_async_callback(store.close)
            stores.append(store)
        await stores[0].write(adopt, PROGRAMME, key=None)
        yield stores


@pytest.fixture
async def pair(postgres: str) -> AsyncIterator[Pair]:
    async with opened(postgres, 2) as (one, other):
        yield one, other


async def test_the_same_key_in_two_processes_has_one_effect_and_one_answer(pair: Pair) -> None:
    ann = await joins(pair[0])
    for number in range(20):
        answers = await asyncio.gather(
            *(
                store.write(earning.credit, ann, 100, "main", None, 9002, key=f"update:{number}")
                for store in pair * 2
            )
        )
        assert len(set(answers)) == 1
    assert await points(pair[1], ann) == 500 + 20
    assert (await found(pair[0])).ok


async def test_two_who_join_at_once_in_two_processes_are_one_member(pair: Pair) -> None:
    ann = Person(1, "Ann", "en")
    joined = await asyncio.gather(
        *(store.write(earning.join, ann, key=f"update:{at}") for at, store in enumerate(pair))
    )
    assert len({one.member for one in joined}) == 1
    assert Counter(one.is_new for one in joined) == {True: 1, False: 1}


async def test_spenders_in_two_processes_never_overspend(pair: Pair) -> None:
    ann = await joins(pair[0])
    outcomes = await asyncio.gather(
        *(pair[at % 2].write(_spends, ann, at, key=fresh_key()) for at in range(SPENDERS)),
        return_exceptions=True,
    )
    assert Counter(type(outcome) for outcome in outcomes) == {
        int: 5,
        NotEnoughPoints: SPENDERS - 5,
    }
    assert await points(pair[1], ann) == 0
    assert (await found(pair[0])).ok


async def test_locks_taken_in_any_order_lose_nobodys_change(postgres: str) -> None:
    """Verbs that lock members in opposite orders deadlock; each is done all the same."""
    async with opened(postgres, 2, workers=1) as stores:
        pairs = [(await joins(stores[0], 1), await joins(stores[0], 2))]
        pairs.append((pairs[0][1], pairs[0][0]))
        await asyncio.gather(
            *(
                stores[at % 2].write(_both_spend, pairs[at % 2], at, key=fresh_key())
                for at in range(8)
            )
        )
        assert [await points(stores[0], member) for member in pairs[0]] == [492, 492]


async def test_rules_changed_in_one_process_are_in_force_in_the_other(pair: Pair) -> None:
    generous = PROGRAMME.model_copy(update={"welcome_points": 900})
    await pair[0].write(adopt, generous, key=None)
    assert await points(pair[1], await joins(pair[1])) == 900
    assert await pair[1].read(_welcome) == 900
    assert pair[1].programme == generous


async def test_one_members_verbs_keep_their_order_over_many_workers(pair: Pair) -> None:
    store = pair[0]
    everybody = [await joins(store, number) for number in range(1, 9)]
    order: dict[int, list[int]] = {member: [] for member in everybody}
    await asyncio.gather(
        *(
            store.write(_notes, member, order[member], at, key=None)
            for at in range(20)
            for member in everybody
        )
    )
    assert all(noted == list(range(20)) for noted in order.values())


async def test_who_leaves_for_two_reasons_at_once_is_booked_once(pair: Pair) -> None:
    everybody = [await joins(pair[0], number) for number in range(1, 21)]
    await pair[0].write(notices.booked, "broadcast:1", everybody, key=None)
    await asyncio.gather(
        *(store.write(notices.block, member, key=None) for member in everybody for store in pair)
    )
    price = await pair[0].read(notices.price, "broadcast:1")
    assert (price.told, price.blocked) == (20, 20)


async def test_who_agrees_twice_at_once_has_agreed_once(pair: Pair) -> None:
    everybody = [await joins(pair[0], number, news=False) for number in range(1, 21)]
    await asyncio.gather(
        *(
            store.write(members.agree, member, "start", key=None)
            for member in everybody
            for store in pair
        )
    )
    said = [await pair[0].read(members.consents_of, member) for member in everybody]
    assert [len(each) for each in said] == [1] * len(everybody)


async def test_connections_that_are_cut_are_made_anew(pair: Pair, postgres: str) -> None:
    store = pair[0]
    ann = await joins(store)
    for _ in range(3):
        cut_off(postgres, postgres)
        await signs_in(store, ann)
        assert await points(store, ann) > 500
    assert (await found(store)).ok


async def test_a_server_that_is_away_is_told_and_taken_up_again(
    postgres_server: str, postgres_template: str
) -> None:
    with database(postgres_server, postgres_template) as url:
        async with opened(url, 1, workers=1) as (store,):
            ann = await joins(store)
            lets_in(postgres_server, url, False)
            cut_off(postgres_server, url)
            with pytest.raises(Unavailable, match="is out of reach"):
                await signs_in(store, ann)
            lets_in(postgres_server, url, True)
            await signs_in(store, ann)
            assert (await found(store)).ok


def _spends(tx: Tx, member: int, at: int) -> int:
    return books.spend(tx, member, 100, "spend", f"test:{at}").points


def _both_spend(tx: Tx, both: tuple[int, int], at: int) -> None:
    for member in both:
        books.spend(tx, member, 1, "spend", f"test:{at}")


def _welcome(tx: ReadTx) -> int:
    return tx.programme.welcome_points


def _notes(tx: Tx, member: int, noted: list[int], at: int) -> None:
    noted.append(at)
