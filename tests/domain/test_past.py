"""The books at any past moment: what they said then, whatever came since."""

from typing import Any

from bot.store import Store
from domain import books, earning
from domain.calendar import DAY, HOUR
from domain.insight import figures
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import (
    CASHIER,
    TEA,
    buys,
    fresh_key,
    gets,
    holds,
    joins,
    redeems,
)


async def test_every_moment_is_remembered_as_it_was(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    seen: list[tuple[int, Any, Any]] = []

    async def look() -> None:
        seen.append(
            (
                clock.now(),
                await store.read(books.balances, ann),
                await store.read(books.lots_left, ann),
            )
        )
        clock.advance(HOUR)

    await look()
    await buys(store, ann, 8840)
    await look()
    await gets(store, ann, 40, for_us=DAY)
    await look()
    held = await holds(store, ann, 100, for_us=20 * DAY)
    await look()
    await redeems(store, ann, TEA)
    await look()
    late = await buys(store, ann, 1_000)
    await store.write(earning.undo, late.purchase, CASHIER, key=fresh_key())
    await look()
    lot = (await store.read(books.lots_left, ann))[0]
    await store.write(books.extend, lot.id, lot.expires_at + DAY, "owner", key=fresh_key())
    await look()
    await store.write(books.capture, held.hold, "staff", 30, key=fresh_key())
    await look()
    clock.advance(10 * DAY)
    await store.write(earning.sweep, 0, 100, key=None)
    await look()
    for at, balances, lots in seen:
        past = await store.read(books.as_of, ann, at)
        assert (past.available, past.held, past.owed) == (
            balances.available,
            balances.held,
            balances.owed,
        )
        assert past.lots == lots
    before = await store.read(books.as_of, ann, seen[0][0] - 1)
    assert (before.available, before.lots) == (0, ())


async def test_the_liability_of_a_past_day_is_what_was_outstanding_then(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await holds(store, ann, 100)
    then = clock.now()
    clock.advance(DAY)
    await redeems(store, ann, TEA)
    owed = await store.read(books.liability, then)
    assert (owed.issued, owed.redeemed, owed.outstanding, owed.worth_minor) == (500, 0, 500, 500)
    now = await store.read(books.liability, clock.now())
    assert now.outstanding == (await store.read(figures)).outstanding == 400


def _grants_late(tx: Tx, member: int, points: int, happened_at: int) -> books.Posting:
    return earning.grant(tx, member, points, "purchase", "staff", happened_at=happened_at)


async def test_what_happened_earlier_is_posted_now_and_ends_by_its_own_day(
    store: Store, clock: StandingClock
) -> None:
    """An entry of a till that was offline names the day on which it happened."""
    ann = await joins(store)
    happened = clock.now()
    clock.advance(3 * DAY)
    await store.write(_grants_late, ann, 40, happened, key=fresh_key())
    (line, *_) = (await store.read(books.history, ann, 1, 5)).items
    assert line.at == happened
    gift, late = await store.read(books.lots_left, ann)
    assert (late.earned_at, late.expires_at) == (happened, gift.expires_at)
    assert (await store.read(books.as_of, ann, happened)).available == 500
