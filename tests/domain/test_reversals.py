"""What is taken back leaves the very lots it made, and what is given back returns to its own."""

import pytest

from bot.store import Store
from domain import books
from domain.books import Balances
from domain.calendar import DAY
from domain.errors import TooMuch, UndoneAlready
from tests.clock import StandingClock
from tests.scene import (
    TEA,
    TOTE,
    found,
    gets,
    joins,
    left_of_lots,
    points,
    redeems,
    reverses,
)


async def owes(store: Store, member: int) -> int:
    return -(await store.read(books.balances, member)).owed


async def last_txn(store: Store, member: int) -> int:
    return (await store.read(books.history, member, 1, 1)).items[0].txn


async def test_parts_leave_the_lot_they_made_and_never_exceed_it(store: Store) -> None:
    ann = await joins(store)
    earned = await gets(store, ann, 88)
    first = await reverses(store, earned.txn, 30)
    assert (first.points, first.owed, first.balance) == (30, 0, 558)
    with pytest.raises(TooMuch) as refused:
        await reverses(store, earned.txn, 59)
    assert refused.value.most == 58
    assert (await reverses(store, earned.txn)).points == 58
    with pytest.raises(UndoneAlready):
        await reverses(store, earned.txn)
    assert await left_of_lots(store, ann) == [500]
    assert (await found(store)).ok


async def test_what_was_spent_of_it_is_owed_though_other_lots_have_points(
    store: Store,
) -> None:
    ann = await joins(store)
    earned = await gets(store, ann, 88, for_us=DAY)
    await redeems(store, ann, TEA)
    assert (await reverses(store, earned.txn, 20)).owed == 20
    assert (await reverses(store, earned.txn)).owed == 68
    assert await store.read(books.balances, ann) == Balances(488, 0, -88)
    assert (await found(store)).ok


async def test_a_debt_is_paid_first_by_what_is_earned_next(store: Store) -> None:
    ann = await joins(store)
    earned = await gets(store, ann, 88, for_us=DAY)
    await redeems(store, ann, TEA)
    await reverses(store, earned.txn)
    part = await gets(store, ann, 60)
    assert (part.points, part.repaid, part.balance) == (60, 60, 488)
    rest = await gets(store, ann, 60)
    assert (rest.repaid, rest.balance) == (28, 520)
    assert await owes(store, ann) == 0
    assert (await gets(store, ann, 10)).repaid == 0
    lines = (await store.read(books.history, ann, 1, 5)).items
    assert [(line.kind, line.points) for line in lines[:5]] == [
        ("welcome", 10),
        ("repay", -28),
        ("welcome", 60),
        ("repay", -60),
        ("welcome", 60),
    ]
    assert (await found(store)).ok


async def test_what_paid_a_debt_is_owed_again_where_it_is_taken_back(store: Store) -> None:
    ann = await joins(store)
    earned = await gets(store, ann, 88, for_us=DAY)
    await redeems(store, ann, TEA)
    await reverses(store, earned.txn)
    paying = await gets(store, ann, 60)
    assert (await reverses(store, paying.txn)).owed == 60
    assert await owes(store, ann) == 88
    assert (await found(store)).ok


async def test_what_expiry_took_is_not_asked_for_again(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    earned = await gets(store, ann, 150, for_us=DAY)
    await redeems(store, ann, TEA)
    clock.advance(DAY)
    back = await reverses(store, earned.txn)
    assert (back.points, back.owed, back.balance) == (150, 100, 500)
    assert (await found(store)).ok


async def test_a_spend_returns_in_parts_to_the_lots_that_end_last(store: Store) -> None:
    ann = await joins(store)
    await gets(store, ann, 100, for_us=DAY)
    await redeems(store, ann, TOTE)
    spent = await last_txn(store, ann)
    assert await left_of_lots(store, ann) == [300]
    await reverses(store, spent, 150)
    assert await left_of_lots(store, ann) == [450]
    await reverses(store, spent, 100)
    assert await left_of_lots(store, ann) == [50, 500]
    with pytest.raises(TooMuch):
        await reverses(store, spent, 51)
    await reverses(store, spent)
    assert await points(store, ann) == 600


async def test_a_lot_keeps_its_own_day_whatever_returns_to_it(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 100, for_us=DAY)
    before = await store.read(books.lots_left, ann)
    await redeems(store, ann, TOTE)
    await reverses(store, await last_txn(store, ann))
    assert await store.read(books.lots_left, ann) == before
    clock.advance(DAY)
    assert await points(store, ann) == 500
