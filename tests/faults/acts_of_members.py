"""Every verb of what members want to be told, and of what nudges them, each with its scene."""

from bot.scheduler import run_batch
from domain import earning, members, notices
from handlers.jobs import JOBS
from tests.faults.acts import Act
from tests.faults.stage import Deed, Stage
from tests.scene import SHOP

SOURCES = 10**17


async def agree(stage: Stage) -> Deed:
    return stage.deed(members.agree, await stage.joins(), "start")


async def stop_news(stage: Stage) -> Deed:
    ann, source = await _reader(stage)
    return stage.deed(notices.stop_news, ann, "broadcast", source)


async def block(stage: Stage) -> Deed:
    ann, _ = await _reader(stage)
    return stage.deed(notices.block, ann)


async def set_quiet(stage: Stage) -> Deed:
    return stage.deed(notices.set_quiet, await stage.joins(), 1_320, 480)


async def streak(stage: Stage) -> Deed:
    ann = await stage.joins()
    for _ in range(3):
        await stage.does(earning.sign_in, ann)
        stage.sleeps(1)
    return _hour(stage, "streak")


async def goal(stage: Stage) -> Deed:
    # Whoever was near in an earlier scene has not earned lately any more.
    stage.sleeps(3)
    ann = await stage.joins()
    await stage.does(earning.credit, ann, 4_900_00, SHOP, None, 9002)
    return _hour(stage, "goal")


def _hour(stage: Stage, job: str) -> Deed:
    """The hour of a job has come: everybody's page, with its cursor."""
    found = next(each for each in JOBS if each.name == job)
    return Deed(run_batch, (found, stage.clock.now(), 1_000), None)


async def _reader(stage: Stage) -> tuple[int, str]:
    """Somebody who wants news, and has just had a piece of it."""
    ann, source = await stage.joins(), f"broadcast:{SOURCES + stage.scene}"
    await stage.does(members.agree, ann, "start")
    await stage.does(notices.booked, source, (ann,))
    return ann, source


ACTS_OF_MEMBERS: dict[str, Act] = {
    f"member_{act.__name__}": act for act in (agree, stop_news, block, set_quiet, streak, goal)
}
