"""Every verb of the games, each with the scene it needs; what they give is certain."""

from datetime import timedelta

from domain import draws, rewards
from domain.adoption import adopt
from domain.calendar import local_date
from domain.programme import MysteryBox, Outcome, Raffle, Wheel
from domain.rewards import games
from tests.faults.acts import Act
from tests.faults.stage import CAP, LUCKY, NAME, Deed, Stage
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


async def buy_the_first_ticket(stage: Stage) -> Deed:
    return await _ticket(stage, await _raffle(stage))


async def buy_another_ticket(stage: Stage) -> Deed:
    raffle = await _raffle(stage)
    await (await _ticket(stage, raffle)).done(stage.store)
    return await _ticket(stage, raffle)


async def draw_a_raffle(stage: Stage) -> Deed:
    """One ticket was sold: who wins is certain, and the prize that nobody wins is put back."""
    await (await _ticket(stage, await _raffle(stage))).done(stage.store)
    stage.sleeps(2)
    return stage.deed(games.draw_raffles)


async def tell_how_a_raffle_went(stage: Stage) -> Deed:
    raffle = await _raffle(stage)
    for _ in range(3):
        await (await _ticket(stage, raffle)).done(stage.store)
    stage.sleeps(2)
    await stage.does(games.draw_raffles)
    return stage.deed(games.tell_raffles, 10)


async def _raffle(stage: Stage) -> str:
    """A raffle of this scene alone, drawn tomorrow for two caps."""
    tomorrow = local_date(stage.clock.now(), PLAYFUL.zone) + timedelta(days=1)
    raffle = Raffle(
        id=f"scene-{stage.scene}",
        name=NAME,
        points=10,
        draws_at=f"{tomorrow}T18:00",
        winners=2,
        prize_reward=CAP,
    )
    on_offer = (*PLAYFUL.rewards, raffle)
    await stage.does(adopt, PLAYFUL.model_copy(update={"rewards": on_offer}))
    await stage.does(draws.promise)
    return raffle.id


async def _ticket(stage: Stage, raffle: str) -> Deed:
    """A ticket for somebody who joined just now."""
    ann = await stage.joins()
    seen = await stage.store.read(rewards.offer, ann, raffle)
    return stage.deed(games.buy_ticket, ann, raffle, seen.mark)


async def _play(stage: Stage, game: str) -> Deed:
    ann = await stage.joins()
    seen = await stage.store.read(rewards.offer, ann, game)
    return stage.deed(games.play, ann, game, seen.mark)


ACTS_OF_GAMES: dict[str, Act] = {
    act.__name__: act
    for act in (
        open_a_box,
        open_a_box_with_a_voucher,
        turn_a_free_wheel,
        buy_the_first_ticket,
        buy_another_ticket,
        draw_a_raffle,
        tell_how_a_raffle_went,
        promise_seeds,
        tell_a_seed,
    )
}
