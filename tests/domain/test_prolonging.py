"""More time for points: an extension for everybody, and what expired given back to one."""

from typing import Any

import pytest

from bot.store import Store
from domain import books, earning
from domain.calendar import DAY, SECOND
from domain.earning import Extension, Extent
from domain.errors import UndoneAlready
from domain.programme import Programme
from tests.clock import StandingClock
from tests.scene import (
    PROGRAMME,
    TEA,
    found,
    fresh_key,
    gets,
    holds,
    joins,
    left_of_lots,
    points,
    redeems,
    told,
)

OWNER = 9001
REASON = "The shop was closed that week."


@pytest.fixture
def programme() -> Programme:
    """Nobody is given anything at the door, so that every lot here has an end of its own."""
    return PROGRAMME.model_copy(update={"welcome_points": 0})


async def sweeps(store: Store) -> None:
    while not (await store.write(earning.sweep, 0, 100, key=None)).done:
        pass


async def decides(store: Store, within_us: int, by_us: int) -> Extension:
    """The owner says that what ends within a time ends so much later than that."""
    ends_until = store.now() + within_us
    return await store.write(
        earning.start_extension, ends_until, ends_until + by_us, OWNER, key=fresh_key()
    )


async def runs(store: Store, extension: Extension, most: int = 100) -> int:
    """Runs it to its end, as the owner's screen does; how many members it met."""
    met = cursor = 0
    while True:
        swept = await store.write(earning.prolong, extension, cursor, most, key=None)
        met, cursor = met + swept.count, swept.cursor
        if swept.done:
            return met


async def ends_of(store: Store, member: int) -> list[int]:
    return [lot.expires_at for lot in await store.read(books.lots_left, member)]


async def gives_back(store: Store, txn: int, for_us: int) -> earning.GivenBack:
    until = store.now() + for_us
    return await store.write(earning.give_back, txn, until, REASON, OWNER, key=fresh_key())


async def lost(store: Store, member: int) -> list[tuple[int, int]]:
    """The expiries of a member that can be given back, with their points."""
    return [(each.txn, each.points) for each in await store.read(earning.lost, member, 5)]


async def loses(store: Store, clock: StandingClock, member: int, amount: int) -> None:
    """A member is given points that end, and are swept, a day later."""
    await gets(store, member, amount, for_us=DAY)
    clock.advance(DAY)
    await sweeps(store)


async def test_what_ends_by_the_day_ends_later_and_nothing_else_is_touched(
    store: Store,
) -> None:
    ann, lin = await joins(store), await joins(store, 2, "Lin")
    now = store.now()
    await gets(store, ann, 10, for_us=DAY)
    await gets(store, ann, 20, for_us=7 * DAY)
    await gets(store, ann, 30, for_us=7 * DAY + 1)
    await gets(store, lin, 40, for_us=2 * DAY, decay_percent=10)
    assert await store.read(earning.concerned, now + 7 * DAY) == Extent(1, 30)
    extension = await decides(store, 7 * DAY, 30 * DAY)
    assert await runs(store, extension) == 1
    assert await ends_of(store, ann) == [now + 7 * DAY + 1, now + 37 * DAY, now + 37 * DAY]
    assert await ends_of(store, lin) == [now + 2 * DAY]
    assert await store.read(earning.prolonged, extension) == Extent(1, 30)
    assert (await found(store)).ok


async def test_a_member_is_told_once_of_all_that_lasts_longer(store: Store) -> None:
    ann, lin = await joins(store), await joins(store, 2, "Lin")
    for day in range(1, 6):
        await gets(store, ann, day, for_us=day * DAY)
    await gets(store, lin, 40, for_us=3 * DAY)
    extension = await decides(store, 7 * DAY, 30 * DAY)
    # One lot at a time, and all lots of whoever it belongs to.
    assert await runs(store, extension, most=1) == 2
    notices = {notice.member: notice.facts for notice in await told(store, "extended")}
    assert notices == {
        ann: {"points": 15, "until": extension.until},
        lin: {"points": 40, "until": extension.until},
    }


@pytest.mark.parametrize("most", [1, 2, 100])
async def test_a_run_that_stopped_goes_on_and_one_that_is_over_changes_nothing(
    store: Store, most: int
) -> None:
    members = [await joins(store, number, f"P{number}") for number in range(1, 6)]
    for number, member in enumerate(members, 1):
        await gets(store, member, number, for_us=number * DAY)
    extension = await decides(store, 7 * DAY, 30 * DAY)
    await store.write(earning.prolong, extension, 0, most, key=None)
    await runs(store, extension, most)
    assert await runs(store, extension, most) == 0
    assert await store.read(earning.prolonged, extension) == Extent(5, 15)
    assert len(await told(store, "extended")) == 5
    assert (await found(store)).ok


async def test_what_is_credited_after_the_owners_word_is_not_meant(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    extension = await decides(store, 7 * DAY, 30 * DAY)
    clock.advance(SECOND)
    await gets(store, ann, 10, for_us=DAY)
    assert await runs(store, extension) == 0
    assert await told(store, "extended") == []


async def test_what_is_over_or_spent_is_not_extended(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await gets(store, ann, 100, for_us=3 * DAY)
    await redeems(store, ann, TEA)
    await gets(store, ann, 10, for_us=DAY)
    extension = await decides(store, 7 * DAY, 30 * DAY)
    clock.advance(DAY)
    # Its day is over, though the sweep has not come yet.
    assert await runs(store, extension) == 0
    assert await points(store, ann) == 0


async def test_lots_that_decay_are_passed_by(store: Store) -> None:
    ann = await joins(store)
    for day in (1, 2, 3):
        await gets(store, ann, 10, for_us=day * DAY, decay_percent=10)
    await gets(store, ann, 5, for_us=4 * DAY)
    extension = await decides(store, 7 * DAY, 30 * DAY)
    assert await runs(store, extension, most=1) == 1
    assert await store.read(earning.prolonged, extension) == Extent(1, 5)


async def test_a_new_end_is_reminded_of_anew(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await gets(store, ann, 10, for_us=DAY)

    async def reminders() -> int:
        await store.write(earning.remind, 0, 100, key=None)
        return len(await told(store, "expiring"))

    assert await reminders() == 1
    await runs(store, await decides(store, 2 * DAY, 90 * DAY))
    assert await reminders() == 1
    clock.advance(63 * DAY)
    assert await reminders() == 2


async def test_expired_points_come_back_with_a_reason_and_the_member_is_told(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await loses(store, clock, ann, 40)
    ((txn, amount),) = await lost(store, ann)
    assert amount == 40
    back = await gives_back(store, txn, 30 * DAY)
    assert (back.member, back.points, back.balance) == (ann, 40, 40)
    assert await ends_of(store, ann) == [back.until] == [store.now() + 30 * DAY]
    line = (await store.read(books.history, ann, 1, 1)).items[0]
    assert line.kind == "reinstate"
    assert await store.read(books.note_of, line.txn) == REASON
    (notice,) = await told(store, "reinstated")
    assert notice.facts == {"points": 40, "until": back.until, "balance": 40}
    assert (await found(store)).ok


async def test_what_came_back_is_listed_no_more_and_comes_back_once(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await loses(store, clock, ann, 40)
    ((txn, _),) = await lost(store, ann)
    await gives_back(store, txn, 7 * DAY)
    assert await lost(store, ann) == []
    with pytest.raises(UndoneAlready):
        await store.read(earning.lost_by, ann, txn)
    with pytest.raises(UndoneAlready):
        await gives_back(store, txn, 7 * DAY)
    assert await left_of_lots(store, ann) == [40]


async def test_the_latest_expiries_are_listed_first_and_only_ones_own(
    store: Store, clock: StandingClock
) -> None:
    ann, lin = await joins(store), await joins(store, 2, "Lin")
    for amount in range(1, 8):
        await loses(store, clock, ann, amount)
    assert [amount for _, amount in await lost(store, ann)] == [7, 6, 5, 4, 3]
    assert await lost(store, lin) == []
    newest = (await lost(store, ann))[0][0]
    with pytest.raises(UndoneAlready):
        await store.read(earning.lost_by, lin, newest)


async def test_what_was_taken_back_with_its_purchase_is_not_listed(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    earned = await gets(store, ann, 40, for_us=DAY)
    clock.advance(DAY)
    await sweeps(store)

    async def takes_back(*part: Any) -> None:
        await store.write(books.reverse, earned.txn, "undo", "staff", *part, key=fresh_key())

    await takes_back(30)
    ((txn, amount),) = await lost(store, ann)
    assert amount == 10
    assert (await store.read(earning.lost_by, ann, txn)).points == 10
    await takes_back()
    assert await lost(store, ann) == []


async def test_a_lot_that_ends_later_already_keeps_its_end(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 100, for_us=DAY)
    held = [await holds(store, ann, part, for_us=9 * DAY) for part in (30, 70)]
    clock.advance(DAY)
    for each in held:
        # What ran out while it was held expires as it is let go.
        await store.write(books.release, each.hold, "staff", key=fresh_key())
    (second, _), (first, _) = await lost(store, ann)
    long = await gives_back(store, first, 90 * DAY)
    short = await gives_back(store, second, 7 * DAY)
    assert short.until == long.until
    assert await ends_of(store, ann) == [long.until]
    assert await points(store, ann) == 100
    assert (await found(store)).ok
