"""Every verb of the games, each with the scene it needs; what they give is certain."""

from domain import draws, rewards
from domain.programme import MysteryBox, Outcome, Wheel
from domain.rewards import games
from tests.faults.acts import Act
from tests.faults.stage import LUCKY, NAME, Deed, Stage
from tests.scene import TEA

POINTS = MysteryBox(id="points", name=NAME, points=50, outcomes=(Outcome(points=20, weight=1),))
TEAS = MysteryBox(id="teas", name=NAME, points=50, outcomes=(Outcome(reward=TEA, weight=1),))
FREE = Wheel(id="free", name=NAME, outcomes=(Outcome(points=5, weight=1),))
PLAYFUL = LUCKY.model_copy(update={"rewards": (*LUCKY.rewards, POINTS, TEAS, FREE)})


async def open_a_box(stage: Stage) -> Deed:
    return await _play(stage, POINTS.id)


async def open_a_box_with_a_voucher(stage: Stage) -> Deed:
    return await _play(stage, TEAS.id)


async def turn_a_free_wheel(stage: Stage) -> Deed:
    return await _play(stage, FREE.id)


async def promise_seeds(stage: Stage) -> Deed:
    await stage.does(draws.promise)
    stage.sleeps(1)
    return stage.deed(draws.promise)


async def tell_a_seed(stage: Stage) -> Deed:
    await stage.does(draws.promise)
    await stage.does(draws.reveal)
    stage.sleeps(1)
    return stage.deed(draws.reveal)


async def _play(stage: Stage, game: str) -> Deed:
    await stage.does(draws.promise)
    ann = await stage.joins()
    seen = await stage.store.read(rewards.offer, ann, game)
    return stage.deed(games.play, ann, game, seen.mark)


ACTS_OF_GAMES: dict[str, Act] = {
    act.__name__: act
    for act in (
        open_a_box,
        open_a_box_with_a_voucher,
        turn_a_free_wheel,
        promise_seeds,
        tell_a_seed,
    )
}
