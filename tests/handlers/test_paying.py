"""A bill that points pay a part of: who is here, who is asked, and what returns."""

import re

import pytest

from domain.calendar import MINUTE
from domain.members import token_of
from domain.programme import Programme
from tests.handlers.selling import REWARDS, TENNER, holds
from tests.handlers.town import ANN, BO, LIN, MEI, Town


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """A shop with vouchers for bills."""
    return programme.model_copy(update={"rewards": REWARDS})


async def scans(town: Town) -> str:
    """Bo scans the picture that Ann's card shows now; the screen."""
    token = await town.app.store.read(token_of, await town.member(ANN))
    return (await town.says(BO, f"/start u-{token}")).text


async def test_who_shows_a_fresh_card_pays_with_points_at_once(town: Town, card: str) -> None:
    await scans(town)
    await town.says(BO, "20")
    asked = await town.presses(BO, "Pay with points")
    assert "100 to 500: at most ¥5.00 of this bill" in asked.text
    summary = await town.presses(BO, "500 points · ¥5.00")
    assert summary.text.splitlines() == [
        "Ann · bronze",
        "¥20.00",
        "− ¥5.00 · 500 points",
        "¥15.00 to pay → +15 (¥0.15)",
    ]
    assert await town.points(ANN) == 0
    await town.presses_at_once(BO, "Confirm", 10)
    assert await town.points(ANN) == 15
    assert town.told(ANN, "Pay ¥") == []
    assert await town.audited()


async def test_who_is_not_seen_to_be_here_agrees_in_their_chat(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 20")
    await town.presses(BO, "Pay with points")
    waiting = await town.says(BO, "200")
    assert waiting.text.startswith("Ann was asked in the chat: 200 points (¥2.00)")
    assert "Confirm" not in waiting.labels
    early = await town.presses(BO, "Refresh")
    assert early.toasts == [town.text("toast-not-agreed-yet")]
    await town.presses(ANN, "Agree")
    assert len(town.told(BO, "Ann agreed.")) == 1
    summary = await town.presses(BO, "Go on")
    assert "− ¥2.00 · 200 points" in summary.text
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 300 + 18
    assert await town.audited()


async def test_who_says_no_keeps_every_point_and_the_sale_goes_on(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 20")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "200")
    await town.presses(ANN, "No")
    assert len(town.told(BO, "Ann said no.")) == 1
    assert await town.points(ANN) == 500
    summary = await town.presses(BO, "Go on")
    assert "¥20.00 → +20" in summary.text
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 520


@pytest.mark.parametrize("way", ["Cancel", "Without points"])
async def test_points_put_aside_return_with_the_sale_that_is_left(
    town: Town, card: str, way: str
) -> None:
    await town.says(BO, f"/sale {card} 20")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "200")
    assert await town.points(ANN) == 300
    left = await town.presses(BO, way)
    assert "200 points" in left.text + "".join(left.toasts)
    assert await town.points(ANN) == 500
    late = await town.presses(ANN, "Agree")
    assert late.alert


async def test_another_amount_gives_back_what_was_put_aside_for_the_first(
    town: Town, card: str
) -> None:
    await scans(town)
    await town.says(BO, "20")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "500")
    assert "¥8.00 → +8" in (await town.says(BO, "8")).text
    assert await town.points(ANN) == 500


async def test_what_was_put_aside_too_long_pays_nothing_and_says_so(town: Town, card: str) -> None:
    await scans(town)
    await town.says(BO, "20")
    await town.presses(BO, "Pay with points")
    summary = (await town.says(BO, "300")).screen
    await town.advance(11 * MINUTE)
    late = await town.presses(BO, "Confirm", summary)
    assert "ran out" in late.alert
    assert "¥20.00 → +20" in late.text
    assert await town.points(ANN) == 500
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 520


async def test_too_many_points_and_too_few_are_refused_before_anything_is_put_aside(
    town: Town, card: str
) -> None:
    await scans(town)
    await town.says(BO, "8")
    await town.presses(BO, "Pay with points")
    for said in ("0", "99", "-5", "1e3", "١٠٠", "401", "100.5", "9" * 30, "all"):
        refused = await town.says(BO, said)
        assert "Points pay" in refused.text, said
    assert await town.points(ANN) == 500
    assert "− ¥4.00 · 400 points" in (await town.says(BO, "400")).text


async def test_another_members_points_are_never_offered_for_the_bill(town: Town, card: str) -> None:
    await town.says(LIN, "/card")
    await scans(town)
    await town.says(BO, f"/sale {town.code(LIN)} 20")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "200")
    assert await town.points(ANN) == 500
    assert re.search("积分", town.heard(LIN)[-1].text)


async def test_leaving_by_a_command_gives_back_what_was_put_aside(town: Town, card: str) -> None:
    await scans(town)
    await town.says(BO, "20")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "300")
    assert "300 points that were put aside" in (await town.says(BO, "/cancel")).text
    assert await town.points(ANN) == 500


@pytest.mark.parametrize(
    "way", ["/sale", "/sale CARD", "/refund", "/find", "/today", "/start CARD"]
)
async def test_whatever_a_sale_is_left_for_what_it_had_put_aside_returns(
    town: Town, card: str, way: str
) -> None:
    await town.says(LIN, "/card")
    await scans(town)
    await town.says(BO, "20")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "300")
    assert await town.points(ANN) == 200
    prefix = "u-" if way.startswith("/start") else ""
    await town.says(BO, way.replace("CARD", prefix + town.code(LIN)))
    assert await town.points(ANN) == 500
    assert await town.audited()


async def test_a_bill_that_waits_for_a_second_person_keeps_its_points(
    town: Town, card: str
) -> None:
    await town.says(MEI, "/start")
    await town.says(BO, f"/sale {card} 5000.01")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "200")
    await town.presses(ANN, "Agree")
    await town.presses(BO, "Go on")
    await town.presses(BO, "Ask a manager")
    await town.says(BO, "/today")
    await town.advance(20 * MINUTE)
    assert await town.points(ANN) == 300
    await town.presses(MEI, "Approve")
    assert await town.points(ANN) == 300 + 4998
    assert await town.audited()


async def test_a_second_till_of_one_cashier_never_mixes_two_members(town: Town, card: str) -> None:
    await holds(town, TENNER)
    await town.says(LIN, "/card")
    lins = town.code(LIN)
    await town.says(BO, f"/sale {card} 50")
    first = town.newest(BO, "Use Ten off")
    await town.says(BO, f"/sale {lins} 50")
    for label in ("Use Ten off", "Pay with points", "Change", "Confirm"):
        old = await town.presses(BO, label, first)
        assert old.alert == town.text("refusal-screen-old"), label
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 400
    assert await town.points(LIN) == 550


async def test_an_answer_to_an_earlier_sale_changes_nothing_in_the_next(
    town: Town, card: str
) -> None:
    await town.says(BO, f"/sale {card} 20")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "200")
    await town.presses(ANN, "Agree")
    go_on = town.newest(BO, "Go on")
    await town.says(LIN, "/card")
    await town.says(BO, f"/sale {town.code(LIN)} 20")
    old = await town.presses(BO, "Go on", go_on)
    assert old.alert == town.text("refusal-screen-old")
    await town.presses(BO, "Confirm")
    assert await town.points(LIN) == 520
