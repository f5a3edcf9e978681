"""What only staff and owners may do, and what it brings others who try."""

import logging

import pytest

from tests.handlers.town import ANN, BO, LIN, Town


async def test_a_member_who_sends_a_staff_command_is_refused_and_logged(
    town: Town, card: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for command in (f"/sale {card} 10", f"/find {card}", "/voucher X", "/broadcast", "/stats"):
            refused = await town.says(ANN, command)
            assert refused.text == town.text("refusal-not-allowed")
            assert command.split()[0][1:] in caplog.text
    assert (await town.says(LIN, "/sale X 1")).text == town.text("refusal-not-allowed", "zh")
    assert str(ANN) not in caplog.text


async def test_a_cashier_who_sends_an_owners_command_is_refused(town: Town) -> None:
    for command in ("/broadcast", "/stats"):
        assert (await town.says(BO, command)).text == town.text("refusal-not-allowed")


async def test_staff_buttons_in_other_hands_do_nothing_and_are_logged(
    town: Town, card: str, caplog: pytest.LogCaptureFixture
) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    data = town.newest(BO, "Confirm").button("Confirm").data
    assert data is not None
    with caplog.at_level(logging.WARNING):
        borrowed = await town.forges(ANN, data)
    assert borrowed.alert == town.text("toast-old-button")
    assert "forged" in caplog.text
    assert await town.points(ANN) == 500


async def test_a_demoted_cashiers_old_buttons_do_nothing(
    town: Town, card: str, caplog: pytest.LogCaptureFixture
) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    town.changes("staff", cashiers=())
    await town.reopens()
    with caplog.at_level(logging.WARNING):
        refused = await town.presses(BO, "Confirm")
    assert refused.alert == town.text("refusal-not-allowed")
    assert "sale-ok" in caplog.text
    assert await town.points(ANN) == 500


async def test_a_demoted_cashiers_open_dialog_credits_nothing(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card}")
    town.changes("staff", cashiers=())
    await town.reopens()
    answered = await town.says(BO, "10")
    assert "Confirm" not in answered.labels
    assert answered.text
    # Nobody is stuck in what they may no longer do.
    await town.says(BO, "/start")
    assert (await town.says(BO, "points")).html.startswith("<b>500 points</b>")


async def test_a_members_scan_of_a_card_shows_nothing_of_it(town: Town, card: str) -> None:
    opened = await town.says(LIN, f"/start u-{card.replace('-', '')}")
    assert "Ann" not in opened.text
    assert opened.html.startswith("<b>500 积分</b>")
