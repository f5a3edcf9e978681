"""A preset's shop opens, and its first member is served."""

import tomllib
from pathlib import Path

import pytest

from domain.programme import Programme, Surprise
from tests.handlers.town import ANN, BO, MEI, Town

PRESET = Path(__file__).parents[2] / "presets" / "restaurant.toml"


@pytest.fixture
def programme() -> Programme:
    """The restaurant, without luck."""
    told = tomllib.loads(PRESET.read_text("utf-8"))["programme"]
    return Programme.model_validate(told).model_copy(update={"surprise": Surprise(daily_budget=0)})


async def test_a_restaurant_opens_and_its_first_guest_earns(town: Town) -> None:
    await town.says(ANN, "/start")
    assert await town.points(ANN) == 100
    await town.says(ANN, "/card")
    await town.says(BO, f"/sale {town.code(ANN)} 88.40")
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 188
    assert "Noodle House" in (await town.says(MEI, "/start")).html
