"""A visit: the code of the day that hangs in the shop gives a few points, once a day."""

import asyncio

import pytest

from bot.store import Store
from domain import counter, earning
from domain.calendar import DAY
from domain.errors import LimitReached, UnknownCode
from domain.programme import Budget, Counter, Programme
from tests.clock import StandingClock
from tests.scene import PROGRAMME, SHOP, found, fresh_key, joins, points

SHOPS = (SHOP, "harbour")


@pytest.fixture
def programme() -> Programme:
    budget = Budget(month_points=8, year_points=0)
    return PROGRAMME.model_copy(update={"shops": SHOPS, "budget": budget})


async def visits(store: Store, member: int, code: str) -> counter.Visited:
    """A member sends a code."""
    return await store.write(counter.visit, member, code, key=fresh_key())


async def code_of_today(store: Store, shop: str = SHOP) -> str:
    """What hangs in the shop today."""
    return await store.read(counter.visit_code, shop)


async def test_the_code_of_the_day_gives_points_once(store: Store) -> None:
    ann = await joins(store)
    code = await code_of_today(store)
    assert len(code) == 6
    assert code.isdigit()
    seen = await visits(store, ann, f" {code[:3]} {code[3:]}")
    assert (seen.shop, seen.points, seen.balance) == (SHOP, 5, 505)
    with pytest.raises(LimitReached):
        await visits(store, ann, code)
    with pytest.raises(LimitReached):
        await visits(store, ann, await code_of_today(store, "harbour"))
    assert (await store.read(earning.standing, ann)).earned == 0
    assert (await found(store)).ok


async def test_every_shop_and_every_day_has_its_own(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    today, other = await code_of_today(store), await code_of_today(store, "harbour")
    clock.advance(DAY)
    assert len({today, other, await code_of_today(store)}) == 3
    with pytest.raises(UnknownCode):
        await visits(store, ann, today)


async def test_a_visit_counts_towards_the_caps(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await visits(store, ann, await code_of_today(store))
    clock.advance(DAY)
    second = await visits(store, ann, await code_of_today(store))
    assert (second.points, second.capped) == (3, 2)
    clock.advance(DAY)
    third = await visits(store, ann, await code_of_today(store))
    assert (third.points, third.capped, await points(store, ann)) == (0, 5, 508)
    assert (await found(store)).ok


async def test_ten_at_once_are_one_visit(store: Store) -> None:
    ann = await joins(store)
    code = await code_of_today(store)
    answers = await asyncio.gather(
        *(visits(store, ann, code) for _ in range(10)), return_exceptions=True
    )
    assert sum(isinstance(each, counter.Visited) for each in answers) == 1
    assert await points(store, ann) == 505


class TestWhereAVisitGivesNothing:
    """A shop may count visits without points for them."""

    @pytest.fixture
    def programme(self) -> Programme:
        return PROGRAMME.model_copy(update={"counter": Counter(visit_points=0)})

    async def test_it_is_noted_all_the_same(self, store: Store) -> None:
        ann = await joins(store)
        code = await code_of_today(store)
        assert (await visits(store, ann, code)).points == 0
        with pytest.raises(LimitReached):
            await visits(store, ann, code)
