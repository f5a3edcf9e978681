"""Points rain: who comes first, each once, and never more than the pot."""

import asyncio

import pytest

from bot.store import Store
from domain import notices
from domain.adoption import adopt
from domain.calendar import DAY, HOUR
from domain.earning.moments import rain
from domain.errors import RainOver
from domain.programme import Named, Programme, RainRule
from tests.clock import StandingClock
from tests.scene import PROGRAMME, found, fresh_key, joins, points, told

NAME = Named(en="Rain", zh="积分雨")
RAIN = RainRule(
    id="rain",
    name=NAME,
    starts="2026-11-22T13:00",
    ends="2026-11-22T18:00",
    pot=400,
    share=20,
)
FOR_SILVER = RAIN.model_copy(update={"id": "silver-rain", "tiers": ("silver",)})


@pytest.fixture
def programme() -> Programme:
    return PROGRAMME.model_copy(update={"rules": (RAIN, FOR_SILVER)})


async def _changes(store: Store, **figures: int) -> None:
    """The owner changes the first rain while it falls."""
    rules = (RAIN.model_copy(update=figures), FOR_SILVER)
    changed = PROGRAMME.model_copy(update={"rules": rules})
    await store.write(adopt, changed, key=None)


async def _catches(store: Store, member: int, rule: str = "rain") -> rain.Caught | None:
    try:
        return await store.write(rain.catch, member, rule, key=fresh_key())
    except RainOver:
        return None


async def test_of_fifty_at_once_twenty_catch_a_share_each(
    store: Store, clock: StandingClock
) -> None:
    joined = [await joins(store, number) for number in range(1, 51)]
    clock.advance(HOUR)
    caught = await asyncio.gather(*(_catches(store, member) for member in joined))
    assert sum(each is not None for each in caught) == 20
    assert sum([await points(store, member) for member in joined]) == 50 * 500 + 400
    assert (await found(store)).ok


async def test_each_member_catches_one_share(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    clock.advance(HOUR)
    caught = await asyncio.gather(*(_catches(store, ann) for _ in range(5)))
    assert sorted(each.is_new for each in caught if each) == [False] * 4 + [True]
    assert await points(store, ann) == 520


async def test_it_is_caught_only_while_it_falls(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    assert await _catches(store, ann) is None
    clock.advance(6 * HOUR)
    assert await _catches(store, ann) is None
    assert await points(store, ann) == 500


async def test_who_comes_too_late_hears_after_how_many(store: Store, clock: StandingClock) -> None:
    joined = [await joins(store, number) for number in range(1, 22)]
    clock.advance(HOUR)
    for member in joined[:20]:
        await _catches(store, member)
    with pytest.raises(RainOver) as refused:
        await store.write(rain.catch, joined[20], "rain", key=fresh_key())
    assert refused.value.shares == 20
    assert await store.read(rain.rains, joined[20]) == ()


async def test_it_is_announced_once_when_it_begins_to_those_it_is_for(
    store: Store, clock: StandingClock
) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    assert await store.write(rain.open_rains, key=None) == 0
    clock.advance(HOUR)
    assert await store.write(rain.open_rains, key=None) == 2
    assert await store.write(rain.open_rains, key=None) == 0
    await _catches(store, bo)
    done = False
    while not done:
        _, done = await store.write(notices.send_circulars, 10, rain.news_for, key=None)
    (notice,) = await told(store, "rain")
    assert notice.member == ann
    assert notice.facts["people"] == 20
    clock.advance(DAY)
    assert await store.write(rain.open_rains, key=None) == 0


async def test_a_pot_made_smaller_while_it_rains_is_not_overdrawn(
    store: Store, clock: StandingClock
) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    clock.advance(HOUR)
    await _catches(store, ann)
    for pot in (20, 10):
        await _changes(store, pot=pot, share=10 if pot == 10 else 20)
        assert await store.read(rain.rains, bo) == ()
        assert await store.read(rain.falling, "rain") is None
        assert await _catches(store, bo) is None
    await _changes(store, pot=40)
    assert await _catches(store, bo) is not None


async def test_a_rain_that_is_all_caught_is_news_for_nobody(
    store: Store, clock: StandingClock
) -> None:
    joined = [await joins(store, number) for number in range(1, 22)]
    clock.advance(HOUR)
    await store.write(rain.open_rains, key=None)
    for member in joined[:20]:
        await _catches(store, member)
    while not (await store.write(notices.send_circulars, 10, rain.news_for, key=None))[1]:
        pass
    assert await told(store, "rain") == []
