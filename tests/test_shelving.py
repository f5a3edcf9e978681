"""What `rewards` does for an operator at the console, while the bot is stopped."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.shelving import commands
from domain.calendar import instant
from tests import console
from tests.clock import StandingClock
from tests.console import changes
from tests.owner import SETTINGS

asks = partial(console.asks, commands)
does = partial(console.does, commands)

SHELF = """
[[rewards]]
id = "honey"
name = { en = "Honey", zh = "蜂蜜" }
points = 250
stock = 6

[[rewards]]
id = "box"
kind = "mystery-box"
name = { en = "Box", zh = "盲盒" }
points = 300
outcomes = [{ reward = "honey", weight = 1 }]
"""
TASTING = """
[[rewards]]
id = "tasting"
kind = "event"
name = { en = "Tasting", zh = "品鉴会" }
points = 40
stock = 8
at = "2099-12-05T18:00"
"""


@pytest.fixture
def clock() -> StandingClock:
    """Noon of a day that is over, for the commands read the real time."""
    return StandingClock(instant(date(2025, 3, 1), SETTINGS.zone, 12))


@pytest.fixture(autouse=True)
async def _books(url: str, clock: StandingClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Books with a catalogue in them, and no bot that runs on them."""
    await console.opens_books(url, clock, SETTINGS, monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with two rewards."""
    found = tmp_path / "shelf.toml"
    found.write_text(SHELF)
    return found


async def test_a_file_s_rewards_are_put_and_listed(file: Path) -> None:
    assert len((await does("rewards")).splitlines()) == 3
    assert await does("rewards", "put", str(file)) == "On the shelf: honey, box.\n"
    honey, box = (await does("rewards")).splitlines()[3:]
    assert honey.split() == [
        *("open", "honey", "goods", "250", "points", "6", "left", "0", "redeemed", "Honey")
    ]
    assert box.split()[:3] == ["open", "box", "mystery-box"]


async def test_a_game_may_stand_before_its_prize(file: Path) -> None:
    honey, box = SHELF.split("\n\n")
    changes(file, SHELF, f"{box}\n\n{honey}")
    assert await does("rewards", "put", str(file)) == "On the shelf: box, honey.\n"


async def test_a_reward_is_hidden_shown_and_restocked(file: Path) -> None:
    await does("rewards", "put", str(file))
    assert await does("rewards", "hide", "honey") == "honey is hidden.\n"
    assert (await does("rewards")).splitlines()[-1].split()[:2] == ["hidden", "honey"]
    assert await does("rewards", "show", "honey") == "honey is shown.\n"
    assert await does("rewards", "restock", "honey", "10") == "honey has 16 left.\n"
    assert await does("rewards", "restock", "honey", "-20") == "honey has 0 left.\n"


@pytest.mark.parametrize(
    ("found", "made", "sentence"),
    [
        ("points = 250", "points = 2.5", "rewards.0 (honey).points: "),
        ('reward = "honey"', 'reward = "ghost"', "rewards.4 (box).outcomes.0.reward: there is no"),
        ("[[rewards]]", "[[goods]]", "holds one or more [[rewards]], and nothing else"),
    ],
)
async def test_a_wrong_file_puts_nothing_of_it(
    file: Path, found: str, made: str, sentence: str
) -> None:
    changes(file, found, made)
    refused = await asks("rewards", "put", str(file))
    assert refused.exit_code in (1, 2)
    assert sentence in refused.stderr
    assert len((await does("rewards")).splitlines()) == 3


async def test_an_event_is_called_off_for_good(file: Path) -> None:
    changes(file, SHELF, TASTING)
    await does("rewards", "put", str(file))
    said = await does("rewards", "call-off", "tasting")
    assert said == "tasting is called off. Seats to give back: 0, 0 points.\n"
    assert (await does("rewards")).splitlines()[-1].split()[:2] == ["called-off", "tasting"]
    refused = await asks("rewards", "put", str(file))
    assert "was called off, and stays so" in refused.stderr


async def test_only_an_event_is_called_off() -> None:
    refused = await asks("rewards", "call-off", "tea")
    assert refused.exit_code == 1
    assert refused.stderr == "tea: there is no such event; `rewards` lists them\n"


@pytest.mark.parametrize("words", [("hide",), ("show",), ("restock", "5")])
async def test_a_reward_that_is_not_there_is_said(words: tuple[str, ...]) -> None:
    command, *rest = words
    refused = await asks("rewards", command, "ghost", *rest)
    assert refused.exit_code == 1
    assert refused.stderr == "ghost: there is no such reward; `rewards` lists them\n"
