"""What `cost` says to an operator: what points cost lately, rule by rule."""

import asyncio
import json

import pytest
from typer.testing import CliRunner, Result

from bot.clock import SystemClock
from bot.looking_back import commands
from bot.store import Store
from domain.calendar import MINUTE
from domain.earning import governor
from domain.programme import MultiplierRule, Named, Programme
from tests.clock import StandingClock
from tests.scene import PROGRAMME, buys, joins


@pytest.fixture
def clock() -> StandingClock:
    """An hour ago, for the command reads the real time."""
    return StandingClock(SystemClock().now() - 60 * MINUTE)


@pytest.fixture
def programme() -> Programme:
    """Every purchase counts double, and one of 1,000.00 is enough to judge."""
    double = MultiplierRule(id="double", name=Named(en="Double", zh="双倍"), percent=200)
    budget = PROGRAMME.budget.model_copy(update={"from_revenue_minor": 100_000})
    return PROGRAMME.model_copy(update={"welcome_points": 0, "rules": (double,), "budget": budget})


async def asks(monkeypatch: pytest.MonkeyPatch, url: str, *words: str) -> Result:
    """An operator asks what points cost."""
    monkeypatch.setenv("JIFEN_DATABASE__URL", url)
    return await asyncio.to_thread(CliRunner().invoke, commands, ["cost", *words])


async def test_it_says_what_each_rule_costs_and_what_would_lower_it(
    store: Store, clock: StandingClock, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await buys(store, await joins(store), 100_000)
    clock.advance(MINUTE)
    await store.write(governor.book, 500, key=None)
    assert (await asks(monkeypatch, url)).stdout.splitlines() == [
        "In 30 days 2,000 points, worth 20.00 CNY: 2 % of 1000.00 CNY paid.",
        "  soft cap 3 %, hard cap 5 %; campaigns and surprises run at 100 %",
        "         1,000       1 %  base",
        "         1,000       1 %  double",
        "Without double it would be 1 %.",
    ]
    told = json.loads((await asks(monkeypatch, url, "--json")).stdout)
    assert (told["cost_bp"], told["knob"]["without_bp"], told["judged"]) == (200, 100, True)


async def test_it_says_when_there_is_too_little_to_judge(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await asks(monkeypatch, url)).stdout.splitlines() == [
        "In 30 days 0 points, worth 0.00 CNY: 0 % of 0.00 CNY paid.",
        "  soft cap 3 %, hard cap 5 %; campaigns and surprises run at 100 %; "
        "too little was paid to judge",
    ]
