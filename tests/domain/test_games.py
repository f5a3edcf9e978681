"""Boxes and wheels: at the odds that were shown, what is sold out never drawn, all of it paid."""

import asyncio
import json

import pytest

from bot.store import Store
from domain import draws, earning, rewards
from domain.adoption import adopt
from domain.calendar import DAY
from domain.errors import NotEnoughPoints, RewardChanged, RewardGone, RewardLimit, SoldOut
from domain.programme import (
    Game,
    MysteryBox,
    Named,
    Outcome,
    Programme,
    Switches,
    Wheel,
)
from domain.rewards import games
from domain.rewards.games import Played
from tests import verifier
from tests.clock import StandingClock
from tests.scene import (
    MUG,
    PROGRAMME,
    TEA,
    becomes,
    found,
    fresh_key,
    joins,
    left,
    points,
    redeems,
    told,
)

BOX, WHEEL, FREE = "box", "wheel", "free"
NAME = Named(en="Game", zh="游戏")
GAMES = (
    MysteryBox(
        id=BOX,
        name=NAME,
        points=50,
        outcomes=(Outcome(points=20, weight=2), Outcome(reward=MUG, weight=1)),
    ),
    Wheel(
        id=WHEEL,
        name=NAME,
        points=10,
        limit=0,
        outcomes=(
            Outcome(points=5, weight=1),
            Outcome(points=25, weight=1),
            Outcome(reward=TEA, weight=1),
            Outcome(weight=1),
        ),
    ),
    Wheel(id=FREE, name=NAME, outcomes=(Outcome(points=5, weight=1),)),
)


@pytest.fixture
def programme() -> Programme:
    """A box, a wheel, a free wheel, and one mug on the shelf."""
    return PROGRAMME.model_copy(update={"rewards": (*PROGRAMME.rewards, *GAMES)})


async def mark(store: Store, member: int, game: str) -> str:
    """What the member is shown of a game."""
    return (await store.read(rewards.offer, member, game)).mark


async def plays(store: Store, member: int, game: str, shown: str | None = None) -> Played:
    """A member plays a game as it is shown now, or as it was."""
    seen = shown or await mark(store, member, game)
    return await store.write(games.play, member, game, seen, key=fresh_key())


async def odds(store: Store, game: str) -> dict[str, int]:
    """A game's odds now."""
    reward = store.programme.reward(game)
    assert isinstance(reward, Game)
    return {each.label: each.weight for each in await store.read(games.odds, reward)}


async def test_a_wheel_gives_what_it_lands_on(store: Store) -> None:
    ann = await joins(store)
    balance, seen = 500, set()
    for _ in range(40):
        played = await plays(store, ann, WHEEL)
        balance += played.points - 10
        assert played.balance == balance == await points(store, ann)
        seen.add(played.chance.label)
        if played.prize:
            assert played.voucher is not None
            assert played.voucher.voucher is not None
            voucher = await store.read(rewards.voucher_of, ann, played.voucher.voucher)
            assert (voucher.reward_id, voucher.points, voucher.state) == (TEA, 10, "issued")
    assert seen == {"points:5", "points:25", "reward:tea", "nothing"}
    assert (await found(store)).breaches == ()


async def test_points_that_were_won_count_for_no_tier(store: Store) -> None:
    ann = await joins(store)
    await plays(store, ann, FREE)
    assert (await store.read(earning.standing, ann)).earned == 0


async def test_a_voucher_that_was_won_is_told_like_any_other(store: Store) -> None:
    ann = await joins(store)
    played = [await plays(store, ann, WHEEL) for _ in range(40)]
    won = [each.voucher.voucher for each in played if each.voucher]
    notices = await told(store, "prize")
    assert [notice.facts["voucher"] for notice in notices] == won
    assert won


async def test_who_has_too_few_points_does_not_play(store: Store) -> None:
    ann = await joins(store)
    for _ in range(5):
        await redeems(store, ann, TEA)
    with pytest.raises(NotEnoughPoints):
        await plays(store, ann, BOX)
    assert await points(store, ann) == 0


async def test_a_free_wheel_costs_nothing_and_turns_once_a_day(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    assert (await plays(store, ann, FREE)).balance == 505
    with pytest.raises(RewardLimit):
        await plays(store, ann, FREE)
    clock.advance(DAY)
    assert (await plays(store, ann, FREE)).balance == 510
    assert (await found(store)).breaches == ()


async def test_a_prize_that_is_sold_out_is_no_part_of_the_odds(store: Store) -> None:
    ann = await joins(store)
    shown = await mark(store, ann, BOX)
    assert await odds(store, BOX) == {"points:20": 2, "reward:mug": 1}
    await redeems(store, ann, MUG)
    assert await odds(store, BOX) == {"points:20": 2}
    with pytest.raises(RewardChanged):
        await plays(store, ann, BOX, shown)
    assert (await plays(store, ann, BOX)).points == 20


async def test_the_last_mug_is_won_by_one(store: Store) -> None:
    """Twenty at once: who was shown a mug that is gone by then pays nothing and looks again."""
    people = [await joins(store, number) for number in range(1, 21)]
    for member in people:
        await becomes(store, member, "silver")
    mugs = 0
    for _ in range(3):
        shown = [await mark(store, member, BOX) for member in people]
        done = await asyncio.gather(
            *(plays(store, *each) for each in zip(people, (BOX,) * 20, shown, strict=True)),
            return_exceptions=True,
        )
        mugs += sum(isinstance(each, Played) and each.voucher is not None for each in done)
        refused = [each for each in done if isinstance(each, BaseException)]
        assert all(isinstance(each, RewardChanged) for each in refused)
    assert (mugs, await left(store, people[0], MUG)) == (1, 0)
    assert (await found(store)).breaches == ()


async def test_a_game_is_played_at_the_price_that_was_shown(store: Store) -> None:
    ann = await joins(store)
    shown = await mark(store, ann, WHEEL)
    dearer = [
        each.model_copy(update={"points": 400}) if each.id == WHEEL else each
        for each in store.programme.rewards
    ]
    changed = store.programme.model_copy(update={"rewards": tuple(dearer)})
    await store.write(adopt, changed, key=None)
    with pytest.raises(RewardChanged):
        await plays(store, ann, WHEEL, shown)
    assert await points(store, ann) == 500


async def test_what_is_no_game_is_not_played(store: Store) -> None:
    ann = await joins(store)
    with pytest.raises(RewardGone):
        await plays(store, ann, TEA, await mark(store, ann, TEA))
    with pytest.raises(RewardGone):
        await plays(store, ann, "nothing-like-it", "whatever")


async def test_a_game_is_not_redeemed(store: Store) -> None:
    ann = await joins(store)
    shown = await mark(store, ann, WHEEL)
    with pytest.raises(RewardGone):
        await store.write(rewards.redeem, ann, WHEEL, shown, key=fresh_key())


async def test_ten_confirms_are_one_play(store: Store) -> None:
    ann = await joins(store)
    shown, key = await mark(store, ann, WHEEL), fresh_key()
    done = await asyncio.gather(
        *(store.write(games.play, ann, WHEEL, shown, key=key) for _ in range(10))
    )
    assert len({each.draw for each in done}) == 1
    assert all(isinstance(each.game, Wheel) for each in done)
    assert len((await store.read(draws.drawings_of, ann, 1, 10))[0]) == 1


async def test_a_stranger_repeats_every_play(store: Store, clock: StandingClock) -> None:
    verify = verifier.load()
    ann = await joins(store)
    played = [await plays(store, ann, game) for game in (WHEEL, BOX, WHEEL, FREE)]
    clock.advance(DAY)
    await store.write(draws.reveal, key=None)
    for each in played:
        proof = await store.read(draws.proof_of, ann, each.draw)
        said = verify.check_draw(json.loads(json.dumps(proof.told())), proof.seed.commitment)
        assert each.chance.label in said


class TestSwitchedOff:
    """Where the law asks it, no game is on offer."""

    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        return programme.model_copy(update={"allowed": Switches(draws=False)})

    async def test_no_game_is_on_offer(self, store: Store) -> None:
        ann = await joins(store)
        listed = {each.id for each in await store.read(rewards.offers, ann)}
        assert not listed & {BOX, WHEEL, FREE}
        with pytest.raises(RewardGone):
            await plays(store, ann, FREE, "whatever")


class TestOnlyMugs:
    """A box that holds nothing but the last mug."""

    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        outcomes = (Outcome(reward=MUG, weight=1),)
        box = MysteryBox(id=BOX, name=NAME, points=50, outcomes=outcomes)
        return PROGRAMME.model_copy(update={"rewards": (*PROGRAMME.rewards, box)})

    async def test_a_box_whose_prizes_are_gone_is_sold_out(self, store: Store) -> None:
        ann, bo = await joins(store, 1), await joins(store, 2)
        shown = await mark(store, bo, BOX)
        assert (await plays(store, ann, BOX)).chance.label == "reward:mug"
        with pytest.raises(RewardChanged):
            await plays(store, bo, BOX, shown)
        with pytest.raises(SoldOut):
            await plays(store, bo, BOX)

    async def test_an_unserved_prize_gives_the_price_of_the_game_back(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        await plays(store, ann, BOX)
        clock.advance(15 * DAY)
        assert await store.write(rewards.lapse, 10, key=None) == 1
        assert await points(store, ann) == 500
        assert await left(store, ann, MUG) == 1
        assert (await found(store)).breaches == ()
