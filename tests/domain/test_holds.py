"""Points put aside: captured whole or in part, released, or run out; one end, and only one."""

from itertools import permutations

import pytest

from bot.store import Store
from domain import books
from domain.books import Balances
from domain.calendar import DAY, HOUR
from domain.errors import HoldClosed, HoldUnknown, NotEnoughPoints, Refusal, TooMuch
from tests.clock import StandingClock
from tests.scene import (
    found,
    fresh_key,
    gets,
    holds,
    joins,
    left_of_lots,
    points,
    redeems,
    reverses,
)


async def captures(store: Store, hold: int, part: int | None = None) -> books.Posting:
    return await store.write(books.capture, hold, "staff", part, key=fresh_key())


async def releases(store: Store, hold: int) -> books.Posting:
    return await store.write(books.release, hold, "staff", key=fresh_key())


async def lets_go(store: Store) -> int:
    return await store.write(books.expire_holds, 100, key=None)


async def stands(store: Store, member: int) -> Balances:
    return await store.read(books.balances, member)


async def test_what_is_held_cannot_be_spent(store: Store) -> None:
    ann = await joins(store)
    held = await holds(store, ann, 450)
    assert held.balance == 50
    assert await stands(store, ann) == Balances(available=50, held=450, owed=0)
    with pytest.raises(NotEnoughPoints):
        await redeems(store, ann)
    with pytest.raises(NotEnoughPoints):
        await holds(store, ann, 51)
    assert (await found(store)).ok


async def test_a_capture_redeems_what_was_held(store: Store) -> None:
    ann = await joins(store)
    held = await holds(store, ann, 300)
    assert (await captures(store, held.hold)).balance == 200
    assert await stands(store, ann) == Balances(200, 0, 0)
    assert (await store.read(books.hold_of, held.hold)).state == "captured"
    assert (await found(store)).ok


async def test_a_part_is_captured_and_the_rest_returns_to_what_ends_last(
    store: Store,
) -> None:
    ann = await joins(store)
    await gets(store, ann, 40, for_us=DAY)
    await gets(store, ann, 60, for_us=2 * DAY)
    held = await holds(store, ann, 150)
    assert await left_of_lots(store, ann) == [450]
    assert (await captures(store, held.hold, 70)).balance == 530
    # The 40 that would end first went, and 30 of the next; the rest is back where it came from.
    assert await left_of_lots(store, ann) == [30, 500]
    assert (await store.read(books.hold_of, held.hold)).captured == 70
    assert (await found(store)).ok


async def test_a_release_gives_all_back_to_the_same_lots(store: Store) -> None:
    ann = await joins(store)
    await gets(store, ann, 40, for_us=DAY)
    before = await store.read(books.lots_left, ann)
    held = await holds(store, ann, 300)
    assert (await releases(store, held.hold)).balance == 540
    assert await store.read(books.lots_left, ann) == before
    assert (await found(store)).ok


async def test_a_hold_runs_out_once_its_time_is_over(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    held = await holds(store, ann, 300, for_us=HOUR)
    clock.advance(HOUR - 1)
    assert await lets_go(store) == 0
    clock.advance(1)
    with pytest.raises(HoldClosed) as closed:
        await captures(store, held.hold)
    assert closed.value.state == "expired"
    assert await lets_go(store) == 1
    assert await lets_go(store) == 0
    assert await stands(store, ann) == Balances(500, 0, 0)
    assert (await found(store)).ok


async def test_a_lot_whose_day_comes_while_it_is_held_ends_on_release(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 40, for_us=DAY)
    held = await holds(store, ann, 100, for_us=3 * DAY)
    clock.advance(2 * DAY)
    assert await stands(store, ann) == Balances(440, 100, 0)
    assert (await releases(store, held.hold)).balance == 500
    assert await left_of_lots(store, ann) == [500]
    assert (await found(store)).ok


async def test_a_lot_whose_day_comes_while_it_is_held_can_be_captured(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 40, for_us=DAY)
    held = await holds(store, ann, 100, for_us=3 * DAY)
    clock.advance(2 * DAY)
    await captures(store, held.hold)
    assert await stands(store, ann) == Balances(440, 0, 0)
    assert (await found(store)).ok


@pytest.mark.parametrize("order", list(permutations(("capture", "release", "expire", "part"))))
async def test_whichever_end_comes_first_is_the_only_one(
    store: Store, clock: StandingClock, order: tuple[str, ...]
) -> None:
    ann = await joins(store)
    held = await holds(store, ann, 200, for_us=HOUR)
    ended = []
    for end in order:
        if end == "expire":
            clock.advance(HOUR)
            if await lets_go(store):
                ended.append("expired")
            continue
        try:
            if end == "release":
                await releases(store, held.hold)
            else:
                await captures(store, held.hold, 50 if end == "part" else None)
        except HoldClosed:
            continue
        ended.append("released" if end == "release" else "captured")
    assert len(ended) == 1
    assert (await store.read(books.hold_of, held.hold)).state == ended[0]
    assert (await stands(store, ann)).held == 0
    assert (await found(store)).ok


async def test_more_than_is_held_is_never_captured(store: Store) -> None:
    ann = await joins(store)
    held = await holds(store, ann, 200)
    with pytest.raises(TooMuch) as refused:
        await captures(store, held.hold, 201)
    assert refused.value.most == 200
    with pytest.raises(HoldUnknown):
        await captures(store, 1)
    assert await stands(store, ann) == Balances(300, 200, 0)


async def test_a_capture_is_refunded_in_parts_to_its_lots(store: Store) -> None:
    ann = await joins(store)
    await gets(store, ann, 40, for_us=DAY)
    held = await holds(store, ann, 100)
    captured = await captures(store, held.hold, 70)
    assert await left_of_lots(store, ann) == [470]
    await reverses(store, captured.txn, 20)
    assert await left_of_lots(store, ann) == [490]
    await reverses(store, captured.txn)
    assert await left_of_lots(store, ann) == [40, 500]
    with pytest.raises(Refusal):
        await reverses(store, captured.txn)
    assert await points(store, ann) == 540
    assert (await found(store)).ok


async def test_what_comes_back_is_told_without_what_ended_elsewhere(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 40, for_us=DAY)
    captured = await captures(store, (await holds(store, ann, 60)).hold)
    await gets(store, ann, 30, for_us=DAY)
    clock.advance(2 * DAY)
    back = await store.write(books.give_back, captured.txn, "returned", "staff", key=fresh_key())
    assert (back.points, back.balance) == (20, 500)
    assert await left_of_lots(store, ann) == [500]
    assert (await found(store)).ok
