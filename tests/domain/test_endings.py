"""When points end, by every policy; how an end is moved, and what was lost given back."""

from datetime import date

import pytest

from bot.store import Store
from domain import books, earning
from domain.adoption import adopt
from domain.books.rules import loss
from domain.calendar import DAY, end_of_validity, instant
from domain.errors import UndoneAlready
from domain.programme import Expiry, Programme
from tests.clock import StandingClock
from tests.scene import (
    PROGRAMME,
    TEA,
    found,
    fresh_key,
    gets,
    joins,
    left_of_lots,
    points,
    redeems,
    reverses,
)

ZONE = PROGRAMME.zone
YEAR = 366 * DAY


async def sweeps(store: Store) -> None:
    while not (await store.write(earning.sweep, 0, 100, key=None)).done:
        pass


async def expiry_of(store: Store, member: int) -> int:
    lines = (await store.read(books.history, member, 1, 1)).items
    assert lines[0].kind in ("expire", "decay")
    return lines[0].txn


async def reinstates(store: Store, txn: int, ends: int) -> books.Reversed:
    reason = "The shop was closed that week."
    return await store.write(books.reinstate, txn, ends, reason, "owner", key=fresh_key())


@pytest.mark.parametrize(
    ("earned", "months", "period", "last_day"),
    [
        (date(2026, 11, 22), 12, "day", date(2027, 11, 22)),
        (date(2026, 11, 22), 24, "day", date(2028, 11, 22)),
        (date(2024, 2, 29), 12, "day", date(2025, 2, 28)),
        (date(2026, 11, 22), 12, "month", date(2027, 11, 30)),
        (date(2026, 11, 30), 3, "month", date(2027, 2, 28)),
        (date(2026, 11, 22), 12, "quarter", date(2027, 12, 31)),
        (date(2026, 7, 1), 0, "quarter", date(2026, 9, 30)),
        (date(2026, 11, 22), 6, "half-year", date(2027, 6, 30)),
        (date(2026, 12, 31), 0, "half-year", date(2026, 12, 31)),
    ],
)
def test_points_end_with_the_last_day_of_their_period(
    earned: date, months: int, period: str, last_day: date
) -> None:
    ends = end_of_validity(instant(earned, ZONE, 12), months, ZONE, period)
    assert ends == instant(last_day, ZONE) + DAY


@pytest.mark.parametrize(
    ("left", "decay", "lost"),
    [(1000, 10, 100), (1000, 0, 1000), (9, 10, 1), (1, 10, 1), (333, 33, 110), (100, 99, 99)],
)
def test_a_decay_leaves_the_rest_rounded_down(left: int, decay: int, lost: int) -> None:
    assert loss(left, decay) == lost


async def test_a_thousand_points_at_ten_percent_are_nine_hundred_after_a_year(
    store: Store, clock: StandingClock
) -> None:
    decaying = PROGRAMME.model_copy(
        update={"expiry": Expiry(decay_percent=10), "welcome_points": 1000}
    )
    await store.write(adopt, decaying, key=None)
    ann = await joins(store)
    ends = (await store.read(books.expiring, ann))[0]
    assert ends.points == 100
    clock.advance(ends.at - clock.now() - 1)
    assert await points(store, ann) == 1000
    clock.advance(1)
    assert await points(store, ann) == 900
    await sweeps(store)
    assert await points(store, ann) == 900
    clock.advance(YEAR)
    await sweeps(store)
    assert await points(store, ann) == 810
    lines = (await store.read(books.history, ann, 1, 5)).items
    assert [(line.kind, line.points) for line in lines] == [
        ("decay", -90),
        ("decay", -100),
        ("welcome", 1000),
    ]
    assert (await found(store)).ok


async def test_after_a_long_sleep_every_year_takes_its_share(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 1000, for_us=30 * DAY, decay_percent=10)
    clock.advance(30 * DAY + 3 * YEAR)
    await sweeps(store)
    # The gift of joining ended long ago; the rest lost its tenth four times.
    assert await points(store, ann) == 656
    assert (await found(store)).ok


async def test_a_decay_settled_by_a_spend_is_the_same_as_by_a_sweep(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 1000, for_us=30 * DAY, decay_percent=10)
    clock.advance(30 * DAY + 3 * YEAR)
    await redeems(store, ann, TEA)
    assert await points(store, ann) == 556
    assert (await found(store)).ok


async def test_an_extension_moves_the_end_and_keeps_its_trace(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 40, for_us=DAY)
    lot = (await store.read(books.lots_left, ann))[0]
    await store.write(books.extend, lot.id, lot.expires_at + DAY, "owner", key=fresh_key())
    clock.advance(DAY)
    assert await points(store, ann) == 540
    clock.advance(DAY)
    assert await points(store, ann) == 500
    assert (await found(store)).ok


async def test_what_ended_is_given_back_once_with_a_reason(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await gets(store, ann, 40, for_us=DAY)
    clock.advance(DAY)
    await sweeps(store)
    lost = await expiry_of(store, ann)
    back = await reinstates(store, lost, clock.now() + 7 * DAY)
    assert (back.points, back.balance) == (40, 540)
    assert await store.read(books.note_of, back.txn) == "The shop was closed that week."
    with pytest.raises(UndoneAlready):
        await reinstates(store, lost, clock.now() + 7 * DAY)
    clock.advance(7 * DAY)
    await sweeps(store)
    assert await points(store, ann) == 500
    # It ended anew: that, too, can be given back.
    await reinstates(store, await expiry_of(store, ann), clock.now() + DAY)
    assert await left_of_lots(store, ann) == [40, 500]
    assert (await found(store)).ok


async def test_what_was_taken_back_with_its_purchase_is_not_given_back(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    earned = await gets(store, ann, 40, for_us=DAY)
    clock.advance(DAY)
    await sweeps(store)
    lost = await expiry_of(store, ann)
    assert (await reverses(store, earned.txn, 30)).owed == 0
    assert (await reinstates(store, lost, clock.now() + DAY)).points == 10
    with pytest.raises(UndoneAlready):
        await reinstates(store, lost, clock.now() + DAY)
    assert (await found(store)).ok


def test_points_that_end_with_the_day_are_valid_for_a_month_at_least() -> None:
    with pytest.raises(ValueError, match="months"):
        Programme(expiry=Expiry(months=0))
    Programme(expiry=Expiry(months=0, to_end_of="quarter"))
