"""What a member and the owner read in the books: movements, ends and figures that add up."""

import pytest

from bot.store import Store
from domain import books, earning, rewards
from domain.calendar import DAY
from domain.insight import figures
from tests.clock import StandingClock
from tests.scene import CASHIER, TEA, TOTE, buys, fresh_key, joins, redeems, signs_in


async def test_history_shows_each_movement_with_the_balance_after_it(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(DAY)
    await signs_in(store, ann)
    credited = await buys(store, ann, 8840)
    redeemed = await redeems(store, ann, TEA)
    await store.write(rewards.cancel, ann, redeemed.voucher, key=fresh_key())
    await store.write(earning.undo, credited.purchase, CASHIER, key=fresh_key())
    page = await store.read(books.history, ann, 1, 10)
    assert [(line.kind, line.points, line.balance_after) for line in page.items] == [
        ("undo", -88, 505),
        ("give_back", 100, 593),
        ("redeem", -100, 493),
        ("purchase", 88, 593),
        ("sign_in", 5, 505),
        ("welcome", 500, 500),
    ]
    assert [page.items[0].at - line.at for line in page.items] == [0, 0, 0, 0, 0, DAY]


async def test_pages_hold_every_movement_once(store: Store) -> None:
    ann = await joins(store)
    for _ in range(9):
        await buys(store, ann, 100)
    pages = [await store.read(books.history, ann, number, 4) for number in (1, 2, 3)]
    assert [(page.number, page.pages, len(page.items)) for page in pages] == [
        (1, 3, 4),
        (2, 3, 4),
        (3, 3, 2),
    ]
    balances = [line.balance_after for page in pages for line in page.items]
    assert balances == list(range(509, 499, -1))


@pytest.mark.parametrize(("asked", "shown"), [(-1, 1), (0, 1), (1, 1), (3, 2), (10**9, 2)])
async def test_a_page_beyond_the_ends_is_the_nearest(store: Store, asked: int, shown: int) -> None:
    ann = await joins(store)
    await buys(store, ann, 100)
    assert (await store.read(books.history, ann, asked, 1)).number == shown


async def test_a_history_without_movements_is_one_empty_page(store: Store) -> None:
    page = await store.read(books.history, 1, 1, 5)
    assert (page.number, page.pages, page.items) == (1, 1, ())


async def test_ends_are_summed_per_day_and_make_up_the_balance(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await signs_in(store, ann)
    clock.advance(3 * DAY)
    await buys(store, ann, 8840)
    ends = await store.read(books.expiring, ann)
    assert [end.points for end in ends] == [505, 88]
    assert ends[1].at - ends[0].at == 3 * DAY
    clock.advance(ends[0].at - clock.now())
    assert [end.points for end in await store.read(books.expiring, ann)] == [88]
    assert await store.read(books.available, ann) == 88


async def test_the_figures_add_up(store: Store, clock: StandingClock) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    undone = await buys(store, ann, 10_000)
    await store.write(earning.undo, undone.purchase, CASHIER, key=fresh_key())
    kept, returned = await redeems(store, ann, TOTE), await redeems(store, bo, TEA)
    await store.write(rewards.cancel, bo, returned.voucher, key=fresh_key())
    await buys(store, bo, 8840)
    now = await store.read(figures)
    assert (now.members, now.issued, now.redeemed, now.expired) == (2, 1_088, kept.points, 0)
    assert now.outstanding == now.worth_minor == 788
    clock.advance(367 * DAY)
    await store.write(earning.sweep, 0, 500, key=None)
    later = await store.read(figures)
    assert (later.issued, later.redeemed, later.expired) == (1_088, 300, 788)
    assert later.outstanding == later.worth_minor == 0


async def test_an_empty_shop_has_figures_too(store: Store) -> None:
    now = await store.read(figures)
    assert (now.members, now.issued, now.outstanding, now.worth_minor) == (0, 0, 0, 0)
