"""A town whose shop has a counter page, and a page that is paired with it."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.clock import ShiftedClock
from domain.programme import Limits, Programme, Surprise
from tests.handlers.town import ANN, BO, StandingWorldClock, Town
from tests.http.till import Till
from tests.scene import PROGRAMME


@pytest.fixture
def clock() -> ShiftedClock:
    """Time stands still; a module that needs it to run overrides this."""
    return StandingWorldClock()


@pytest.fixture
def programme() -> Programme:
    """Nothing happens by chance; a cashier alone sells for up to ¥1,000."""
    counter = PROGRAMME.counter.model_copy(update={"cashier": Limits(sale_minor=100_000)})
    quiet = Surprise(daily_budget=0)
    return PROGRAMME.model_copy(update={"surprise": quiet, "counter": counter})


@pytest.fixture
async def town(
    template: Path, tmp_path: Path, programme: Programme, clock: ShiftedClock
) -> AsyncIterator[Town]:
    town = await Town.build(template, tmp_path, programme, clock, web=True)
    yield town
    await town.ends()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def card(town: Town) -> str:
    """Ann's card as she shows it."""
    await town.says(ANN, "/start")
    await town.says(ANN, "/card")
    return town.code(ANN)


@pytest.fixture
async def till(town: Town, card: str, session: aiohttp.ClientSession) -> Till:
    """Bo's page."""
    await town.says(BO, "/start")
    return await Till.pairs(town, session, BO)
