"""Real purchases: eighteen months of CDNOW's, imported, and three drafts tried on them."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from bot.importing.importing import check, write
from bot.keeping.progress import Progress
from bot.store import Store
from bot.trying import try_draft
from domain.earning.timemachine.drafts import laid_over
from domain.programme import Programme, Surprise
from tests.domain.test_replay import named
from tests.domain.test_timemachine import unseen
from tests.faults.place import LONG
from tests.keeping.conftest import said
from tests.scene import SHOP, UNCAPPED

FILE = Path(__file__).parents[2] / "shared" / "data" / "cdnow" / "CDNOW_master.txt"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason=f"{FILE.name} is not on this machine")
ONE_TIER = Programme(surprise=Surprise(purchase_percent=0), budget=UNCAPPED)
# One customer in so many; the whole file takes its time.
PART = 1 if LONG else 10
BONUS = named("bonus", points=5, min_minor=5_000)
WEEKEND = named("multiplier", percent=200, weekdays=["sat", "sun"])
FIRST = named("first-order", percent=200)


@dataclass(frozen=True)
class Line:
    """A line of the master file: who bought when, and for how many cents."""

    number: int
    customer: str
    day: date
    cents: int


def lines() -> list[Line]:
    """The file's lines: each is a purchase, also where two say the same."""
    found = []
    for number, line in enumerate(FILE.read_text().splitlines()[1:], 1):
        customer, day, _, amount = line.split()
        cents = int(amount.replace(".", ""))
        found.append(Line(number, customer, date.fromisoformat(day), cents))
    return [line for line in found if int(line.customer) % PART == 0]


def converted(bought: list[Line], path: Path) -> Path:
    """The lines as the import reads them; each has its number as its receipt."""
    rows = [
        f"{line.number},{line.customer},{line.day},{line.cents // 100}.{line.cents % 100:02},\n"
        for line in bought
    ]
    path.write_text("".join(["receipt,member,time,amount,category\n", *rows]))
    return path


@pytest.fixture(scope="module")
def bought() -> list[Line]:
    return lines()


@pytest.fixture
def programme() -> Programme:
    return ONE_TIER


@pytest.fixture
def quiet() -> Progress:
    """Nobody watches."""
    return Progress(Console(file=io.StringIO()))


async def imported(store: Store, file: Path, progress: Progress) -> tuple[int, int]:
    """Imports a file; how many purchases and members were new."""
    checked = await check(store, store.programme, file, SHOP, progress)
    taken = await write(store, checked, SHOP, False, progress)
    return taken.new, taken.members


async def test_all_of_it_comes_in_once_and_three_drafts_are_tried_on_it(
    store: Store, url: str, bought: list[Line], tmp_path: Path, quiet: Progress
) -> None:
    file, people = converted(bought, tmp_path / "cdnow.csv"), {line.customer for line in bought}
    assert await imported(store, file, quiet) == (len(bought), len(people))
    assert await imported(store, file, quiet) == (0, 0)
    before = said(url)
    bonus, weekend, first = [
        await try_draft(store, laid_over(ONE_TIER, {"rules": [rule]}), unseen)
        for rule in (BONUS, WEEKEND, FIRST)
    ]
    assert said(url) == before
    assert [outcome.extent.purchases for outcome in (bonus, weekend, first)] == [len(bought)] * 3
    assert bonus.now.paid == sum(line.cents for line in bought)
    assert bonus.now.points == sum(line.cents // 100 for line in bought)
    large = [line for line in bought if line.cents >= 5_000]
    assert (bonus.points, bonus.winners) == (
        5 * len(large),
        len({line.customer for line in large}),
    )
    assert weekend.points == sum(line.cents // 100 for line in bought if line.day.isoweekday() > 5)
    firsts: dict[str, Line] = {}
    for line in sorted(bought, key=lambda line: (line.day, line.number)):
        firsts.setdefault(line.customer, line)
    assert first.points == sum(line.cents // 100 for line in firsts.values())


def test_the_file_is_the_one_that_was_published(bought: list[Line]) -> None:
    if not LONG:
        pytest.skip("only a part is read here")
    assert (len(bought), len({line.customer for line in bought})) == (69_659, 23_570)
    assert sum(line.cents for line in bought) == 250_031_563
    assert sum(line.cents == 0 for line in bought) == 80
    told = FILE.read_text().splitlines()[1:]
    assert len(told) - len(set(told)) == 255
