"""Everybody at once at the counter: what ends one way ends once, on one till or on two."""

import itertools
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from itertools import permutations
from typing import Any

import pytest

from bot.store import Store
from domain import books, counter, rewards
from domain.calendar import DAY, MINUTE
from domain.counter import Bill, approvals, deciding
from domain.errors import ApprovalClosed, Refusal, RewardChanged, SoldOut, UndoneAlready
from domain.programme import Goods, MysteryBox, Outcome
from domain.rewards import games
from domain.staff import Clerk
from domain.tx import Tx
from tests.faults.acts_of_counter import TILLED
from tests.faults.place import LONG, Place, dice, is_sound
from tests.faults.stage import NAME, Deed
from tests.faults.test_races import answers, outcomes
from tests.scene import SHOP, fresh_key, gets, joins, left, points, redeems
from tests.till import CUP, TEN_OFF

AT_ONCE = 8
RACES = 300 if LONG else 8
PRICE = 5_000
ENDS = ("use", "cancel", "lapse")
NUMBERS = itertools.count(10**6)
TROPHY, BOX = "trophy", "box"
PROGRAMME = TILLED.model_copy(
    update={
        "rewards": (
            *TILLED.rewards,
            Goods(id=TROPHY, name=NAME, points=10_000, stock=1),
            MysteryBox(id=BOX, name=NAME, points=10, outcomes=(Outcome(reward=TROPHY, weight=1),)),
        ),
    }
)
TILLS = (Clerk(9_001, "owner", SHOP, "Olga"), Clerk(9_010, "owner", SHOP, "Oleg"))


@pytest.fixture
async def stores(place: Place) -> AsyncIterator[list[Store]]:
    """Where several processes may share the books, two of them; else the one that may."""
    async with AsyncExitStack() as stack:
        count = 1 if place.is_file else 2
        yield [await stack.enter_async_context(place.opened(PROGRAMME)) for _ in range(count)]


@pytest.mark.parametrize("reward", [CUP, TEN_OFF])
async def test_a_voucher_ends_once_in_whatever_order_its_ends_come(
    place: Place, stores: list[Store], reward: str
) -> None:
    for order in permutations(ENDS):
        ann, voucher = await holder(stores[0], reward)
        for number, end in enumerate(order):
            place.clock.advance(40 * DAY if end == "lapse" and number == 0 else 0)
            await answers(stores[:1], [ending(end, ann, voucher, reward)])
        await ended_once(place, stores[0], ann, voucher)
    await is_sound(stores[0])


@pytest.mark.parametrize("reward", [CUP, TEN_OFF])
async def test_a_voucher_ends_once_though_all_its_ends_come_at_once(
    place: Place, stores: list[Store], reward: str
) -> None:
    chance = dice("vouchers", place.engine)
    for _ in range(RACES):
        ann, voucher = await holder(stores[0], reward)
        place.clock.advance(chance.choice((0, 0, 40 * DAY)))
        ends = chance.sample(ENDS, k=3) * 2
        got = await answers(stores, [ending(end, ann, voucher, reward) for end in ends])
        assert no_fault(got)
        done = [each for end, each in zip(ends, got, strict=True) if end != "lapse" and ok(each)]
        assert len(done) <= 1
        await ended_once(place, stores[0], ann, voucher)
    await is_sound(stores[0])


async def test_points_put_aside_pay_once_or_return_once(place: Place, stores: list[Store]) -> None:
    """The till sells, the member declines, and the clock gives back, all at once."""
    chance = dice("payments", place.engine)
    for _ in range(RACES):
        ann = await joins(stores[0], next(NUMBERS))
        held = await stores[0].write(counter.put_aside, TILLS[0], ann, 300, True, key=fresh_key())
        place.clock.advance(chance.choice((0, 0, 60 * MINUTE)))
        bill = Bill(PRICE, hold=held.hold)
        deeds = [
            Deed(counter.sell, (TILLS[0], ann, bill), fresh_key()),
            Deed(counter.decline, (ann, held.hold), fresh_key()),
            Deed(books.expire_holds, (100,), None),
        ]
        chance.shuffle(deeds)
        got = await answers(stores, deeds)
        assert no_fault(got)
        sold = [each for each in got if isinstance(each, counter.Credited)]
        assert len(sold) <= 1
        earned = sum(each.points + each.surprise for each in sold)
        assert await points(stores[0], ann) == 500 - 300 * bool(sold) + earned
    await is_sound(stores[0])


async def test_a_purchase_is_taken_back_once_by_refunds_and_undos(stores: list[Store]) -> None:
    for number in range(RACES):
        ann, voucher = await holder(stores[0], TEN_OFF)
        before = await points(stores[0], ann)
        bill = Bill(PRICE, voucher=voucher)
        sold = await Deed(counter.sell, (TILLS[0], ann, bill), fresh_key()).done(stores[0])
        deeds = [
            Deed((counter.undo, counter.refund)[each % 2], (TILLS[each % 2], sold.purchase), key)
            for each, key in enumerate(fresh_key() for _ in range(AT_ONCE))
        ]
        got = await outcomes(stores, deeds)
        assert got == {counter.Refunded: 1, UndoneAlready: AT_ONCE - 1}, number
        assert await points(stores[0], ann) == before
        assert (await stores[0].read(rewards.by_id, voucher)).state == "issued"
    await is_sound(stores[0])


async def test_the_last_prize_of_a_game_is_won_once(stores: list[Store]) -> None:
    """Who comes later is shown that there is none, and has paid nothing."""
    crowd = [await joins(stores[0], number + 1) for number in range(AT_ONCE)]
    shown = (await stores[0].read(rewards.offer, crowd[0], BOX)).mark
    plays = [Deed(games.play, (member, BOX, shown), fresh_key()) for member in crowd]
    got = await outcomes(stores, plays)
    assert got == {games.Played: 1, RewardChanged: AT_ONCE - 1}
    assert await left(stores[0], crowd[0], TROPHY) == 0
    assert sum([await points(stores[0], member) for member in crowd]) == AT_ONCE * 500 - 10
    await is_sound(stores[0])


async def test_the_last_one_goes_to_who_redeems_it_or_to_who_wins_it(stores: list[Store]) -> None:
    crowd = [await joins(stores[0], number + 1) for number in range(AT_ONCE)]
    for member in crowd:
        await gets(stores[0], member, 10_000)
    seen = {
        each: (await stores[0].read(rewards.offer, crowd[0], each)).mark for each in (BOX, TROPHY)
    }
    deeds = [
        Deed(games.play, (member, BOX, seen[BOX]), fresh_key())
        if number % 2
        else Deed(rewards.redeem, (member, TROPHY, seen[TROPHY]), fresh_key())
        for number, member in enumerate(crowd)
    ]
    got = await outcomes(stores, deeds)
    assert got[games.Played] + got[rewards.Redeemed] == 1
    assert got[RewardChanged] + got[SoldOut] == AT_ONCE - 1
    await is_sound(stores[0])


async def test_two_who_agree_to_each_other_s_requests_at_once_both_do(
    stores: list[Store],
) -> None:
    """Each change writes on both their records, in opposite order."""
    for number in range(RACES):
        ann = await joins(stores[0], number + 1)
        asked = [await asks(stores[0], clerk, ann) for clerk in TILLS]
        deeds = [
            Deed(deciding.decide, (TILLS[1 - who], asked[who], True), fresh_key())
            for who in (0, 1, 0, 1)
        ]
        assert await outcomes(stores, deeds) == {deciding.Decided: 2, ApprovalClosed: 2}
    await is_sound(stores[0])


async def holder(store: Store, reward: str) -> tuple[int, int]:
    """Somebody who just joined, and the voucher they redeemed."""
    ann = await joins(store, next(NUMBERS))
    return ann, (await redeems(store, ann, reward)).voucher


def ending(end: str, member: int, voucher: int, reward: str) -> Deed:
    """One of the ends that somebody may put to a voucher."""
    if end == "cancel":
        return Deed(rewards.cancel, (member, voucher), fresh_key())
    if end == "lapse":
        return Deed(rewards.lapse, (100,), None)
    if reward == CUP:
        return Deed(counter.use_voucher, (TILLS[0], voucher), fresh_key())
    return Deed(counter.sell, (TILLS[0], member, Bill(PRICE, voucher=voucher)), fresh_key())


async def ended_once(place: Place, store: Store, member: int, voucher: int) -> None:
    """Its day is over: it ended one way, and its points came back, or did not, as that way says."""
    place.clock.advance(40 * DAY)
    await store.write(rewards.lapse, 100, key=None)
    state = (await store.read(rewards.by_id, voucher)).state
    kinds = Counter(line.kind for line in (await store.read(books.history, member, 1, 20)).items)
    assert state in ("used", "cancelled", "expired")
    assert kinds["give_back"] == (state != "used")
    assert kinds["redeem"] == 1


async def asks(store: Store, clerk: Clerk, member: int) -> int:
    """A clerk asks for a second person."""

    def verb(tx: Tx) -> int:
        return approvals.ask(tx, clerk, "sell", member, bill=Bill(PRICE))

    return await store.write(verb, key=fresh_key())


def ok(answer: Any) -> bool:
    """Whether it was done."""
    return not isinstance(answer, BaseException)


def no_fault(answers: list[Any]) -> bool:
    """Whether everything that was not done was refused with a reason."""
    return all(ok(each) or isinstance(each, Refusal) for each in answers)
