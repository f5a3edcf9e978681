"""What a member was refused stays known for a month, so that "why not" has an answer."""

from bot.store import Store
from domain.calendar import DAY
from domain.earning.refusals import KEPT_MOST, forget_refused, refused_lately, remember
from domain.errors import NotEnoughPoints, Refusal, SoldOut
from tests.clock import StandingClock
from tests.scene import joins


async def is_refused(store: Store, member: int, refusal: Refusal) -> None:
    """A member is told no."""
    code, facts = type(refusal).__name__, refusal.facts()
    await store.write(remember, member, code, facts, key=None)


async def test_refusals_are_told_newest_first_as_they_were_said(
    store: Store, clock: StandingClock
) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2, "Lin")
    await is_refused(store, ann, NotEnoughPoints(800, 505))
    clock.advance(DAY)
    await is_refused(store, ann, SoldOut())
    sold_out, short = await store.read(refused_lately, ann)
    assert (sold_out.at, sold_out.refusal.facts()) == (clock.now(), {})
    assert isinstance(short.refusal, NotEnoughPoints)
    assert (short.refusal.price, short.refusal.available) == (800, 505)
    assert await store.read(refused_lately, lin) == ()


async def test_a_refusal_is_forgotten_after_thirty_days(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await is_refused(store, ann, SoldOut())
    clock.advance(20 * DAY)
    await is_refused(store, ann, NotEnoughPoints(800, 505))
    clock.advance(10 * DAY)
    (left,) = await store.read(refused_lately, ann)
    assert isinstance(left.refusal, NotEnoughPoints)
    assert await store.write(forget_refused, 100, key=None) == 1
    assert await store.write(forget_refused, 100, key=None) == 0


async def test_who_hammers_a_button_keeps_the_newest_hundred(store: Store) -> None:
    ann = await joins(store)
    for price in range(KEPT_MOST + 5):
        await is_refused(store, ann, NotEnoughPoints(price, 0))
    kept = await store.read(refused_lately, ann)
    assert [one.refusal.facts()["price"] for one in kept] == list(range(104, 4, -1))


async def test_a_refusal_that_an_update_has_renamed_is_passed_over(store: Store) -> None:
    ann = await joins(store)
    await store.write(remember, ann, "OutOfFashion", {"price": 1}, key=None)
    await store.write(remember, ann, "SoldOut", {"of_old": 1}, key=None)
    assert await store.read(refused_lately, ann) == ()
