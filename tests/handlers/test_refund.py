"""Money that goes back at the counter: whole, in part, after the points were spent, and undone."""

import pytest

from domain.calendar import DAY, MINUTE
from domain.members import token_of
from domain.programme import Counter, Limits, Programme
from tests.handlers.selling import CARD, REWARDS, TENNER, holds, sells
from tests.handlers.test_counter import NO_AMOUNTS
from tests.handlers.town import ANN, BO, LIN, MEI, Town


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """A shop with vouchers for bills, whose cashiers give back up to 100 alone."""
    limits = Limits(refund_minor=10_000)
    return programme.model_copy(update={"rewards": REWARDS, "counter": Counter(cashier=limits)})


async def test_a_part_is_shown_first_and_then_given_back(town: Town, card: str) -> None:
    receipt = await sells(town, card, "88.40")
    shown = await town.says(BO, f"/refund {receipt}")
    assert f"Ann · receipt {receipt}" in shown.text
    summary = await town.says(BO, "20")
    assert summary.text.splitlines() == [
        "¥20.00 of ¥88.40 go back to Ann.",
        "20 points are taken back.",
    ]
    done = await town.presses(BO, "Give back ¥20.00")
    assert done.toasts == [town.text("toast-refunded")]
    assert "¥20.00 back to Ann. Hand it over." in done.text
    assert await town.points(ANN) == 568
    assert "¥20.00 went back, ¥68.40 are left." in (await town.says(BO, f"/find {receipt}")).text
    assert await town.audited()


async def test_ten_confirms_at_once_give_back_once(town: Town, card: str) -> None:
    receipt = await sells(town, card, "88.40")
    await town.says(BO, f"/refund {receipt} 20")
    await town.presses_at_once(BO, "Give back ¥20.00", 10)
    assert await town.points(ANN) == 568
    assert "¥68.40 are left" in (await town.says(BO, f"/find {receipt}")).text


async def test_the_whole_in_parts_ends_where_the_whole_at_once_ends(town: Town, card: str) -> None:
    receipt = await sells(town, card, "88.40")
    for part in ("20.33", "0.07"):
        await town.says(BO, f"/refund {receipt} {part}")
        await town.presses(BO, f"Give back ¥{part}")
    await town.says(BO, f"/refund {receipt}")
    await town.presses(BO, "The whole ¥68.00")
    await town.presses(BO, "Give back ¥68.00")
    assert await town.points(ANN) == 500
    assert "All of it went back" in (await town.says(BO, f"/find {receipt}")).text
    assert (await town.says(BO, f"/refund {receipt} 1")).text == town.text("refusal-undone-already")
    assert await town.audited()


async def test_points_spent_since_are_owed_and_said_before(town: Town, card: str) -> None:
    receipt = await sells(town, card, "88.40")
    await sells(town, card, "12")
    for _ in range(6):
        await holds(town, TENNER)
    await town.says(BO, f"/refund {receipt}")
    summary = await town.presses(BO, "The whole ¥88.40")
    owed = "88 points of them were spent already: what is earned next pays them first."
    assert summary.text.splitlines()[1:] == ["88 points are taken back.", owed]
    done = await town.presses(BO, "Give back ¥88.40")
    assert done.text.splitlines()[1:] == summary.text.splitlines()[1:]
    assert "You owe 88 points" in (await town.says(ANN, "/points")).text
    assert await town.audited()


async def test_what_a_voucher_and_points_paid_returns_with_the_whole(town: Town, card: str) -> None:
    code = await holds(town, TENNER)
    token = await town.app.store.read(token_of, await town.member(ANN))
    await town.says(BO, f"/start u-{token}")
    await town.says(BO, "50")
    await town.presses(BO, "Use Ten off")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "100")
    sold = await town.presses(BO, "Confirm")
    receipt = sold.text.split("Receipt ")[1][:9]
    found = await town.says(BO, f"/find {receipt}")
    assert "− ¥10.00 by voucher" in found.text
    assert "− ¥1.00 by points" in found.text
    await town.presses(BO, "Refund")
    summary = await town.presses(BO, "The whole ¥39.00")
    assert summary.text.splitlines()[1:] == [
        "39 points are taken back.",
        "100 points that paid are theirs again.",
        "The voucher is open again.",
    ]
    done = await town.presses(BO, "Give back ¥39.00")
    assert done.text.splitlines()[1:] == summary.text.splitlines()[1:]
    assert await town.points(ANN) == 400
    assert "Open until" in (await town.says(BO, f"/voucher {code}")).text
    assert await town.audited()


async def test_more_than_is_left_is_refused(town: Town, card: str) -> None:
    receipt = await sells(town, card, "10")
    refused = await town.says(BO, f"/refund {receipt} 10.01")
    assert "¥10.00 at most" in refused.text
    assert "Give back ¥10.00" in (await town.says(BO, "10")).labels


async def test_what_is_no_amount_gives_nothing_back(town: Town, card: str) -> None:
    receipt = await sells(town, card, "88.40")
    await town.says(BO, f"/refund {receipt}")
    for amount, rule in NO_AMOUNTS:
        refused = await town.says(BO, amount)
        assert "Give back" not in "".join(refused.labels), (amount, rule)
    assert await town.points(ANN) == 588


async def test_above_the_limit_a_second_person_agrees_and_then_it_is_done(
    town: Town, card: str
) -> None:
    await town.says(MEI, "/start")
    receipt = await sells(town, card, "100.01")
    await town.says(BO, f"/refund {receipt}")
    summary = await town.presses(BO, "The whole ¥100.01")
    assert "Above ¥100.00: a manager has to agree." in summary.text
    sent = await town.presses(BO, "Ask a manager")
    assert sent.toasts == [town.text("toast-sent")]
    assert await town.points(ANN) == 600
    done = await town.presses(MEI, "Approve")
    assert "a refund of ¥100.01 to Ann" in done.text
    assert await town.points(ANN) == 500
    await town.until(lambda: bool(town.told(BO, "Hand the money over.")))
    assert await town.audited()


async def test_what_went_back_whole_is_shown_and_nothing_more_is_asked(
    town: Town, card: str
) -> None:
    receipt = await sells(town, card, "10")
    await town.says(BO, f"/refund {receipt} 10")
    await town.presses(BO, "Give back ¥10.00")
    for said in (f"/refund {receipt}", f"/find {receipt}"):
        shown = await town.says(BO, said)
        assert shown.text.splitlines()[-1].startswith("All of it went back"), said
        assert shown.labels == ["Purchases", "Card"]


async def test_a_refund_is_refused_after_its_days(town: Town, card: str) -> None:
    receipt = await sells(town, card, "10")
    await town.advance(30 * DAY + MINUTE)
    await town.says(BO, f"/refund {receipt} 10")
    late = await town.presses(BO, "Give back ¥10.00")
    assert late.alert == town.text("refusal-refund-too-late", days=30)


async def test_a_summary_that_was_left_gives_nothing_back(town: Town, card: str) -> None:
    receipt = await sells(town, card, "10")
    await town.says(BO, f"/refund {receipt} 5")
    summary = town.newest(BO, "Give back ¥5.00")
    await town.says(BO, "/cancel")
    late = await town.presses(BO, "Give back ¥5.00", summary)
    assert late.alert == town.text("refusal-screen-old")
    assert await town.points(ANN) == 510


async def test_the_newest_purchases_are_found_on_the_card(town: Town, card: str) -> None:
    for amount in range(1, 7):
        await sells(town, card, str(amount))
    await town.says(BO, f"/find {card}")
    listed = await town.presses(BO, "Purchases")
    assert next(label for label in listed.labels if "today" in label).endswith("¥6.00")
    assert "2/2" in (await town.presses(BO, "▶")).labels
    await town.presses(BO, next(b for b in town.heard(BO)[-1].keyboard[0]).text)
    await town.presses(BO, "Undo +2")
    assert await town.points(ANN) == 500 + 21 - 2


async def test_a_gift_card_that_paid_everything_is_full_again(town: Town, card: str) -> None:
    code = await holds(town, CARD)
    await town.says(BO, f"/voucher {code}")
    await town.says(BO, "30")
    sold = await town.presses(BO, "Confirm")
    receipt = sold.text.split("Receipt ")[1][:9]
    await town.says(BO, f"/refund {receipt}")
    await town.presses(BO, "The whole ¥0.00")
    await town.presses(BO, "Give back ¥0.00")
    assert "¥50.00 left" in (await town.says(BO, f"/voucher {code}")).text


async def test_a_cashier_never_refunds_their_own_card(town: Town, card: str) -> None:
    await town.says(BO, "/start")
    await town.presses(BO, "My own card")
    await town.says(BO, "/card")
    own = town.code(BO)
    await town.says(MEI, f"/sale {own} 10")
    sold = await town.presses(MEI, "Confirm")
    receipt = sold.text.split("Receipt ")[1][:9]
    await town.says(BO, f"/refund {receipt} 10")
    refused = await town.presses(BO, "Give back ¥10.00")
    assert "own card" in refused.alert
    assert await town.points(BO) == 510


async def test_a_refund_reads_well_in_chinese(town: Town, card: str) -> None:
    await town.says(LIN, "/card")
    receipt = await sells(town, town.code(LIN), "88.40")
    await town.says(BO, "/settings")
    await town.presses(BO, "中文")
    summary = await town.says(BO, f"/refund {receipt} 20")
    assert summary.text.splitlines() == ["¥88.40 里退 ¥20.00 给 小林。", "收回 20 积分。"]
