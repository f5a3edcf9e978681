"""Purchases of the time before the programme: taken in once, of people whom only a till knows."""

from datetime import date

import pytest

from bot.store import Store
from domain import broadcasts, earning, members, notices
from domain.adoption import adopt
from domain.broadcasts import EVERYBODY
from domain.calendar import DAY, instant, local_date
from domain.earning import PastPurchase, TakenIn, timemachine
from domain.errors import CategoryUnknown, ReceiptTaken
from domain.programme import Budget
from tests.clock import StandingClock
from tests.scene import PROGRAMME, SHOP, buys, fresh_key, joins, points


def past(receipt: str, member: str, day: str, amount: int) -> PastPurchase:
    """A purchase at noon of a local day."""
    return PastPurchase(
        receipt, member, instant(date.fromisoformat(day), PROGRAMME.zone, 12), amount
    )


ANNA = past("1", "anna", "2026-03-01", 600_000)
AGAIN = past("2", "anna", "2026-04-01", 10_000)
BEN = past("3", "ben", "2026-03-01", 0)


async def takes_in(store: Store, *purchases: PastPurchase, award: bool = False) -> TakenIn:
    """A batch of an import."""
    return await store.write(earning.take_in, SHOP, purchases, award, key=None)


async def anna_of(store: Store) -> int:
    """The member whom the till calls anna."""
    anna = await store.read(members.outside_member, "anna")
    assert anna is not None
    return anna


async def test_a_batch_that_is_taken_in_twice_is_there_once(store: Store) -> None:
    assert await takes_in(store, ANNA, BEN) == TakenIn(2, 2, 0)
    assert await takes_in(store, ANNA, BEN) == TakenIn(0, 0, 0)
    assert await takes_in(store, ANNA, AGAIN) == TakenIn(1, 0, 0)
    assert await store.read(earning.in_books, SHOP, (ANNA, AGAIN)) == ["known", "known"]
    assert (await store.read(timemachine.extent)).purchases == 3


@pytest.mark.parametrize(
    "other",
    [
        past("1", "ben", "2026-03-01", 600_000),
        past("1", "anna", "2026-03-01", 600_001),
    ],
)
async def test_a_receipt_is_no_other_purchase_of_its_day(store: Store, other: PastPurchase) -> None:
    await takes_in(store, ANNA)
    assert await store.read(earning.in_books, SHOP, (other,)) == ["other"]
    with pytest.raises(ReceiptTaken):
        await takes_in(store, other)
    assert await store.read(earning.in_books, SHOP, (past("1", "ben", "2026-03-02", 5),)) == ["new"]


async def test_where_the_zone_has_moved_what_was_taken_in_is_known_all_the_same(
    store: Store,
) -> None:
    early = PastPurchase("1", "anna", instant(date(2026, 3, 1), PROGRAMME.zone, 1), 500)
    await takes_in(store, early)
    # There it was still February.
    await store.write(adopt, PROGRAMME.model_copy(update={"zone": "Europe/Paris"}), key=None)
    assert await takes_in(store, early) == TakenIn(0, 0, 0)
    other = PastPurchase("1", "ben", early.at + DAY, 500)
    assert await store.read(earning.in_books, SHOP, (other,)) == ["other"]


async def test_history_earns_nothing_and_awarded_it_earns_by_the_tier_of_its_time(
    store: Store,
) -> None:
    await takes_in(store, ANNA)
    assert await points(store, await anna_of(store)) == 0
    other = past("9", "carl", "2026-03-01", 600_000), past("10", "carl", "2026-04-01", 10_000)
    # 6,000 made silver by April: 100 and a fifth.
    assert (await takes_in(store, *other, award=True)).points == 6_120


async def test_a_category_nobody_knows_is_refused_where_it_would_earn(store: Store) -> None:
    odd = PastPurchase("1", "anna", ANNA.at, 100, "rum")
    with pytest.raises(CategoryUnknown):
        await takes_in(store, odd, award=True)


async def test_a_member_whom_only_a_till_knows_joins_once_and_is_not_written_to(
    store: Store,
) -> None:
    ann = await joins(store)
    first = await store.write(members.enrol_outside, "anna", ANNA.at, key=fresh_key())
    again = await store.write(members.enrol_outside, "anna", AGAIN.at, key=fresh_key())
    assert (first.is_new, again.is_new, again.member) == (True, False, first.member)
    assert await store.read(members.contact, first.member) is None
    # Broadcasts go to those with a chat.
    assert (await store.read(broadcasts.reach, EVERYBODY)).people == 1
    assert await store.read(members.who, 1) is not None
    assert ann != first.member


async def test_at_the_counter_their_card_works_as_any_other(store: Store) -> None:
    await takes_in(store, ANNA)
    anna = await anna_of(store)
    card = await store.read(members.card_of, anna)
    assert await store.read(members.by_card, card.code) == anna
    assert (await buys(store, anna, 10_000)).points == 100


async def test_what_is_credited_of_the_past_is_told_to_nobody(store: Store) -> None:
    await takes_in(store, ANNA, award=True)
    anna = await anna_of(store)
    assert (await store.read(earning.standing, anna)).tier.id == "silver"
    assert await store.read(notices.due, 10) == ()


async def test_a_purchase_of_the_past_finds_no_room_that_later_ones_of_its_month_have_taken(
    store: Store, clock: StandingClock
) -> None:
    capped = PROGRAMME.model_copy(update={"budget": Budget(month_points=150)})
    await store.write(adopt, capped, key=None)
    await takes_in(store, AGAIN)
    anna = await anna_of(store)
    await buys(store, anna, 12_000)
    earlier = local_date(clock.now() - DAY, PROGRAMME.zone).isoformat()
    assert (await takes_in(store, past("3", "anna", earlier, 5_000), award=True)).points == 30
    assert (await takes_in(store, past("4", "anna", "2026-10-31", 5_000), award=True)).points == 50
