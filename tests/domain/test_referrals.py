"""Referrals: paid after a friend's first purchase is final, so many a month."""

import pytest

from bot.store import Store
from domain import earning
from domain.calendar import DAY
from domain.earning.moments import referrals
from domain.members import Person
from domain.programme import Named, Programme, ReferralRule
from tests.clock import StandingClock
from tests.scene import CASHIER, PROGRAMME, found, fresh_key, joins, points, told
from tests.till import refunds

RULE = ReferralRule(
    id="friends",
    name=Named(en="Friends", zh="好友"),
    points=100,
    friend_points=50,
    min_minor=5_000,
    return_days=14,
    limit=2,
)


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME.model_copy(update={"rules": (RULE,)})


async def _code(store: Store, member: int) -> str:
    return (await store.read(referrals.invited, member)).code


async def _brings(store: Store, inviter: int, outside_id: int) -> int:
    """A friend joins by a member's link."""
    person, code = Person(outside_id, "Friend", "en"), await _code(store, inviter)
    return (await store.write(referrals.join_invited, person, code, key=fresh_key())).member


async def _buys(store: Store, member: int, price: int) -> int:
    done = await store.write(earning.credit, member, price, "main", None, CASHIER, key=fresh_key())
    return done.purchase


async def _pays(store: Store) -> int:
    return await store.write(referrals.pay_referrals, 100, key=None)


async def test_both_are_paid_when_the_friends_purchase_is_final(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    bo = await _brings(store, ann, 2)
    await _buys(store, bo, 5_000)
    clock.advance(14 * DAY - 1)
    assert await _pays(store) == 0
    clock.advance(1)
    assert await _pays(store) == 1
    assert await _pays(store) == 0
    assert (await points(store, ann), await points(store, bo)) == (600, 500 + 50 + 50)
    assert [(n.member, n.facts["role"]) for n in await told(store, "referral")] == [
        (ann, "inviter"),
        (bo, "friend"),
    ]
    assert (await found(store)).ok


async def test_a_small_purchase_does_not_count_and_the_first_large_one_does(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    bo = await _brings(store, ann, 2)
    await _buys(store, bo, 4_999)
    clock.advance(10 * DAY)
    await _buys(store, bo, 5_000)
    clock.advance(10 * DAY)
    await _buys(store, bo, 9_000)
    assert await _pays(store) == 0
    clock.advance(4 * DAY)
    assert await _pays(store) == 1


async def test_a_purchase_that_went_back_nearly_whole_brings_nothing(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    bo = await _brings(store, ann, 2)
    purchase = await _buys(store, bo, 5_000)
    await refunds(store, purchase, 4_999)
    clock.advance(14 * DAY)
    await _pays(store)
    assert await points(store, ann) == 500


async def test_a_purchase_that_was_undone_waits_for_the_next(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    bo, cyd = await _brings(store, ann, 2), await _brings(store, ann, 3)
    for friend in (bo, cyd):
        purchase = await _buys(store, friend, 5_000)
        await store.write(earning.undo, purchase, CASHIER, key=fresh_key())
    clock.advance(DAY)
    await _buys(store, bo, 5_000)
    clock.advance(13 * DAY)
    await _pays(store)
    assert await points(store, ann) == 500
    clock.advance(DAY)
    await _pays(store)
    await _buys(store, cyd, 5_000)
    assert await points(store, ann) == 600
    clock.advance(14 * DAY)
    await _pays(store)
    assert await points(store, ann) == 700


async def test_so_many_friends_pay_a_month_and_each_friend_is_paid(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    friends = [await _brings(store, ann, number) for number in range(2, 5)]
    for friend in friends:
        await _buys(store, friend, 5_000)
    clock.advance(14 * DAY)
    assert await _pays(store) == 3
    assert await points(store, ann) == 700
    assert [await points(store, friend) for friend in friends] == [600] * 3
    seen = await store.read(referrals.invited, ann)
    assert (seen.joined, seen.paid) == (3, 2)


async def test_members_themselves_and_strange_codes_bring_nobody(
    store: Store, clock: StandingClock
) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    own = await _code(store, ann)
    assert await _brings(store, ann, 1) == ann
    assert await _brings(store, ann, 2) == bo
    for number, code in enumerate((own[:-1] + "x", "", "zz-1", f"{bo:x}-{own[-12:]}", "é-1"), 3):
        person = Person(number, "Friend", "en")
        assert (await store.write(referrals.join_invited, person, code, key=fresh_key())).is_new
        friend = await joins(store, number)
        await _buys(store, friend, 5_000)
    clock.advance(15 * DAY)
    assert await _pays(store) == 0
    assert (await store.read(referrals.invited, ann)).joined == 0
