"""Bills that a voucher takes something off: scanned, picked, too small, empty, or gone since."""

import pytest

from domain import rewards
from domain.programme import Limits, Programme
from domain.tx import Tx
from tests.handlers.selling import CARD, FIFTH, REWARDS, TENNER, holds
from tests.handlers.town import ANN, BO, MEI, Town


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """A shop with vouchers for bills."""
    return programme.model_copy(update={"rewards": REWARDS})


async def test_a_scanned_voucher_opens_the_sale_it_takes_off(town: Town, card: str) -> None:
    code = await holds(town, TENNER)
    opened = await town.says(BO, f"/start v-{code.replace('-', '')}")
    assert opened.text.splitlines()[0] == "Ten off · Ann"
    summary = await town.says(BO, "50")
    assert summary.text.splitlines() == [
        "Ann · bronze",
        "¥50.00",
        "− ¥10.00 · Ten off",
        "¥40.00 to pay → +40 (¥0.40)",
    ]
    await town.presses_at_once(BO, "Confirm", 10)
    assert await town.points(ANN) == 440
    assert "Used" in (await town.says(BO, f"/voucher {code}")).text
    assert await town.audited()


async def test_an_open_voucher_is_offered_on_the_card_and_on_the_summary(
    town: Town, card: str
) -> None:
    await holds(town, FIFTH)
    opened = await town.says(BO, f"/sale {card}")
    assert "Use A fifth off" in opened.labels
    assert "Use A fifth off" in (await town.says(BO, "10")).labels
    assert "− ¥2.00 · A fifth off" in (await town.presses(BO, "Use A fifth off")).text


async def test_the_fullest_summary_has_six_lines(town: Town, card: str) -> None:
    rules = town.settings.programme
    strict = {
        "budget": rules.budget.model_copy(update={"month_points": 20}),
        "counter": rules.counter.model_copy(update={"cashier": Limits(sale_minor=5_000)}),
    }
    town.settings = town.settings.model_copy(update={"programme": rules.model_copy(update=strict)})
    await town.reopens()
    code = await holds(town, TENNER)
    await town.says(BO, f"/voucher {code}")
    await town.says(BO, "60")
    await town.presses(BO, "Pay with points")
    await town.says(BO, "100")
    await town.presses(ANN, "Agree")
    full = (await town.presses(BO, "Go on")).text.splitlines()
    assert full[:4] == ["Ann · bronze", "¥60.00", "− ¥10.00 · Ten off", "− ¥1.00 · 100 points"]
    assert full[5].startswith("That’s the most that a member can earn")
    assert full[5].endswith("Above ¥50.00: a manager has to agree.")
    assert len(full) == 6


async def test_a_bill_too_small_for_a_voucher_goes_on_without_it(town: Town, card: str) -> None:
    code = await holds(town, TENNER)
    await town.says(BO, f"/voucher {code}")
    refused = await town.says(BO, "19.99")
    assert len(town.told(BO, "takes nothing off this bill")) == 1
    assert "¥19.99 → +19" in refused.text
    assert "Use Ten off" not in refused.labels


async def test_a_gift_card_pays_bill_after_bill_down_to_nothing(town: Town, card: str) -> None:
    code = await holds(town, CARD)
    for amount, left in (("30", "¥20.00"), ("50", None)):
        await town.says(BO, f"/voucher {code}")
        await town.says(BO, amount)
        await town.presses(BO, "Confirm")
        checked = await town.says(BO, f"/voucher {code}")
        assert (f"{left} left" in checked.text) if left else ("Used" in checked.text)
    assert await town.points(ANN) == 400 + 0 + 30
    assert await town.audited()


async def test_a_bill_that_a_voucher_pays_whole_earns_nothing_and_is_undone_whole(
    town: Town, card: str
) -> None:
    code = await holds(town, CARD)
    await town.says(BO, f"/voucher {code}")
    assert "¥0.00 to pay → 0" in (await town.says(BO, "50")).text
    await town.presses(BO, "Confirm")
    undone = await town.presses(BO, "Undo")
    assert "The voucher is open again." in undone.text
    assert "¥50.00 left" in (await town.says(BO, f"/voucher {code}")).text
    assert await town.audited()


async def test_a_voucher_used_at_another_till_meanwhile_is_said_and_left_out(
    town: Town, card: str
) -> None:
    await holds(town, TENNER)
    await town.says(BO, f"/sale {card} 50")
    await town.presses(BO, "Use Ten off")
    summary = town.newest(BO, "Confirm")
    await town.app.store.write(_cancels, await town.member(ANN), key="elsewhere")
    late = await town.presses(BO, "Confirm", summary)
    assert "given back" in late.alert
    assert "¥50.00 → +50" in late.text


async def test_a_voucher_picked_on_the_card_waits_for_the_amount(town: Town, card: str) -> None:
    await holds(town, TENNER)
    await town.says(BO, f"/sale {card}")
    picked = await town.presses(BO, "Use Ten off")
    assert picked.text.splitlines()[0] == "Ten off goes on the bill."
    assert "− ¥10.00 · Ten off" in (await town.says(BO, "30")).text


async def test_above_the_limit_a_manager_agrees_to_the_very_bill(town: Town, card: str) -> None:
    code = await holds(town, TENNER)
    await town.says(MEI, "/start")
    await town.says(BO, f"/voucher {code}")
    summary = await town.says(BO, "6000")
    assert summary.text.splitlines()[-1] == "Above ¥5,000.00: a manager has to agree."
    await town.presses_at_once(BO, "Ask a manager", 10)
    assert await town.points(ANN) == 400
    assert len(town.told(MEI, "a sale of ¥6,000.00 for Ann")) == 1
    await town.presses_at_once(MEI, "Approve", 10)
    assert await town.points(ANN) == 400 + 5_990
    assert "Used" in (await town.says(BO, f"/voucher {code}")).text
    assert await town.audited()


def _cancels(tx: Tx, member: int) -> None:
    (found,) = rewards.open_for_bill(tx, member)
    rewards.cancel(tx, member, found.id)
