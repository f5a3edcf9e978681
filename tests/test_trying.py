"""`bot.py try`, and the picture it draws."""

import asyncio
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import charts
from bot.charts import Labels
from bot.store import Store
from bot.trying import commands
from domain.earning.timemachine.outcome import Month
from tests.scene import buys, joins

Writes = Callable[[str], Path]
DRAFT = """
[[rules]]
kind = "bonus"
id = "thanks"
name = { en = "Thanks", zh = "谢谢" }
points = 50
min_minor = 10_000
starts = 2030-01-07
ends = 2030-01-13

[programme.earning]
undo_minutes = 5
"""


@pytest.fixture(autouse=True)
def _environment(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIFEN_DATABASE__URL", url)


@pytest.fixture
def writes(tmp_path: Path) -> Writes:
    """Writes a draft into a file."""

    def write(text: str) -> Path:
        file = tmp_path / "draft.toml"
        file.write_text(text)
        return file

    return write


@pytest.fixture
def draft(writes: Writes) -> Path:
    """A file with a draft."""
    return writes(DRAFT)


async def tries(*words: object) -> Result:
    """An operator runs the command beside the bot."""
    return await asyncio.to_thread(CliRunner().invoke, commands, [str(word) for word in words])


async def bought(store: Store) -> None:
    """Two purchases, one of them large enough."""
    ann = await joins(store)
    await buys(store, ann, 9_999)
    await buys(store, ann, 20_000)


async def test_a_draft_is_told_in_points_and_money_and_drawn(
    store: Store, draft: Path, tmp_path: Path
) -> None:
    await bought(store)
    done = await tries(draft, "--chart", tmp_path / "points.png")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [" ".join(line.split()) for line in done.stdout.splitlines()] == [
        "2 purchases from 2026-11-22 to 2026-11-22 by 1 members",
        "in force draft",
        "points 299 349",
        "worth, CNY 2.99 3.49",
        "of what was paid, % 0.99 1.16",
        "of the soft cap, % 33 38",
        "of the hard cap, % 19 23",
        "discounts, CNY 0.00 0.00",
        "Outstanding today would be +50 points, worth 0.50.",
        "Members who would have more: 1, less: 0, as many: 0.",
        "Most would go to one with 2 purchases of 299.99: 349 points, not 299.",
        "thanks is still to come: tried from 2026-11-16 to 2026-11-22.",
    ]
    assert size_of((tmp_path / "points.png").read_bytes()) == (1_000, 600)


@pytest.mark.usefixtures("store")
async def test_a_shop_without_purchases_is_told_so(draft: Path) -> None:
    assert (
        await tries(draft)
    ).stdout == "There are no purchases yet: import them, or wait for some.\n"


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("rules = 7", "rules: "),
        ("[[rules]]", "rules.0"),
        (DRAFT.replace("50", "-50"), "points"),
        (DRAFT.replace('"bonus"', '"bonu"'), "kind: there is no 'bonu'"),
        ("zone = { a = 1 }", "zone: "),
        ("programme = 7", "programme is no table"),
        ("rules =", "Invalid value"),
    ],
)
async def test_a_draft_that_does_not_hold_together_names_its_fault(
    writes: Writes, text: str, why: str
) -> None:
    done = await tries(writes(text))
    assert (done.exit_code, done.stdout, why in done.stderr) == (2, "", True)


def size_of(picture: bytes) -> tuple[int, int]:
    """The width and height of a PNG, in dots."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize(
    "labels", [Labels("Points", "now", "draft"), Labels("每月积分", "现行规则", "草案")]
)
@pytest.mark.parametrize("count", [1, 40])
def test_a_chart_fits_a_phone_however_many_months_it_has(labels: Labels, count: int) -> None:
    months = [Month(f"{2020 + each // 12}-{each % 12 + 1:02}", each, 0) for each in range(count)]
    assert size_of(charts.months(months, labels)) == (1_000, 600)
