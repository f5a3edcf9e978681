"""A manager calls an event off in the chat; whoever held a seat is told, and has the points."""

import pytest

from domain import rewards
from domain.calendar import MINUTE
from domain.programme import Programme
from tests.handlers.planning import answers, data
from tests.handlers.town import ANN, LIN, MEI, Town
from tests.kinds import CONCERT
from tests.scene import fresh_key

EVENT = CONCERT.model_copy(update={"stock": 5})


@pytest.fixture
def programme(programme: Programme) -> Programme:
    return programme.model_copy(update={"rewards": (*programme.rewards, EVENT)})


@pytest.fixture(autouse=True)
async def seats(town: Town) -> None:
    """Ann and Lin book a seat each."""
    for person in (ANN, LIN):
        await town.says(person, "/start")
        member, store = await town.member(person), town.app.store
        seen = await store.read(rewards.offer, member, EVENT.id)
        await store.write(rewards.redeem, member, EVENT.id, seen.mark, key=fresh_key())


async def opens(town: Town) -> None:
    """The manager opens the concert's screen."""
    await town.says(MEI, "/catalogue")
    await town.presses(MEI, "● Concert · 40 · 3 left")


async def test_calling_off_says_what_goes_back_and_asks_once(town: Town) -> None:
    await opens(town)
    asked = await town.presses(MEI, "Call off")
    assert asked.text == (
        "Call Concert off for good? 2 seats go back, with 80 points; their holders are told."
    )
    done = await town.presses(MEI, "Call it off")
    assert done.toasts == [town.text("toast-catalogue-called-off")]
    assert "✕ called off" in done.text
    assert done.labels == ["Copy", "Remove", "Back"]
    await town.advance(MINUTE)
    await town.settled()
    assert len(town.told(ANN, "</b> is called off. 40 points are back")) == 1
    assert len(town.told(LIN, "</b>取消了。40 积分已退回")) == 1
    assert "Concert" not in " ".join((await town.says(ANN, "/rewards")).labels)
    record = await town.says(MEI, "/record")
    assert "called off the event concert" in record.text
    assert await town.audited()


async def test_ten_presses_call_off_once(town: Town) -> None:
    await opens(town)
    await town.presses(MEI, "Call off")
    press = data(town, "Call it off")
    for _ in range(10):
        await town.forges(MEI, press)
    acts = await town.says(MEI, "/record")
    assert acts.text.count("called off the event") == 1


async def test_the_day_stays_while_seats_are_booked(town: Town) -> None:
    await opens(town)
    await answers(town, "Edit", "When: 2026-12-01 19:00")
    await town.says(MEI, "2026-12-02 19:00")
    refused = await town.presses(MEI, "Save")
    assert refused.alert == town.text("refusal-seats-booked", held=2)
