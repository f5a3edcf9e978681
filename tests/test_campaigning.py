"""What `campaigns` and `value` do for an operator at the console, while the bot is stopped."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.campaigning import commands
from bot.store import open_store
from domain.calendar import instant
from domain.programme import Good, Named, Programme
from tests import console
from tests.clock import StandingClock
from tests.console import changes
from tests.owner import SETTINGS
from tests.scene import VAULT

asks = partial(console.asks, commands)
does = partial(console.does, commands)

DEAL = """
[[rules]]
id = "deal"
kind = "multiplier"
name = { en = "Double day", zh = "双倍日" }
percent = 200
starts = 2030-11-11
ends = 2030-11-11

[[rules]]
id = "extra"
kind = "bonus"
name = { en = "Extra", zh = "加赠" }
points = 20
pilot_percent = 10
"""


@pytest.fixture
def clock() -> StandingClock:
    """Noon of a day that is over, for the commands read the real time."""
    return StandingClock(instant(date(2025, 3, 1), SETTINGS.zone, 12))


@pytest.fixture
def settings() -> Programme:
    """What the books were opened with; a test that needs other promises asks for them."""
    milk = Good(name=Named(en="Milk", zh="牛奶"), then_minor=10_000, now_minor=10_600)
    return SETTINGS.model_copy(update={"basket": (milk,)})


@pytest.fixture(autouse=True)
async def _books(
    url: str, clock: StandingClock, settings: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Books with a programme in them, and no bot that runs on them."""
    await console.opens_books(url, clock, settings, monkeypatch)


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    """A file with two campaigns."""
    file = tmp_path / "deal.toml"
    file.write_text(DEAL)
    return file


async def listed() -> list[list[str]]:
    """The list: each campaign's state, id and kind."""
    return [line.split()[:3] for line in (await does("campaigns")).splitlines()]


async def test_a_file_s_campaigns_are_put_and_listed(deal: Path) -> None:
    assert "No campaigns yet" in await does("campaigns")
    assert await does("campaigns", "put", str(deal)) == "deal is scheduled, extra is live.\n"
    live, ahead = (await does("campaigns")).splitlines()
    assert live.split() == ["live", "extra", "bonus", "0", "points", "always,", "10", "%", "Extra"]
    assert "scheduled  deal             multiplier              0 points" in ahead
    assert "2030-11-11 – 2030-11-11  Double day" in ahead


async def test_a_campaign_is_paused_goes_on_is_copied_and_ended(deal: Path) -> None:
    await does("campaigns", "put", str(deal))
    await does("campaigns", "pause", "extra")
    assert await listed() == [["scheduled", "deal", "multiplier"], ["paused", "extra", "bonus"]]
    await does("campaigns", "resume", "extra")
    said = await does("campaigns", "copy", "extra", "--starts", "2031-01-01")
    assert said == "extra-2 is a copy of extra.\n"
    await does("campaigns", "end", "deal")
    await does("campaigns", "end", "extra")
    assert await listed() == [["scheduled", "extra-2", "bonus"], ["ended", "extra", "bonus"]]


@pytest.mark.parametrize(
    ("found", "made", "sentence"),
    [
        ("percent = 200", "percent = 1e9", "rules.0 (deal).percent: "),
        ('kind = "bonus"', 'kind = "gift"', "rules.1 (extra).kind: there is no 'gift'"),
        ("points = 20", 'points = 20\ntiers = ["black"]', "rules.1 (extra).tiers: there is no bl"),
        ("2030", "2020", "deal.ends: 2020-11-11 is over already; nothing was changed"),
        ("[[rules]]", "[[campaigns]]", "holds one or more [[rules]], and nothing else"),
        ("percent = 200", "percent =", "deal.toml: "),
    ],
)
async def test_a_wrong_file_puts_nothing_of_it(
    deal: Path, found: str, made: str, sentence: str
) -> None:
    changes(deal, found, made)
    refused = await asks("campaigns", "put", str(deal))
    assert refused.exit_code in (1, 2)
    assert sentence in refused.stderr
    assert "No campaigns yet" in await does("campaigns")


async def test_a_file_that_is_not_there_is_said() -> None:
    refused = await asks("campaigns", "put", "nowhere.toml")
    assert (refused.exit_code, refused.stderr) == (2, "nowhere.toml: cannot be read\n")


@pytest.mark.parametrize("command", ["pause", "resume", "end", "copy"])
async def test_a_campaign_that_is_not_there_is_said(command: str) -> None:
    refused = await asks("campaigns", command, "ghost")
    assert refused.exit_code == 1
    assert refused.stderr == "ghost: there is no such campaign; `campaigns` lists them\n"


async def test_a_copy_of_what_is_over_wants_a_window_of_its_own(deal: Path) -> None:
    await does("campaigns", "put", str(deal))
    refused = await asks("campaigns", "copy", "extra", "--ends", "2020-01-01")
    assert "extra-2.ends: 2020-01-01 is over already" in refused.stderr
    refused = await asks("campaigns", "copy", "extra", "--ends", "tomorrow")
    assert "ends: is a local day or minute" in refused.stderr


async def test_while_the_bot_runs_on_the_file_nothing_is_changed(url: str, deal: Path) -> None:
    running = await open_store(url, StandingClock(), VAULT)
    refused = await asks("campaigns", "put", str(deal))
    assert refused.exit_code == 2
    assert "is in use by another bot: stop it first" in refused.stderr
    assert "No campaigns yet" in await does("campaigns")
    await running.close()


async def test_the_value_of_points_follows_the_basket() -> None:
    assert await does("value") == (
        "The basket cost 100.00 CNY and costs 106.00 CNY: +6.00 %.\n"
        "  now       100 points = 1.00 CNY (0.0100 a point)\n"
        "  proposed  10,000 points = 103.00 CNY (0.0103 a point); /value in the chat announces it\n"
    )


@pytest.mark.parametrize("settings", [SETTINGS])
async def test_an_empty_basket_is_a_clear_error() -> None:
    refused = await asks("value")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("programme.basket: is empty; list a few goods")
