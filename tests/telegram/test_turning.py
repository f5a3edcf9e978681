"""Live pictures: turned for a while, then over; one for each person."""

import asyncio

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError

from bot.telegram.turning import Turner

CARD = 7  # A message.


class Picture:
    """A picture in a chat: tells what is done to it, and fails as it is told."""

    def __init__(self, *troubles: Exception) -> None:
        self._done: asyncio.Queue[str] = asyncio.Queue()
        self._troubles = list(troubles)

    async def turn(self) -> None:
        """Draws it anew."""
        self._done.put_nowait("turned")
        if self._troubles:
            raise self._troubles.pop(0)

    async def end(self) -> None:
        """Says that it is over."""
        self._done.put_nowait("ended")

    async def next(self) -> str:
        """What is done to it next."""
        async with asyncio.timeout(5):
            return await self._done.get()

    @property
    def is_still(self) -> bool:
        """Whether nothing was done to it since."""
        return self._done.empty()


async def test_a_picture_turns_for_a_while_and_then_says_that_it_is_over() -> None:
    picture = Picture()
    Turner(live=0.05).keep(1, CARD, 0.02, picture.turn, picture.end)
    assert await picture.next() == "turned"
    while (done := await picture.next()) == "turned":
        continue
    assert done == "ended"
    assert picture.is_still


async def test_a_new_picture_ends_the_one_before_and_nobody_elses() -> None:
    first, second, others = Picture(), Picture(), Picture()
    turner = Turner()
    turner.keep(1, CARD, 60, first.turn, first.end)
    turner.keep(2, CARD, 60, others.turn, others.end)
    turner.keep(1, CARD + 1, 60, second.turn, second.end)
    assert await first.next() == "ended"
    assert first.is_still
    assert second.is_still
    assert others.is_still
    await turner.stop(1)


async def test_a_picture_that_is_asked_for_twice_goes_on() -> None:
    picture = Picture()
    turner = Turner()
    for every in (60, 0.01):
        turner.keep(1, CARD, every, picture.turn, picture.end)
    assert await picture.next() == "turned"
    await turner.stop(1)


async def test_a_network_that_fails_costs_one_turn() -> None:
    picture = Picture(NetworkError("lost"))
    turner = Turner()
    turner.keep(1, CARD, 0.01, picture.turn, picture.end)
    assert [await picture.next(), await picture.next()] == ["turned", "turned"]
    await turner.stop(1)


@pytest.mark.parametrize("trouble", [Forbidden("blocked"), BadRequest("message is gone")])
async def test_a_picture_that_is_gone_is_left_alone(trouble: Exception) -> None:
    picture, other = Picture(trouble), Picture()
    turner = Turner(live=0.05)
    turner.keep(1, CARD, 0.01, picture.turn, picture.end)
    turner.keep(2, CARD, 0.01, other.turn, other.end)
    while await other.next() != "ended":
        continue
    assert await picture.next() == "turned"
    assert picture.is_still


async def test_when_time_jumps_every_picture_turns_at_once() -> None:
    picture = Picture()
    turner = Turner()
    turner.keep(1, CARD, 60, picture.turn, picture.end)
    await asyncio.sleep(0)
    turner.wake()
    assert await picture.next() == "turned"
    await turner.stop(1)


async def test_once_the_bot_stops_a_picture_says_so_and_turns_no_more() -> None:
    picture = Picture()
    turner = Turner(live=0.05)
    turner.keep(1, CARD, 0.01, picture.turn, picture.end)
    await turner.stop(1)
    assert await picture.next() == "ended"
    assert picture.is_still


async def test_a_picture_that_hangs_does_not_keep_the_bot_from_stopping() -> None:
    async def hangs() -> None:
        await asyncio.Event().wait()

    turner = Turner()
    turner.keep(1, CARD, 60, Picture().turn, hangs)
    await turner.stop(0.01)
