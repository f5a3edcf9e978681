"""Each preset starts, holds together, earns, and costs what its page says."""

import re
from pathlib import Path

import pytest

from bot.settings import Faults, Settings, load
from bot.store import Store
from domain import earning
from domain.adoption import warnings
from domain.programme import Programme
from domain.programme.contradictions import tier_costs
from tests.clock import DAY_ONE
from tests.scene import CASHIER, fresh_key, joins, points

ROOT = Path(__file__).parents[1]
PRESETS = sorted(file.stem for file in (ROOT / "presets").glob("*.toml"))
PAGES = ROOT / "docs" / "presets"


@pytest.fixture(params=PRESETS)
def name(request: pytest.FixtureRequest) -> str:
    """Each preset in turn."""
    return str(request.param)


@pytest.fixture
def settings(name: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings as `JIFEN_SETTINGS=presets/….toml make run` reads them."""
    monkeypatch.setenv("JIFEN_SETTINGS", str(ROOT / "presets" / f"{name}.toml"))
    return load()


@pytest.fixture
def programme(settings: Settings) -> Programme:
    """The shop of this test is the preset's."""
    return settings.programme


def percent(basis_points: int) -> str:
    """A cost as the pages write it: `3.5 %`."""
    return f"{basis_points / 100:g} %"


def test_each_preset_has_its_page() -> None:
    assert sorted(file.stem for file in PAGES.glob("*.md")) == sorted(["README", *PRESETS])


def test_check_has_nothing_to_say_to_it(programme: Programme) -> None:
    assert list(warnings(programme, DAY_ONE)) == []


def test_its_page_says_what_it_costs(name: str, programme: Programme) -> None:
    costs = tier_costs(programme)
    page = (PAGES / f"{name}.md").read_text("utf-8")
    assert re.findall(r"\*\*It costs\*\* \*\*([\d.]+ %)\*\*", page) == [percent(max(costs))]
    row = next(
        line
        for line in (PAGES / "README.md").read_text("utf-8").splitlines()
        if line.startswith(f"| [{name}]({name}.md) |")
    )
    assert row.endswith(f"| {percent(costs[0])} | {percent(max(costs))} |")


async def test_a_member_joins_and_a_purchase_earns(store: Store, settings: Settings) -> None:
    ann = await joins(store)
    assert await points(store, ann) == settings.programme.welcome_points
    bought = await store.write(
        earning.credit, ann, 10_000, settings.staff.shop, None, CASHIER, key=fresh_key()
    )
    assert bought.points > 0
    assert await points(store, ann) == settings.programme.welcome_points + bought.points + (
        bought.surprise
    )


def test_three_cards_start_only_because_the_cap_is_raised_on_purpose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised = (ROOT / "presets" / "three-cards.toml").read_text("utf-8")
    usual = tmp_path / "usual.toml"
    usual.write_text(raised.replace("hard_percent = 15", "").replace("soft_percent = 12", ""))
    monkeypatch.setenv("JIFEN_SETTINGS", str(usual))
    with pytest.raises(Faults, match=r"budget\.hard_percent \(5\): tier silver costs 7 %"):
        load()


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIFEN_SETTINGS", str(tmp_path / "cinma.toml"))
    with pytest.raises(Faults, match=r"JIFEN_SETTINGS: there is no file .*cinma\.toml"):
        load()


@pytest.mark.parametrize(
    ("earned", "tier"),
    [
        *((0, "normal"), (500, "normal"), (501, "silver"), (2_000, "silver"), (2_001, "gold")),
        *((3_000, "gold"), (5_000, "gold"), (5_001, "diamond")),
    ],
)
@pytest.mark.parametrize("name", ["restaurant"])
def test_the_ladder_of_four_begins_each_tier_where_it_says(
    programme: Programme, earned: int, tier: str
) -> None:
    assert programme.tier_at(earned).id == tier
