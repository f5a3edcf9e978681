"""What the counter is told before and after: a refund as it would be, purchases, and one's day."""

import pytest

from bot.store import Store
from domain import counter, purchases
from domain.calendar import DAY, instant, local_date
from domain.counter.preview import quote_refund
from domain.counter.today import Today, today
from domain.errors import PurchaseUnknown, TooMuch, UndoneAlready
from domain.programme import Prize, Programme, Surprise
from tests.clock import StandingClock
from tests.scene import fresh_key, joins, points, redeems
from tests.till import (
    AT_TILL,
    CLERK,
    COLLEAGUE,
    CUP,
    TEN_OFF,
    gets_voucher,
    makes_good,
    puts_aside,
    refunds,
    sells,
    undoes,
)


@pytest.fixture
def programme() -> Programme:
    """Every purchase wins seven points."""
    prizes = (Prize(points=7, weight=1),)
    return AT_TILL.model_copy(
        update={"surprise": Surprise(purchase_percent=100, prizes=prizes, daily_budget=100_000)}
    )


@pytest.mark.parametrize("parts", [(None,), (3_333, None), (1, 2, 4_000, None), (9_840,)])
@pytest.mark.parametrize("cups", [0, 4, 5])
async def test_a_refund_does_what_was_shown_before(
    store: Store, parts: tuple[int | None, ...], cups: int
) -> None:
    ann = await joins(store)
    voucher = await gets_voucher(store, ann, TEN_OFF)
    hold = await puts_aside(store, ann, 100)
    sold = await sells(store, ann, 10_940, voucher=voucher, hold=hold)
    assert sold.paid == 10_940 - 1_000 - 100
    for _ in range(min(cups, await points(store, ann) // 100)):
        await redeems(store, ann, CUP)
    for part in parts:
        shown = await store.read(quote_refund, sold.purchase, part)
        done = await refunds(store, sold.purchase, part)
        assert (shown.minor, shown.points, shown.owed, shown.returned) == (
            done.minor,
            done.points,
            done.owed,
            done.returned,
        )
        assert shown.reopens == done.whole


async def test_nothing_is_shown_of_a_refund_that_cannot_be(store: Store) -> None:
    ann = await joins(store)
    sold = await sells(store, ann, 1_000)
    with pytest.raises(TooMuch):
        await store.read(quote_refund, sold.purchase, 1_001)
    await undoes(store, sold.purchase)
    with pytest.raises(UndoneAlready):
        await store.read(quote_refund, sold.purchase, None)
    with pytest.raises(PurchaseUnknown):
        await store.read(quote_refund, 1, None)


async def test_a_members_purchases_are_read_in_pages_newest_first(store: Store) -> None:
    ann, lin = await joins(store), await joins(store, 2)
    made = [(await sells(store, ann, price)).purchase for price in range(100, 800, 100)]
    first = await store.read(purchases.purchases_of, ann, 1, 3)
    assert (first.number, first.pages) == (1, 3)
    assert [each.id for each in first.items] == made[:3:-1]
    last = await store.read(purchases.purchases_of, ann, 99, 3)
    assert [each.id for each in last.items] == made[:1]
    none = await store.read(purchases.purchases_of, lin, 1, 3)
    assert (none.number, none.pages, none.items) == (1, 1, ())


async def test_a_clerks_day_is_their_own_and_ends_at_midnight(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await sells(store, ann, 9_999, COLLEAGUE)
    kept = await sells(store, ann, 10_000)
    gone = await sells(store, ann, 2_000)
    await undoes(store, gone.purchase)
    await refunds(store, kept.purchase, 1_500)
    await makes_good(store, ann, 30)
    wrong = await makes_good(store, ann, 70)
    await store.write(counter.undo_make_good, CLERK, wrong.txn, key=fresh_key())
    voucher = await gets_voucher(store, ann, CUP)
    await store.write(counter.use_voucher, CLERK, voucher, key=fresh_key())
    seen = await store.read(today, CLERK)
    assert seen == Today(
        sales=1, paid=kept.paid, undone=1, refunds=1, back=1_500, vouchers=1, made_good=30
    )
    zone = AT_TILL.zone
    clock.advance(instant(local_date(store.now() + DAY, zone), zone) - store.now())
    assert await store.read(today, CLERK) == Today(0, 0, 0, 0, 0, 0, 0)
