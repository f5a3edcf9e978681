"""What is no amount moves nothing, wherever it is said: commands, dialogs, the page, files."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.importing.reading import Faults, read
from bot.importing.records import records
from domain.calendar import HOUR
from domain.programme import Limits, Programme
from tests.clock import DAY_ONE
from tests.handlers.planning import answers
from tests.handlers.selling import REWARDS, sells
from tests.handlers.shelving import names, picks, shelf
from tests.handlers.town import ANN, BO, MEI, Town
from tests.http.till import Till
from tests.scene import PROGRAMME
from tests.silly import NO_AMOUNTS, NO_POINTS

# An amount of nothing is no text at all in a chat, and asks for one.
TYPED = [each for each in NO_AMOUNTS if each.strip()]
TYPED_POINTS = [each for each in NO_POINTS if each.strip()]
# A dialog reads as its command does: some of it is enough to see that.
SOME = 5


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Cashiers may do everything at the counter."""
    limits = Limits(sale_minor=100_000, refund_minor=100_000, make_good_points=200)
    counter = programme.counter.model_copy(update={"cashier": limits})
    return programme.model_copy(update={"counter": counter, "rewards": REWARDS})


@pytest.fixture(autouse=True)
def _no_trace(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """None of it is a fault of ours."""
    yield
    logged = caplog.get_records("call")
    assert [r.getMessage() for r in logged if r.levelno >= logging.ERROR] == []


async def is_refused(town: Town, said: list[str], *begun: str, goes_on: str) -> None:
    """Said after what begins it, none of it comes to the button with which it would go on."""
    for text in said:
        for step in begun[:-1]:
            await town.says(BO, step)
        shown = await town.says(BO, f"{begun[-1]}{text}")
        assert not any(goes_on in label for label in shown.labels), text


async def test_at_a_command_or_in_its_dialog_nothing_is_sold(town: Town, card: str) -> None:
    await is_refused(town, TYPED, f"/sale {card} ", goes_on="Confirm")
    await is_refused(town, TYPED[::SOME], f"/sale {card}", "", goes_on="Confirm")
    assert await town.points(ANN) == 500
    assert await town.audited()


async def test_nothing_goes_back(town: Town, card: str) -> None:
    receipt = await sells(town, card, "88.40")
    await is_refused(town, TYPED, f"/refund {receipt} ", goes_on="Give back")
    await is_refused(town, TYPED[::SOME], f"/refund {receipt}", "", goes_on="Give back")
    assert await town.points(ANN) == 588


async def test_nothing_is_made_good(town: Town, card: str) -> None:
    asked = "How many points"
    for said in TYPED_POINTS:
        assert (await town.says(BO, f"/makegood {card} {said}")).text.startswith(asked), said
    for said in TYPED_POINTS[::SOME]:
        assert (await town.says(BO, said)).text.startswith(asked), said
    assert await town.points(ANN) == 500


async def test_nothing_is_put_aside(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 20")
    await town.presses(BO, "Pay with points")
    for said in TYPED_POINTS:
        assert (await town.says(BO, said)).labels == ["Cancel"], said
    assert await town.points(ANN) == 500


async def test_nothing_comes_into_the_catalogue(town: Town) -> None:
    # `+5` and `5%` are read as 5 there, and shown before anything is put.
    said_wrong = [each for each in TYPED_POINTS if each not in ("+5", "5%")]
    await picks(town, "goods")
    priced = await names(town)
    for said in said_wrong:
        assert (await town.says(MEI, said)).labels == priced.labels, said
    stocked = await town.says(MEI, "250")
    for said in said_wrong:
        assert (await town.says(MEI, said)).labels == stocked.labels, said
    await answers(town, "10", "Skip", "Skip", "Put on the shelf")
    assert (shelf(town)["honey"].points, shelf(town)["honey"].stock) == (250, 10)


async def test_the_page_sets_all_of_it_aside(town: Town, till: Till, card: str) -> None:
    before = await town.points(ANN)
    said = [each for each in NO_AMOUNTS if len(each) <= 32]
    for number in range(0, len(said), 50):
        entries = [till.writes(card, amount) for amount in said[number : number + 50]]
        taken = await till.hands_in(*entries)
        assert {(each["state"], each["why"]) for each in taken} == {("conflict", "AmountRefused")}
        await town.advance(HOUR)
    assert await town.points(ANN) == before


async def test_the_page_cannot_say_another_kind_of_amount(
    town: Town, till: Till, card: str
) -> None:
    entry = json.loads(till.writes(card, "5")["text"])
    for amount in (5, 5.5, -5, None, True, [5], {"amount": "5"}, "9" * 33, 10**400):
        status, told = await till.asks(till.signs(json.dumps(entry | {"amount": amount})))
        assert (status, told["error"]) == (400, "Unreadable"), amount
    assert await town.points(ANN) == 500


@pytest.mark.parametrize("said", [each for each in NO_AMOUNTS if each.strip("0.")])
def test_no_file_brings_it(tmp_path: Path, said: str) -> None:
    """What is nothing may stand in a file of the past: it was given away."""
    file = tmp_path / "purchases"
    row = {"receipt": "1", "member": "anna", "time": "1997-01-01", "amount": said}
    file.write_text(json.dumps([row]))
    faults = Faults()
    found = list(read(records(file), PROGRAMME, DAY_ONE, faults))
    assert found == []
    assert len(faults.shown) == 1
