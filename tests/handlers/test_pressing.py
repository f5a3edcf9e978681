"""Every press is answered exactly once, and within a second, whatever it has to wait for."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from domain.tx import Tx
from tests.handlers.town import ANN, Town

SECONDS_MOST = 5


@asynccontextmanager
async def busy_books(town: Town) -> AsyncIterator[None]:
    """Somebody else's change takes very long."""
    over = threading.Event()

    def long(_: Tx) -> None:
        assert over.wait(SECONDS_MOST)

    changing = asyncio.create_task(town.app.store.write(long, key=None))
    try:
        yield
    finally:
        over.set()
        await changing


def answered(town: Town, times: int) -> bool:
    """Whether so many presses of Ann's have their answer."""
    return len(town.world.toasts(ANN)) == times


@pytest.fixture(autouse=True)
async def _member(town: Town) -> None:
    await town.says(ANN, "/start")


async def test_a_press_whose_change_takes_long_is_answered_before_it_is_done(town: Town) -> None:
    screen = town.newest(ANN, "Sign in")
    async with busy_books(town):
        press = town.world.presses(ANN, screen.id, "Sign in")
        await town.until(lambda: answered(town, 1))
        assert not town.told(ANN, "day 1 of 7")
    shown = await town.reply(press, screen)
    assert "day 1 of 7" in shown.text
    assert [toast.text for toast in town.world.toasts(ANN)] == [""]
    assert town.watch.made("answerCallbackQuery") == 1


async def test_presses_behind_a_slow_one_are_answered_in_time_too(town: Town) -> None:
    screen = town.newest(ANN, "Sign in")
    async with busy_books(town):
        for _ in range(5):
            town.world.presses(ANN, screen.id, "Sign in")
        await town.until(lambda: answered(town, 5))
    await town.settled()
    assert answered(town, 5)
    assert town.watch.made("answerCallbackQuery") == 5
    assert await town.points(ANN) == 505


async def test_a_press_in_a_pause_that_telegram_asked_for_is_answered_in_time(town: Town) -> None:
    screen = town.newest(ANN, "Sign in")
    town.world.set_flood(2)
    for _ in range(2):
        town.world.presses(ANN, screen.id, "Sign in")
    await town.until(lambda: answered(town, 2))
    assert town.world.flood_until > town.clock.now()
    town.world.set_flood(0)
    await town.settled()
    assert town.watch.made("answerCallbackQuery") == 2
