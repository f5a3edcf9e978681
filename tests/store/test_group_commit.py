"""What shares a commit: nothing resolves before it, and one verb's fault is its own."""

import asyncio

import pytest

from bot.store import Store, Unavailable
from bot.store.lane import WAITING_MAX
from domain import books, earning, members
from domain.adoption import adopt
from domain.errors import Busy, SoldOut
from domain.members import Person
from domain.tx import Tx
from tests.scene import PROGRAMME, found, fresh_key, joins, points
from tests.store.gate import Gate
from tests.store.outside import seen


class Faulty:
    """Loses its batch, in its runs from `begin_at` on, so many times: what a full disk does."""

    def __init__(self, fault: Exception, times: int, begin_at: int = 1) -> None:
        self.fault = fault
        self.losing = range(begin_at, begin_at + times)
        self.runs = 0

    def verb(self, tx: Tx, member: int) -> None:
        self.runs += 1
        members.new_card(tx, member)
        if self.runs in self.losing:
            raise self.fault


async def test_a_result_is_there_to_be_read_by_others_once_it_resolves(
    store: Store, url: str
) -> None:
    for number in range(1, 20):
        joined = await store.write(earning.join, Person(number, "Ann", "en"), key=fresh_key())
        assert seen(url, f"SELECT count(*) FROM member WHERE id = {joined.member}") == 1


async def test_nothing_resolves_and_nothing_is_seen_before_the_commit(store: Store) -> None:
    gate = Gate()
    held = await gate.held(store)
    joining = asyncio.create_task(joins(store))
    assert await store.read(members.who, 1) is None
    assert not joining.done()
    gate.opened.set()
    ann = await joining
    await held
    assert await points(store, ann) == 500


async def test_a_refusal_leaves_the_others_of_its_batch_alone(store: Store) -> None:
    gate = Gate()
    held = await gate.held(store)
    batch = [
        asyncio.create_task(call)
        for call in (
            joins(store, 1),
            store.write(_refuses, key=fresh_key()),
            store.write(_stumbles, key=fresh_key()),
            joins(store, 2),
        )
    ]
    await asyncio.sleep(0)
    gate.opened.set()
    first, refused, stumbled, second = await asyncio.gather(*batch, return_exceptions=True)
    await held
    assert isinstance(refused, SoldOut)
    assert isinstance(stumbled, ZeroDivisionError)
    assert isinstance(first, int)
    assert isinstance(second, int)
    assert await points(store, first) == await points(store, second) == 500
    assert (await found(store)).ok


async def test_a_caller_who_gives_up_cancels_nothing(store: Store) -> None:
    gate = Gate()
    held = await gate.held(store)
    joining = asyncio.create_task(joins(store, 1))
    other = asyncio.create_task(joins(store, 2))
    await asyncio.sleep(0)
    joining.cancel()
    gate.opened.set()
    await other
    await held
    assert joining.cancelled()
    assert await store.read(members.who, 1) is not None


async def test_a_full_queue_is_busy_and_what_waits_still_runs(store: Store) -> None:
    ann = await joins(store)
    gate = Gate()
    held = await gate.held(store)
    waiting = [asyncio.create_task(store.write(_nothing, key=None)) for _ in range(WAITING_MAX)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await store.write(members.new_card, ann, key=None)
    gate.opened.set()
    await asyncio.gather(held, *waiting)
    await store.write(members.new_card, ann, key=None)


@pytest.mark.parametrize("times", [1, 2])
async def test_a_lost_batch_runs_again_one_by_one(
    store: Store, times: int, fault: Exception
) -> None:
    """One loss is nobody's; a verb that is lost again alone takes only itself along."""
    bo = await joins(store, 2)
    faulty, gate = Faulty(fault, times), Gate()
    held = await gate.held(store)
    before = asyncio.create_task(joins(store, 3))
    lost = asyncio.create_task(store.write(faulty.verb, bo, key=None))
    after = asyncio.create_task(joins(store, 4))
    await asyncio.sleep(0)
    card = await store.read(members.card_of, bo)
    gate.opened.set()
    outcome = (await asyncio.gather(lost, return_exceptions=True))[0]
    assert await points(store, await before) == await points(store, await after) == 500
    await held
    changed = await store.read(members.card_of, bo) != card
    assert faulty.runs == 2
    assert (outcome is None) == changed == (times == 1)
    assert isinstance(outcome, Unavailable | None)
    assert (await found(store)).ok


async def test_a_programme_adopted_in_a_lost_batch_is_not_in_force(
    store: Store, fault: Exception
) -> None:
    ann = await joins(store, 1)
    adopter, faulty, gate = Faulty(fault, 1, begin_at=2), Faulty(fault, 1), Gate()
    held = await gate.held(store)
    adopting = asyncio.create_task(store.write(_adopts, adopter, ann, key=None))
    losing = asyncio.create_task(store.write(faulty.verb, ann, key=None))
    await asyncio.sleep(0)
    gate.opened.set()
    outcomes = await asyncio.gather(adopting, losing, return_exceptions=True)
    await held
    assert isinstance(outcomes[0], Unavailable)
    assert store.programme == PROGRAMME
    assert await points(store, await joins(store, 2)) == 500


async def test_sixty_four_callers_at_once_lose_nothing(store: Store) -> None:
    ann = await joins(store)

    async def caller() -> None:
        for _ in range(5):
            await store.write(earning.credit, ann, 100, "main", None, 9002, key=fresh_key())

    await asyncio.gather(*(caller() for _ in range(64)))
    assert await points(store, ann) == 500 + 64 * 5
    assert (await found(store)).ok


async def test_readers_answer_while_the_writer_is_held(store: Store) -> None:
    ann = await joins(store)
    gate = Gate()
    held = await gate.held(store)
    assert await store.read(books.available, ann) == 500
    gate.opened.set()
    await held


async def test_one_slow_question_does_not_hold_up_the_next(store: Store) -> None:
    ann = await joins(store)
    gate = Gate()
    slow = asyncio.create_task(store.read(gate.question))
    await asyncio.to_thread(gate.entered.wait, 10)
    assert [await store.read(books.available, ann) for _ in range(4)] == [500] * 4
    gate.opened.set()
    await slow


def _nothing(tx: Tx) -> None:
    """Changes nothing."""


def _refuses(tx: Tx) -> None:
    raise SoldOut


def _stumbles(tx: Tx) -> None:
    raise ZeroDivisionError


def _adopts(tx: Tx, faulty: Faulty, member: int) -> None:
    adopt(tx, PROGRAMME.model_copy(update={"welcome_points": 900}))
    faulty.verb(tx, member)
