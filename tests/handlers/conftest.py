"""A town for every test; the check of all outgoing calls comes after all other tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import ShiftedClock
from domain.programme import Named, Programme, Surprise
from tests.handlers.town import ANN, LIN, StandingWorldClock, Town
from tests.scene import PROGRAMME


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What speaks of the whole run stands at its end."""
    items.sort(key=lambda item: "whole_run" in item.nodeid)


@pytest.fixture
def clock() -> ShiftedClock:
    """Time stands still; a module that needs it to run overrides this."""
    return StandingWorldClock()


@pytest.fixture
def programme() -> Programme:
    """Nothing here happens by chance, so that every balance can be said beforehand."""
    return PROGRAMME.model_copy(
        update={
            "name": Named(en="Corner Bakery", zh="街角面包房"),
            "surprise": Surprise(daily_budget=0),
        }
    )


@pytest.fixture
async def town(
    template: Path, tmp_path: Path, programme: Programme, clock: ShiftedClock
) -> AsyncIterator[Town]:
    town = await Town.build(template, tmp_path, programme, clock)
    yield town
    await town.ends()


@pytest.fixture
async def card(town: Town) -> str:
    """Ann's card as she shows it."""
    await town.says(ANN, "/start")
    await town.says(LIN, "/start")
    await town.says(ANN, "/card")
    return town.code(ANN)
