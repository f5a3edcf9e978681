"""A purchase at the counter: what it earns, who may credit it, and how it is undone."""

import pytest

from bot.store import Store
from domain import books, earning, notices, purchases
from domain.calendar import DAY, MINUTE
from domain.errors import (
    OwnPurchase,
    PurchaseUnknown,
    ReceiptTaken,
    UndoneAlready,
    UndoTooLate,
    UnknownCode,
)
from tests.clock import StandingClock
from tests.scene import (
    CASHIER,
    SHOP,
    TEA,
    becomes,
    buys,
    found,
    fresh_key,
    joins,
    points,
    redeems,
    signs_in,
    told,
)


async def undoes(store: Store, purchase: int) -> earning.Refunded:
    """A cashier takes a purchase back."""
    return await store.write(earning.undo, purchase, CASHIER, key=fresh_key())


async def test_a_purchase_earns_a_point_for_each_unit_paid(store: Store) -> None:
    ann = await joins(store)
    credited = await buys(store, ann, 8840)
    assert (credited.paid, credited.points, credited.surprise) == (8840, 88, 0)
    assert credited.balance == await points(store, ann) == 588


async def test_silver_pays_one_percent_less_and_earns_a_fifth_more(store: Store) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    credited = await buys(store, ann, 10_000)
    assert (credited.paid, credited.points) == (9_900, 118)


@pytest.mark.parametrize(
    ("tier", "paid", "earned"),
    [("gold", 9_900, 148), ("platinum", 9_800, 196), ("diamond", 9_800, 294)],
)
async def test_each_tier_has_its_rights(store: Store, tier: str, paid: int, earned: int) -> None:
    ann = await joins(store)
    await becomes(store, ann, tier)
    credited = await buys(store, ann, 10_000)
    assert (credited.paid, credited.points) == (paid, earned)


async def test_the_quote_is_what_is_credited(store: Store) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    quote = await store.read(earning.quote, ann, 8840, SHOP)
    credited = await buys(store, ann, 8840)
    assert (quote.tier.id, quote.price) == ("silver", 8840)
    assert (quote.paid, quote.points) == (credited.paid, credited.points)


async def test_only_purchases_count_towards_a_tier(store: Store) -> None:
    ann = await joins(store)
    await signs_in(store, ann)
    await buys(store, ann, 8840)
    standing = await store.read(earning.standing, ann)
    assert (standing.tier.id, standing.earned, standing.missing) == ("bronze", 88, 4_912)


async def test_spending_points_keeps_the_tier(store: Store) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    await redeems(store, ann, TEA)
    standing = await store.read(earning.standing, ann)
    assert (standing.tier.id, standing.earned) == ("silver", 5_000)


async def test_points_count_towards_a_tier_for_twelve_months(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await becomes(store, ann, "silver")
    clock.advance(365 * DAY)
    assert (await store.read(earning.standing, ann)).earned == 5_000
    clock.advance(DAY)
    assert (await store.read(earning.standing, ann)).earned == 0


async def test_an_undone_purchase_does_not_count_towards_a_tier(store: Store) -> None:
    ann = await joins(store)
    credited = await buys(store, ann, 500_000)
    await undoes(store, credited.purchase)
    standing = await store.read(earning.standing, ann)
    assert (standing.tier.id, standing.earned) == ("bronze", 0)


async def test_a_purchase_below_a_unit_is_kept_and_told_and_can_be_undone(
    store: Store,
) -> None:
    ann = await joins(store)
    credited = await buys(store, ann, 99)
    assert (credited.points, credited.balance) == (0, 500)
    undone = await undoes(store, credited.purchase)
    assert (undone.points, undone.balance) == (0, 500)
    told = await store.read(notices.due, 10)
    assert [notice.kind for notice in told] == ["purchase", "undone"]
    assert (await found(store)).ok


async def test_a_receipt_counts_once_a_day_in_a_shop(store: Store, clock: StandingClock) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    await buys(store, ann, 8840, "R-17")
    for member, receipt in ((ann, "R-17"), (bo, "r 17")):
        with pytest.raises(ReceiptTaken):
            await buys(store, member, 8840, receipt)
    assert await points(store, bo) == 500
    await store.write(earning.credit, ann, 8840, "second", "R-17", CASHIER, key=fresh_key())
    clock.advance(DAY)
    newest = await buys(store, ann, 100, "R-17")
    kept = await store.read(purchases.by_receipt, SHOP, "r-17")
    assert (kept.id, kept.member, kept.price) == (newest.purchase, ann, 100)


async def test_a_purchase_without_a_receipt_gets_a_number_that_finds_it(
    store: Store,
) -> None:
    ann = await joins(store)
    one, other = await buys(store, ann, 8840), await buys(store, ann, 8840)
    receipt = await store.read(purchases.receipt_of, one.purchase)
    assert receipt != await store.read(purchases.receipt_of, other.purchase)
    assert (await store.read(purchases.by_receipt, SHOP, receipt)).id == one.purchase


async def test_an_unknown_receipt_or_purchase_is_refused(store: Store) -> None:
    with pytest.raises(UnknownCode):
        await store.read(purchases.by_receipt, SHOP, "R-17")
    with pytest.raises(PurchaseUnknown):
        await undoes(store, 1)


async def test_staff_cannot_credit_their_own_card(store: Store) -> None:
    cashier = await joins(store, CASHIER)
    with pytest.raises(OwnPurchase):
        await buys(store, cashier, 8840)
    assert await points(store, cashier) == 500


async def test_the_member_is_told_in_the_same_commit(store: Store) -> None:
    ann = await joins(store)
    await buys(store, ann, 8840)
    (notice,) = await store.read(notices.due, 10)
    assert (notice.member, notice.kind, notice.unsent) == (ann, "purchase", None)
    assert notice.facts == {
        **{"points": 88, "paid": 8840, "balance": 588, "repaid": 0, "tier": "bronze"},
        "shares": [{"rule": "base", "kind": "base", "points": 88, "percent": 0}],
        **{"capped": None, "voucher": None, "voucher_minor": 0, "points_minor": 0},
    }


async def test_undo_takes_the_whole_purchase_back(store: Store) -> None:
    ann = await joins(store)
    credited = await buys(store, ann, 8840)
    undone = await undoes(store, credited.purchase)
    assert (undone.member, undone.points, undone.balance) == (ann, 88, 500)
    assert await points(store, ann) == 500
    assert (await store.read(purchases.find, credited.purchase)).undone_at is not None
    assert (await found(store)).ok


async def test_undo_works_once(store: Store) -> None:
    ann = await joins(store)
    credited = await buys(store, ann, 8840)
    await undoes(store, credited.purchase)
    with pytest.raises(UndoneAlready):
        await undoes(store, credited.purchase)
    assert await points(store, ann) == 500


async def test_undo_ends_after_ten_minutes(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    one, other = await buys(store, ann, 8840), await buys(store, ann, 8840)
    clock.advance(10 * MINUTE)
    await undoes(store, one.purchase)
    clock.advance(1)
    with pytest.raises(UndoTooLate) as refused:
        await undoes(store, other.purchase)
    assert refused.value.minutes == 10
    assert await points(store, ann) == 588


async def test_what_was_spent_of_an_undone_purchase_is_owed_and_paid_first(
    store: Store,
) -> None:
    ann = await joins(store)
    credited = await buys(store, ann, 8840)
    # The gift ends with the purchase and is older: five teas take it, the sixth takes the 88.
    for _ in range(5):
        await redeems(store, ann, TEA)
    more = await buys(store, ann, 20_000)
    await redeems(store, ann, TEA)
    undone = await undoes(store, credited.purchase)
    assert (undone.points, undone.owed, undone.balance) == (88, 88, 188)
    undone = await undoes(store, more.purchase)
    assert (undone.points, undone.owed, undone.balance) == (200, 12, 0)
    assert await store.read(books.balances, ann) == books.Balances(0, 0, -100)
    paying = await buys(store, ann, 13_000)
    assert (paying.points, paying.repaid, paying.balance) == (130, 100, 30)
    assert await store.read(books.balances, ann) == books.Balances(30, 0, 0)
    assert [notice.facts["repaid"] for notice in await told(store, "purchase")] == [0, 0, 100]
    assert [notice.facts["owed"] for notice in await told(store, "undone")] == [88, 12]
    assert (await found(store)).ok
