"""A stop ends, whatever comes at the same moment, and loses nothing."""

import asyncio

import pytest

from bot.telegram.sender import Sender
from domain.calendar import DAY
from handlers import EDGES
from tests.handlers.town import ANN, Town


@pytest.mark.parametrize("turns", range(4))
async def test_a_stop_that_meets_the_outboxs_bell_still_ends(town: Town, turns: int) -> None:
    sender = Sender(town.app.shift.desk, EDGES.compose)
    running = asyncio.create_task(sender.run())
    await asyncio.sleep(0)
    await sender.deliver()
    await sender.stop(1)
    sender.wake()
    # The bell and the stop meet at each of the loop's turns that they can meet at.
    for _ in range(turns):
        await asyncio.sleep(0)
    running.cancel()
    async with asyncio.timeout(5):
        await asyncio.gather(running, return_exceptions=True)


async def test_what_was_sent_before_a_stop_is_answered_before_it(town: Town) -> None:
    await town.says(ANN, "/start")
    update = town.world.says(ANN, "/signin")
    await town.until(lambda: town.watch.fetched > update["update_id"])
    await town.closes()
    assert "+5" in town.heard(ANN)[-1].text
    await town.opens()
    assert await town.points(ANN) == 505


async def test_restarts_one_after_the_other_tell_everything_once(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.closes()
    town.clock.advance(367 * DAY)
    await town.opens()
    for _ in range(3):
        await town.reopens()
    await town.settled()
    assert len(town.told(ANN, "expired")) == 1
