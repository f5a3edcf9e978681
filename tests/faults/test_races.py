"""Everybody at once: what is there once is given once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from itertools import permutations, product
from typing import Any, Self

import pytest

from bot.store import Store
from domain import books, earning, rewards
from domain.calendar import MINUTE
from domain.errors import HoldClosed, NotEnoughPoints, SoldOut, UndoneAlready
from domain.members import Person
from domain.programme import Goods, Named
from tests.faults.place import LONG, Place, dice, is_sound
from tests.faults.stage import Deed
from tests.scene import PROGRAMME, fresh_key, joins, mark, points

AT_ONCE = 200
ROUNDS = 500 if LONG else 5
RACES = 1_000 if LONG else 25
ALL_OF_IT, LAST_ONE = "all-of-it", "last-one"
ENDS = ("capture", "release", "expire", "reverse")


def reward(name: str, price: int, stock: int | None) -> Goods:
    return Goods(id=name, name=Named(en=name, zh=name), points=price, stock=stock)


RUSH = PROGRAMME.model_copy(
    update={
        "rewards": (
            reward(ALL_OF_IT, 500, None),
            *(reward(f"{LAST_ONE}-{number}", 1, 1) for number in range(ROUNDS)),
        )
    }
)


@pytest.fixture
async def stores(place: Place) -> AsyncIterator[list[Store]]:
    """Where several processes may share the books, two of them; else the one that may."""
    async with AsyncExitStack() as stack:
        count = 1 if place.is_file else 2
        yield [await stack.enter_async_context(place.opened(RUSH)) for _ in range(count)]


async def answers(stores: list[Store], deeds: list[Deed]) -> list[Any]:
    """Does everything at once, through each store in turn: answers and refusals."""
    calls = (deed.done(stores[number % len(stores)]) for number, deed in enumerate(deeds))
    return await asyncio.gather(*calls, return_exceptions=True)


async def outcomes(stores: list[Store], deeds: list[Deed]) -> Counter[type]:
    """How many of which kind came of it."""
    return Counter(type(each) for each in await answers(stores, deeds))


async def test_a_balance_that_covers_one_redemption_pays_one(stores: list[Store]) -> None:
    shown = mark(ALL_OF_IT, RUSH)
    for number in range(ROUNDS):
        ann = await joins(stores[0], number + 1)
        deeds = [Deed(rewards.redeem, (ann, ALL_OF_IT, shown), fresh_key()) for _ in range(AT_ONCE)]
        got = await outcomes(stores, deeds)
        assert got == {rewards.Redeemed: 1, NotEnoughPoints: AT_ONCE - 1}
        assert await points(stores[0], ann) == 0
    await is_sound(stores[0])


async def test_the_last_one_on_the_shelf_goes_to_one(stores: list[Store]) -> None:
    crowd = [await joins(stores[0], number + 1) for number in range(20)]
    for number in range(ROUNDS):
        last = f"{LAST_ONE}-{number}"
        deeds = [
            Deed(
                rewards.redeem,
                (crowd[(number + each) % 20], last, mark(last, RUSH)),
                fresh_key(),
            )
            for each in range(AT_ONCE)
        ]
        got = await outcomes(stores, deeds)
        assert got == {rewards.Redeemed: 1, SoldOut: AT_ONCE - 1}
    await is_sound(stores[0])


async def test_one_key_asked_for_everywhere_at_once_is_one_effect(stores: list[Store]) -> None:
    for number in range(ROUNDS):
        join = Deed(earning.join, (Person(1_000 + number, "Bo", "zh"),), fresh_key())
        calls = (join.done(stores[each % len(stores)]) for each in range(AT_ONCE))
        assert len(set(await asyncio.gather(*calls))) == 1
    await is_sound(stores[0])


async def test_a_hold_ends_once_in_whatever_order_its_ends_come(
    place: Place, stores: list[Store]
) -> None:
    """All 24 orders, with the hold's time running out before each of the four, or after all."""
    orders = list(product(permutations(ENDS), range(5)))
    if not LONG:
        # Each order once, running out at each place in turn.
        orders = [orders[5 * number + number % 5] for number in range(24)]
    for number, (order, late) in enumerate(orders):
        hold = await AHold.made(stores[0], place, number)
        for turn, end in enumerate(order):
            place.clock.advance(MINUTE if turn == late else 0)
            await hold.meets(end)
        await hold.ended_once()
    await is_sound(stores[0])


async def test_a_hold_ends_once_though_all_its_ends_come_at_once(
    place: Place, stores: list[Store]
) -> None:
    chance = dice("holds", place.engine)
    for number in range(RACES):
        hold = await AHold.made(stores[0], place, number)
        place.clock.advance(chance.choice((0, 0, MINUTE)))
        ends = chance.sample(ENDS[:3], k=3) * 2
        got = await answers(stores, [hold.deed(end) for end in ends])
        done = [(end, each) for end, each in zip(ends, got, strict=True) if is_posting(each)]
        assert len(done) <= 1
        if done and done[0][0] == "capture":
            hold.captured = done[0][1].txn
            undos = [hold.deed("reverse") for _ in range(4)]
            assert await outcomes(stores, undos) == {books.Reversed: 1, UndoneAlready: 3}
            hold.reversed = True
        await hold.ended_once()
    await is_sound(stores[0])


def is_posting(answer: object) -> bool:
    """Whether an end was put to it, and not refused."""
    return isinstance(answer, books.Posting)


@dataclass
class AHold:
    """A member with 500 points holds 20 of them for a minute."""

    store: Store
    place: Place
    member: int
    hold: int
    captured: int | None = None
    reversed: bool = False

    @classmethod
    async def made(cls, store: Store, place: Place, number: int) -> Self:
        """Somebody joins and holds."""
        ann = await joins(store, number + 1)
        end = place.clock.now() + MINUTE
        held = await store.write(books.hold, ann, 20, "hold", "till", end, key=fresh_key())
        return cls(store, place, ann, held.hold)

    def deed(self, end: str) -> Deed:
        """One of the ends that somebody may try to put to it; a capture can be taken back."""
        match end:
            case "capture":
                return Deed(books.capture, (self.hold, "till"), fresh_key())
            case "release":
                return Deed(books.release, (self.hold, "till"), fresh_key())
            case "expire":
                return Deed(books.expire_holds, (100,), None)
        assert self.captured is not None
        return Deed(books.reverse, (self.captured, "undo", "till"), fresh_key())

    async def meets(self, end: str) -> None:
        """Tries one of the ends, refused or not."""
        if end == "reverse" and self.captured is None:
            return
        with suppress(HoldClosed):
            answer = await self.deed(end).done(self.store)
            if end == "capture":
                self.captured = answer.txn
            self.reversed |= end == "reverse"

    async def ended_once(self) -> None:
        """Its time runs out: it ended one way, and the member has what that way leaves."""
        self.place.clock.advance(MINUTE)
        await self.meets("expire")
        state = (await self.store.read(books.hold_of, self.hold)).state
        assert state in ("captured", "released", "expired")
        assert (state == "captured") == (self.captured is not None)
        left = 480 if self.captured and not self.reversed else 500
        assert await self.store.read(books.balances, self.member) == books.Balances(left, 0, 0)
