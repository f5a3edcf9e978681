"""Points for what went wrong: with a reason that the member reads, within a day's limit."""

import pytest

from domain.calendar import DAY, MINUTE
from domain.programme import Counter, Limits, Programme
from tests.handlers.town import ANN, BO, MEI, Town


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Who may give 200 points a day alone."""
    limits = Limits(make_good_points=200)
    return programme.model_copy(update={"counter": Counter(cashier=limits, support=limits)})


async def gives(town: Town, card: str, points: str, reason: str = "The tea was cold") -> None:
    """Bo gives points for a reason."""
    await town.says(BO, f"/makegood {card}")
    await town.says(BO, points)
    await town.says(BO, reason)
    await town.presses(BO, f"Give {points} points")


async def test_points_and_reason_are_shown_and_given_once(town: Town, card: str) -> None:
    asked = await town.says(BO, f"/makegood {card}")
    assert asked.text.splitlines() == [
        "How many points for Ann?",
        "200 points are left to give today; above that a manager agrees.",
    ]
    await town.presses(BO, "50")
    summary = await town.says(BO, "The <b>tea</b> was cold")
    assert summary.text.splitlines() == [
        "+50 (¥0.50) for Ann",
        "The <b>tea</b> was cold",
        "Leaves 150 points for today.",
    ]
    await town.presses_at_once(BO, "Give 50 points", 10)
    assert await town.points(ANN) == 550
    assert len(town.told(ANN, "The &lt;b&gt;tea&lt;/b&gt; was cold")) == 1
    assert await town.audited()


async def test_it_starts_from_a_card_too_and_is_undone(town: Town, card: str) -> None:
    await town.says(BO, f"/find {card}")
    await town.presses(BO, "Make good")
    await town.says(BO, "120")
    await town.says(BO, "Waited half an hour")
    await town.presses(BO, "Give 120 points")
    undone = await town.presses(BO, "Undo")
    assert "120 points taken back from Ann" in undone.text
    assert await town.points(ANN) == 500
    assert "200 points are left" in (await town.says(BO, f"/makegood {card}")).text
    assert await town.audited()


async def test_code_and_points_go_straight_to_the_reason(town: Town, card: str) -> None:
    assert "+50" not in (await town.says(BO, f"/makegood {card} many")).text
    asked = await town.says(BO, f"/makegood {card} 50")
    assert asked.text == "50 points (¥0.50). What for? The member reads it."


async def test_undo_is_refused_after_ten_minutes(town: Town, card: str) -> None:
    await gives(town, card, "50")
    await town.advance(10 * MINUTE + 1)
    late = await town.presses(BO, "Undo")
    assert late.alert == town.text("refusal-undo-too-late", minutes=10)


async def test_what_is_no_number_of_points_is_asked_for_again(town: Town, card: str) -> None:
    for said in ("0", "-5", "1e3", "5.5", "１００", "٥٠", "9" * 12, "many"):
        await town.says(BO, f"/makegood {card}")
        asked = await town.says(BO, said)
        assert asked.text.startswith("How many points"), said
    await town.says(BO, "50")
    assert "200 letters" in (await town.says(BO, "x" * 201)).text
    assert "Give 50 points" in (await town.says(BO, "points")).labels
    assert await town.points(ANN) == 500


async def test_above_the_days_limit_a_manager_agrees(town: Town, card: str) -> None:
    await town.says(MEI, "/start")
    await gives(town, card, "150")
    await town.says(BO, f"/makegood {card}")
    await town.says(BO, "51")
    summary = await town.says(BO, "Cake on the floor")
    assert "Above the 50 points left to give today: a manager has to agree." in summary.text
    sent = await town.presses(BO, "Ask a manager")
    assert sent.toasts == [town.text("toast-sent")]
    assert await town.points(ANN) == 650
    await town.presses(MEI, "Approve")
    assert await town.points(ANN) == 701
    assert len(town.told(ANN, "Cake on the floor")) == 1
    await town.advance(DAY)
    await gives(town, card, "200")


async def test_support_gives_points_and_sells_nothing(town: Town, card: str) -> None:
    town.changes("staff", cashiers=(), support=(BO,))
    await town.reopens()
    home = await town.says(BO, "/start")
    assert home.labels == ["Find", "Make good", "My own card"]
    opened = await town.says(BO, f"/find {card}")
    assert opened.labels[:2] == ["Purchases", "Make good"]
    assert "How much" not in opened.text
    await gives(town, card, "200")
    assert await town.points(ANN) == 700
    assert (await town.says(BO, f"/sale {card} 10")).text == town.text("refusal-not-allowed")


async def test_nobody_makes_good_to_themselves(town: Town) -> None:
    await town.says(BO, "/start")
    await town.presses(BO, "My own card")
    await town.says(BO, "/card")
    await town.says(BO, f"/makegood {town.code(BO)}")
    await town.says(BO, "50")
    await town.says(BO, "I deserve it")
    refused = await town.presses(BO, "Give 50 points")
    assert refused.alert == town.text("refusal-own-purchase")
    assert await town.points(BO) == 500


async def test_a_reason_that_was_replaced_gives_nothing(town: Town, card: str) -> None:
    await town.says(BO, f"/makegood {card}")
    await town.says(BO, "50")
    await town.says(BO, "One reason")
    first = town.newest(BO, "Give 50 points")
    await town.says(BO, "Another reason")
    old = await town.presses(BO, "Give 50 points", first)
    assert old.alert == town.text("refusal-screen-old")
    assert await town.points(ANN) == 500
