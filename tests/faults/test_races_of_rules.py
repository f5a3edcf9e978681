"""Everybody at once under rules: what is paid once is paid once, and a cap holds."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.store import Store
from domain import books, earning
from domain.calendar import DAY
from domain.earning.moments import rain, referrals
from domain.errors import NothingToRepair, RainOver, ReceiptTaken
from domain.members import Person
from domain.programme import (
    Budget,
    ChallengeRule,
    FirstOrderRule,
    Programme,
    RainRule,
    ReferralRule,
    StepRule,
)
from domain.tx import Tx
from tests.faults.place import Place, is_sound
from tests.faults.snapshot import fetch
from tests.faults.stage import LONG_WINDOW, NAME, Deed, credit_of
from tests.faults.test_races import answers, outcomes
from tests.scene import CASHIER, PROGRAMME, SHOP, fresh_key, joins, points, signs_in
from tests.store.gate import Gate

AT_ONCE = 8
PEOPLE = 5
ONCE = (
    FirstOrderRule(id="first", name=NAME),
    StepRule(id="step", name=NAME, spend_minor=30_000, points=40),
    ChallengeRule(id="challenge", name=NAME, orders=3, points=90, **LONG_WINDOW),
)
RAIN = RainRule(id="rain", name=NAME, pot=400, share=20, **LONG_WINDOW)
FRIENDS = ReferralRule(id="friends", name=NAME, points=100)
CAPPED = Budget(month_points=250, year_points=0, from_revenue_minor=10**9)
# Two purchases of 100.00 reach it, one alone does not.
PAIR = StepRule(id="pair", name=NAME, spend_minor=20_000, points=40)


@pytest.fixture
async def stores(place: Place, programme: Programme) -> AsyncIterator[list[Store]]:
    """Where several processes may share the books, two of them; else the one that may."""
    async with AsyncExitStack() as stack:
        count = 1 if place.is_file else 2
        yield [await stack.enter_async_context(place.opened(programme)) for _ in range(count)]


def under(*rules: object, **more: object) -> Programme:
    """The tests' programme with these rules, each purchase at its base rate."""
    return PROGRAMME.model_copy(
        update={"tiers": PROGRAMME.tiers[:1], "rules": rules, **more},
    )


@pytest.mark.parametrize("programme", [under(*ONCE)])
async def test_credits_at_once_reach_a_goal_once(stores: list[Store]) -> None:
    for number in range(PEOPLE):
        ann = await joins(stores[0], number + 1)
        got = await outcomes(stores, [credit_of(ann, 10_000) for _ in range(AT_ONCE)])
        assert got == {earning.Credited: AT_ONCE}
        # The first counts double, the step and the challenge pay.
        assert await points(stores[0], ann) == 500 + 100 * (AT_ONCE + 1) + 40 + 90
    await is_sound(stores[0])


@pytest.mark.parametrize("programme", [under()])
async def test_one_receipt_credited_by_several_at_once_counts_once(stores: list[Store]) -> None:
    people = [await joins(stores[0], number + 1) for number in range(PEOPLE)]
    deeds = [
        Deed(earning.credit, (person, 10_000, SHOP, "R-1", CASHIER), fresh_key())
        for person in people + people
    ]
    assert await outcomes(stores, deeds) == {earning.Credited: 1, ReceiptTaken: len(deeds) - 1}
    assert await total(stores[0], people) == PEOPLE * 500 + 100
    await is_sound(stores[0])


@pytest.mark.parametrize("programme", [under(budget=CAPPED)])
async def test_credits_and_a_sign_in_at_once_stay_under_the_cap(stores: list[Store]) -> None:
    for number in range(PEOPLE):
        ann = await joins(stores[0], number + 1)
        deeds = [credit_of(ann, 10_000) for _ in range(AT_ONCE)]
        deeds.insert(number, Deed(earning.sign_in, (ann,), fresh_key()))
        await outcomes(stores, deeds)
        assert await points(stores[0], ann) == 500 + 250
    await is_sound(stores[0])


@pytest.mark.parametrize("programme", [under(PAIR)])
async def test_an_undo_and_a_credit_at_once_leave_a_step_paid_once(stores: list[Store]) -> None:
    """Whoever comes first: in the end two purchases stand or more, and the step is paid for one."""
    for number in range(PEOPLE):
        ann = await joins(stores[0], number + 1)
        await credit_of(ann, 10_000).done(stores[0])
        second = await credit_of(ann, 10_000).done(stores[0])
        undo = Deed(earning.undo, (second.purchase, CASHIER), fresh_key())
        deeds = [undo, credit_of(ann, 10_000)]
        await outcomes(stores, deeds if number % 2 else deeds[::-1])
        await credit_of(ann, 10_000).done(stores[0])
        assert await points(stores[0], ann) == 500 + 300 + 40
    await is_sound(stores[0])


@pytest.mark.parametrize("programme", [under(RAIN)])
async def test_of_fifty_at_once_twenty_catch_each_one_share(stores: list[Store]) -> None:
    crowd = [await joins(stores[0], number + 1) for number in range(50)]
    deeds = [Deed(rain.catch, (ann, "rain"), fresh_key()) for ann in crowd + crowd]
    got = await answers(stores, deeds)
    assert Counter(each.is_new for each in got if isinstance(each, rain.Caught))[True] == 20
    assert all(isinstance(each, rain.Caught | RainOver) for each in got)
    assert await total(stores[0], crowd) == 50 * 500 + 400
    await is_sound(stores[0])


@pytest.mark.parametrize("programme", [under()])
async def test_a_streak_is_repaired_once(place: Place, stores: list[Store]) -> None:
    ann = await joins(stores[0], 1)
    for days in (1, 2, 0):
        await signs_in(stores[0], ann)
        place.clock.advance(days * DAY)
    repairs = [Deed(earning.repair, (ann,), fresh_key()) for _ in range(AT_ONCE)]
    assert await outcomes(stores, repairs) == {earning.SignedIn: 1, NothingToRepair: AT_ONCE - 1}
    await is_sound(stores[0])


@pytest.mark.parametrize("programme", [under(FRIENDS)])
async def test_a_referral_is_paid_once(place: Place, stores: list[Store]) -> None:
    ann = await joins(stores[0], 1)
    bo = await _friend_of(stores[0], ann)
    await credit_of(bo, 10_000).done(stores[0])
    place.clock.advance(15 * DAY)
    pays = [Deed(referrals.pay_referrals, (100,), None) for _ in range(AT_ONCE)]
    await outcomes(stores, pays)
    assert await points(stores[0], ann) == 600
    await is_sound(stores[0])


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
@pytest.mark.parametrize("programme", [under(FRIENDS)])
async def test_a_friend_who_buys_again_while_referrals_are_settled_is_not_forgotten(
    place: Place, stores: list[Store]
) -> None:
    """The first purchase was undone; the second comes while that is found out."""
    ann = await joins(stores[0], 1)
    bo = await _friend_of(stores[0], ann)
    first = await credit_of(bo, 10_000).done(stores[0])
    await Deed(earning.undo, (first.purchase, CASHIER), fresh_key()).done(stores[0])
    place.clock.advance(15 * DAY)
    gate = Gate()

    def buys_again(tx: Tx) -> None:
        books.lock(tx, bo)
        gate.verb(tx)
        earning.credit(tx, bo, 10_000, SHOP, None, CASHIER)

    buying = asyncio.create_task(stores[0].write(buys_again, key=None))
    await asyncio.to_thread(gate.entered.wait, 10)
    settling = asyncio.create_task(stores[1].write(referrals.pay_referrals, 100, key=None))
    await asyncio.to_thread(somebody_waits, place)
    gate.opened.set()
    await asyncio.gather(buying, settling)
    place.clock.advance(15 * DAY)
    await stores[0].write(referrals.pay_referrals, 100, key=None)
    assert await points(stores[0], ann) == 600


def somebody_waits(place: Place) -> None:
    """Returns once a change waits for another."""
    while fetch(place.url, "SELECT count(*) FROM pg_locks WHERE NOT granted") == [(0,)]:
        continue


async def total(store: Store, members: list[int]) -> int:
    """What all of them can spend."""
    return sum([await points(store, member) for member in members])


async def _friend_of(store: Store, ann: int) -> int:
    """Somebody who came by a member's link."""
    code = (await store.read(referrals.invited, ann)).code
    friend = Person(1_000, "Bo", "zh")
    return (await store.write(referrals.join_invited, friend, code, key=fresh_key())).member
