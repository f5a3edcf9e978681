"""A visit: who is in the shop has its code of the day, and gets points once a day."""

import pytest

from domain import counter
from domain.calendar import DAY
from tests.handlers.town import ANN, LIN, Town
from tests.scene import SHOP

WRONG = "not a code"


async def code(town: Town) -> str:
    """Today's code."""
    return await town.app.store.read(counter.visit_code, SHOP)


async def test_the_code_of_the_day_gives_points_once(town: Town) -> None:
    await town.says(ANN, "/start")
    came = await town.says(ANN, f"/visit {await code(town)}")
    assert came.html == "<b>+5</b> for your visit. You have 505 points."
    again = await town.says(ANN, f"/visit {await code(town)}")
    assert again.text == town.text("refusal-limit-reached", limit=1, per="day")
    yesterdays = await code(town)
    await town.advance(DAY)
    assert (await town.says(ANN, f"/visit {yesterdays}")).text == town.text("refusal-visit-unknown")
    await town.says(ANN, f"/visit {await code(town)}")
    assert await town.points(ANN) == 510


async def test_the_history_and_why_know_a_visit(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, f"/visit {await code(town)}")
    assert "+5 visit · 505" in (await town.says(ANN, "/history")).text
    assert "+5" in (await town.says(ANN, "/why")).text


async def test_without_a_code_it_is_asked_for(town: Town) -> None:
    await town.says(LIN, "/start")
    asked = await town.says(LIN, "到店")
    assert asked.text == town.text("visit-which", "zh")
    came = await town.says(LIN, await code(town))
    assert came.text == "到店 +5，你有 505 积分。"
    await town.says(LIN, "/visit")
    again = await town.says(LIN, await code(town))
    assert again.text == town.text("refusal-limit-reached", "zh", limit=1, per="day")
    assert (await town.says(LIN, "/cancel")).text == town.text("nothing-to-cancel", "zh")


async def test_who_scans_the_code_and_is_no_member_yet_joins_with_it(town: Town) -> None:
    payload = f"visit_{await code(town)}"
    await town.says(ANN, f"/start {payload}")
    assert town.told(ANN, "A welcome gift")
    assert town.told(ANN, "for your visit")
    assert await town.points(ANN) == 505


async def test_who_has_no_card_is_offered_one(town: Town) -> None:
    refused = await town.says(ANN, f"/visit {await code(town)}")
    assert refused.text == town.text("refusal-not-a-member")


async def test_nobody_tries_all_the_codes(town: Town) -> None:
    await town.says(ANN, "/start")
    for _ in range(5):
        await town.says(ANN, f"/visit {WRONG}")
    late = await town.says(ANN, f"/visit {await code(town)}")
    assert late.text != town.text("refusal-unknown-code")
    assert await town.points(ANN) == 500


@pytest.mark.parametrize("text", ["", "０１２３４５６", "💳", "-1", "9" * 400])
async def test_no_silly_code_is_a_visit(town: Town, text: str) -> None:
    await town.says(ANN, "/start")
    await town.says(ANN, f"/visit {text}")
    assert await town.points(ANN) == 500
