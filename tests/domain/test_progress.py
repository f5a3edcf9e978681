"""How far a member is: in a challenge from its first day, towards a month's goal from the first."""

import pytest

from bot.store import Store
from domain.calendar import DAY, instant, local_date
from domain.earning.progress import Progress, progress
from domain.programme import ChallengeRule, Named, Programme, StepRule
from tests.clock import StandingClock
from tests.scene import PROGRAMME, buys, joins

NAME = Named(en="It", zh="它")
STEP = StepRule(id="step", name=NAME, spend_minor=100_000, points=200)
CHALLENGE = ChallengeRule(
    id="often", name=NAME, orders=2, points=50, starts="2026-11-23", ends="2026-11-24"
)


@pytest.fixture
def programme() -> Programme:
    """A step bonus, and a challenge that begins tomorrow and lasts two days."""
    return PROGRAMME.model_copy(update={"rules": (STEP, CHALLENGE)})


async def seen(store: Store, member: int) -> dict[str, Progress]:
    """A member's goals by their rule."""
    return {one.rule.id: one for one in await store.read(progress, member)}


async def test_a_challenge_counts_from_its_first_day_and_is_gone_after_its_last(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await buys(store, ann, 10_000)
    assert list(await seen(store, ann)) == ["step"]
    clock.advance(DAY)
    before = (await seen(store, ann))["often"]
    assert (before.reached, before.target, before.counts) == (0, 2, True)
    assert local_date(before.ends_at - 1, PROGRAMME.zone).isoformat() == "2026-11-24"
    await buys(store, ann, 10_000)
    assert (await seen(store, ann))["often"].missing == 1
    await buys(store, ann, 10_000)
    done = (await seen(store, ann))["often"]
    assert (done.done, done.missing) == (True, 0)
    clock.advance(2 * DAY)
    assert list(await seen(store, ann)) == ["step"]


async def test_a_months_goal_is_done_once_and_begins_anew_with_the_month(
    store: Store, clock: StandingClock
) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2, "Lin")
    await buys(store, ann, 30_000)
    open_ = (await seen(store, ann))["step"]
    assert (open_.reached, open_.missing, open_.done) == (30_000, 70_000, False)
    await buys(store, ann, 90_000)
    over = (await seen(store, ann))["step"]
    assert (over.reached, over.missing, over.done) == (100_000, 0, True)
    assert (await seen(store, lin))["step"].reached == 0
    clock.advance(over.ends_at - clock.now())
    assert clock.now() == instant(local_date(clock.now(), PROGRAMME.zone), PROGRAMME.zone)
    anew = (await seen(store, ann))["step"]
    assert (anew.reached, anew.done) == (0, False)
