"""Points given to make something good: with a reason, within a day's limit, told to the member."""

import asyncio

import pytest

from bot.store import Store
from domain import books, counter, earning
from domain.calendar import DAY, MINUTE
from domain.errors import (
    LineUnknown,
    NotAllowed,
    OwnPurchase,
    PointsRefused,
    ReasonRefused,
    SecondPersonNeeded,
    UndoneAlready,
    UndoTooLate,
)
from domain.programme import Budget, Programme
from domain.staff import Clerk
from tests.clock import StandingClock
from tests.scene import CASHIER, buys, found, fresh_key, joins, points, told
from tests.till import (
    AT_TILL,
    CLERK,
    COLLEAGUE,
    MANAGER,
    NOBODY,
    OWNER,
    SILLY,
    SUPPORT,
    makes_good,
    on_record,
)


@pytest.fixture
def programme() -> Programme:
    """Nobody may earn more than 100 points a month."""
    return AT_TILL.model_copy(update={"budget": Budget(month_points=100, year_points=100)})


async def takes_back(store: Store, txn: int, clerk: Clerk = CLERK) -> counter.TakenBack:
    """A clerk takes back what was given."""
    return await store.write(counter.undo_make_good, clerk, txn, key=fresh_key())


async def left(store: Store, clerk: Clerk) -> int | None:
    """What a clerk may still give today."""
    return await store.read(counter.make_good_left, clerk)


async def test_points_are_given_with_a_reason_that_the_member_reads(store: Store) -> None:
    ann = await joins(store)
    done = await makes_good(store, ann, 200, "  Cold \n coffee ")
    assert (done.points, done.balance, done.left) == (200, 700, 300)
    assert await store.read(books.note_of, done.txn) == "Cold coffee"
    (notice,) = await told(store, "made_good")
    assert (notice.facts["points"], notice.facts["reason"]) == (200, "Cold coffee")
    assert (await found(store)).ok


async def test_it_counts_for_no_tier_and_no_cap(store: Store) -> None:
    ann = await joins(store)
    await makes_good(store, ann, 500)
    assert (await store.read(earning.standing, ann)).earned == 0
    assert (await buys(store, ann, 10_000)).points == 100


async def test_the_record_has_it_without_the_reason(store: Store) -> None:
    ann = await joins(store)
    done = await makes_good(store, ann, 200)
    (act,) = await on_record(store)
    assert (act.act, act.member, act.txn, act.facts) == (
        "make_good",
        ann,
        done.txn,
        {"points": 200, "limit": 500},
    )


async def test_a_day_has_a_limit_and_a_new_day_a_new_one(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await makes_good(store, ann, 300)
    await makes_good(store, ann, 200)
    assert await left(store, CLERK) == 0
    with pytest.raises(SecondPersonNeeded):
        await makes_good(store, ann, 1)
    await makes_good(store, ann, 1, clerk=COLLEAGUE)
    clock.advance(DAY)
    assert await left(store, CLERK) == 500
    await makes_good(store, ann, 500)


async def test_gifts_to_many_at_once_stay_within_the_day(store: Store) -> None:
    many = [await joins(store, number) for number in range(1, 9)]
    answers = await asyncio.gather(
        *(makes_good(store, each, 100) for each in many), return_exceptions=True
    )
    assert sum(isinstance(each, counter.MadeGood) for each in answers) == 5
    assert sum(isinstance(each, SecondPersonNeeded) for each in answers) == 3
    assert (await found(store)).ok


async def test_a_second_person_lets_more_be_given(store: Store) -> None:
    ann = await joins(store)
    with pytest.raises(SecondPersonNeeded):
        await makes_good(store, ann, 501, approved_by=CLERK)
    await makes_good(store, ann, 501, approved_by=MANAGER)
    assert await left(store, CLERK) == 0
    (act,) = await on_record(store)
    assert act.facts["approved_by"].startswith("staff:")
    assert (await found(store)).ok


async def test_each_role_has_its_own_day(store: Store) -> None:
    ann = await joins(store)
    assert [await left(store, each) for each in (SUPPORT, CLERK, MANAGER, OWNER)] == [
        200,
        500,
        5_000,
        None,
    ]
    assert (await makes_good(store, ann, 1_000_000, clerk=OWNER)).left is None


async def test_who_may_give_nothing_is_refused_whoever_agrees(store: Store) -> None:
    ann = await joins(store)
    with pytest.raises(NotAllowed):
        await makes_good(store, ann, 1, clerk=NOBODY, approved_by=MANAGER)


async def test_nobody_makes_good_to_themselves(store: Store) -> None:
    carl = await joins(store, CASHIER, "Carl")
    with pytest.raises(OwnPurchase):
        await makes_good(store, carl, 10)


@pytest.mark.parametrize("number", [*SILLY, 1_000_001])
async def test_no_silly_number_is_given(store: Store, number: int) -> None:
    ann = await joins(store)
    with pytest.raises(PointsRefused):
        await makes_good(store, ann, number, clerk=OWNER)


@pytest.mark.parametrize("reason", ["", " \n\t", "a" * 201])
async def test_a_reason_is_needed_and_short(store: Store, reason: str) -> None:
    ann = await joins(store)
    with pytest.raises(ReasonRefused):
        await makes_good(store, ann, 10, reason)


async def test_what_was_given_by_mistake_goes_back_and_frees_the_day(store: Store) -> None:
    ann = await joins(store)
    done = await makes_good(store, ann, 500)
    await store.write(books.spend, ann, 600, "bonus", "member", key=fresh_key())
    back = await takes_back(store, done.txn)
    assert (back.points, back.owed, await points(store, ann)) == (500, 100, 0)
    assert await left(store, CLERK) == 500
    assert len(await told(store, "make_good_undone")) == 1
    with pytest.raises(UndoneAlready):
        await takes_back(store, done.txn)
    assert (await found(store)).ok


async def test_only_who_gave_it_or_a_manager_takes_it_back_and_soon(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    first, second = await makes_good(store, ann, 10), await makes_good(store, ann, 20)
    with pytest.raises(NotAllowed):
        await takes_back(store, first.txn, COLLEAGUE)
    await takes_back(store, first.txn, MANAGER)
    assert await left(store, CLERK) == 480
    clock.advance(10 * MINUTE + 1)
    with pytest.raises(UndoTooLate):
        await takes_back(store, second.txn)


async def test_nothing_else_is_taken_back_this_way(store: Store) -> None:
    ann = await joins(store)
    bought = await buys(store, ann, 1_000)
    with pytest.raises(LineUnknown):
        await takes_back(store, bought.txn or 0, MANAGER)
