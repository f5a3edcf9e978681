"""What stands against an offer: its tier, its window, its limit, its shelf, the points."""

import asyncio

import pytest

from bot.store import Store
from domain import rewards
from domain.adoption import adopt
from domain.calendar import DAY, MINUTE
from domain.errors import (
    NotEnoughPoints,
    NotYet,
    RewardChanged,
    RewardGone,
    RewardLimit,
    SoldOut,
    TierNeeded,
)
from domain.programme import Goods, Programme, Reward
from domain.programme.rewards import TierPrice
from domain.rewards import Redeemed
from tests.clock import StandingClock
from tests.kinds import CAPPED, PROGRAMME_OF_KINDS, named
from tests.scene import (
    MUG,
    PROGRAMME,
    becomes,
    found,
    fresh_key,
    gets,
    joins,
    left,
    mark,
    points,
    redeems,
)

ROBE = Goods(id="robe", name=named("Robe"), points=100, tiers=("silver", "gold"))
CHEAPER = Goods(
    id="cheaper",
    name=named("Cheaper"),
    points=100,
    tier_points=(TierPrice(tier="silver", points=70),),
)
# From noon on 24 November to the end of the 25th; the tests begin on the 22nd at noon.
BRIEF = Goods(
    id="brief", name=named("Brief"), points=10, starts="2026-11-24T12:00", ends="2026-11-25"
)
SECRET = Goods(id="secret", name=named("Secret"), points=10, hidden=True)
MORE: tuple[Reward, ...] = (ROBE, CHEAPER, BRIEF, SECRET)


@pytest.fixture
def programme() -> Programme:
    rewards = (*PROGRAMME_OF_KINDS.rewards, *MORE)
    return PROGRAMME_OF_KINDS.model_copy(update={"rewards": rewards})


async def _changes(store: Store, reward: Reward) -> None:
    """The owner has another reward in the place of one."""
    rewards = (reward, *(each for each in PROGRAMME.rewards if each.id != reward.id))
    await store.write(adopt, PROGRAMME.model_copy(update={"rewards": rewards}), key=None)


async def test_a_reward_for_higher_tiers_says_which_is_needed(store: Store) -> None:
    ann = await joins(store)
    seen = await store.read(rewards.offer, ann, ROBE.id)
    assert (seen.why, seen.tier_needed) == ("tier", PROGRAMME.tier("silver"))
    with pytest.raises(TierNeeded) as refused:
        await redeems(store, ann, ROBE.id)
    assert refused.value.tier == "silver"
    await becomes(store, ann, "gold")
    assert (await redeems(store, ann, ROBE.id)).points == 100
    await becomes(store, ann, "platinum")
    assert (await store.read(rewards.offer, ann, ROBE.id)).why == "tier"


async def test_a_tier_pays_its_own_price_and_no_other(store: Store) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    await becomes(store, bo, "silver")
    assert (await redeems(store, ann, CHEAPER.id)).points == 100
    seen = await store.read(rewards.offer, ann, CHEAPER.id)
    done = await redeems(store, bo, CHEAPER.id)
    assert done.points == 70
    # Who has risen since is shown the price again.
    await becomes(store, ann, "silver")
    with pytest.raises(RewardChanged):
        await store.write(rewards.redeem, ann, CHEAPER.id, seen.mark, key=fresh_key())
    await store.write(rewards.cancel, bo, done.voucher, key=fresh_key())
    assert await points(store, bo) == 5_500
    assert (await found(store)).ok


async def test_a_window_opens_and_closes_at_its_local_minute(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    clock.advance(2 * DAY - MINUTE)
    seen = await store.read(rewards.offer, ann, BRIEF.id)
    assert (seen.why, seen.opens_at) == ("later", clock.now() + MINUTE)
    with pytest.raises(NotYet) as refused:
        await redeems(store, ann, BRIEF.id)
    assert refused.value.at == clock.now() + MINUTE
    clock.advance(MINUTE)
    seen = await store.read(rewards.offer, ann, BRIEF.id)
    assert (seen.why, seen.opens_at) == (None, None)
    await redeems(store, ann, BRIEF.id)
    assert seen.open_until is not None
    clock.advance(seen.open_until - clock.now() - 1)
    await redeems(store, ann, BRIEF.id)
    clock.advance(1)
    assert (await store.read(rewards.offer, ann, BRIEF.id)).why == "over"
    with pytest.raises(RewardGone):
        await redeems(store, ann, BRIEF.id)


async def test_what_is_hidden_is_nowhere(store: Store) -> None:
    ann = await joins(store)
    assert SECRET.id not in {each.id for each in await store.read(rewards.offers, ann)}
    with pytest.raises(RewardGone):
        await redeems(store, ann, SECRET.id)


async def test_a_limit_counts_in_its_period_and_a_gift_back_frees_it(
    store: Store, clock: StandingClock
) -> None:
    ann, bo = await joins(store, 1), await joins(store, 2)
    first, _ = await redeems(store, ann, CAPPED.id), await redeems(store, ann, CAPPED.id)
    seen = await store.read(rewards.offer, ann, CAPPED.id)
    assert (seen.why, seen.taken) == ("limit", 2)
    with pytest.raises(RewardLimit) as refused:
        await redeems(store, ann, CAPPED.id)
    assert (refused.value.limit, refused.value.per) == (2, "month")
    await redeems(store, bo, CAPPED.id)
    await store.write(rewards.cancel, ann, first.voucher, key=fresh_key())
    await redeems(store, ann, CAPPED.id)
    with pytest.raises(RewardLimit):
        await redeems(store, ann, CAPPED.id)
    clock.advance(9 * DAY)
    await redeems(store, ann, CAPPED.id)
    assert (await store.read(rewards.offer, ann, CAPPED.id)).taken == 1
    assert (await found(store)).ok


async def test_presses_at_once_never_take_more_than_the_limit(store: Store) -> None:
    ann = await joins(store)
    shown = mark(CAPPED.id, PROGRAMME_OF_KINDS)
    outcomes = await asyncio.gather(
        *(store.write(rewards.redeem, ann, CAPPED.id, shown, key=fresh_key()) for _ in range(10)),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Redeemed) for each in outcomes) == 2
    assert sum(isinstance(each, RewardLimit) for each in outcomes) == 8


async def test_the_last_one_goes_to_one_of_two_hundred_at_once(store: Store) -> None:
    members = [await joins(store, number) for number in range(1, 21)]
    outcomes = await asyncio.gather(
        *(
            store.write(rewards.redeem, members[each % 20], MUG, mark(MUG), key=fresh_key())
            for each in range(200)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Redeemed) for each in outcomes) == 1
    assert sum(isinstance(each, SoldOut) for each in outcomes) == 199
    assert sum([await points(store, member) for member in members]) == 20 * 500 - 400
    assert (await found(store)).ok


@pytest.mark.parametrize(
    "change",
    [
        {"points": 399},
        {"points": 401},
        {"collect_days": 3},
        {"name": named("Cup")},
        {"limit": 1},
        {"ends": "2026-12-24"},
    ],
)
async def test_what_changed_since_it_was_shown_is_not_charged(
    store: Store, change: dict[str, object]
) -> None:
    ann = await joins(store)
    seen = await store.read(rewards.offer, ann, MUG)
    await _changes(store, seen.reward.model_copy(update=change))
    with pytest.raises(RewardChanged):
        await store.write(rewards.redeem, ann, MUG, seen.mark, key=fresh_key())
    assert await points(store, ann) == 500
    await redeems(store, ann, MUG)


async def test_what_a_member_is_not_shown_may_change(store: Store) -> None:
    """A restocked shelf, a new picture: what was shown is still what one gets."""
    ann = await joins(store)
    seen = await store.read(rewards.offer, ann, MUG)
    await _changes(store, seen.reward.model_copy(update={"stock": 9, "picture": "mug.jpg"}))
    await store.write(rewards.redeem, ann, MUG, seen.mark, key=fresh_key())
    assert await left(store, ann, MUG) == 8


async def test_the_shelf_shows_what_is_near_before_what_is_not_to_be_had(store: Store) -> None:
    ann = await joins(store)
    await redeems(store, ann, MUG)
    seen = await store.read(rewards.offers, ann)
    ranks = [{None: 0, "points": 1}.get(each.why, 2) for each in seen]
    assert ranks == sorted(ranks)
    now = [each.price for each in seen if each.why is None]
    near = [each.missing for each in seen if each.why == "points"]
    assert (now, near) == (sorted(now, reverse=True), sorted(near))
    with pytest.raises(NotEnoughPoints):
        await redeems(store, ann, "tote")
    await gets(store, ann, 1_000)
    assert all(each.why != "points" for each in await store.read(rewards.offers, ann))
