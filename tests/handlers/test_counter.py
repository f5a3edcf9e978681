"""What staff do at the counter: credit, undo, hand out, look up."""

import re

from domain.calendar import MINUTE
from tests.handlers.town import ANN, BO, MEI, Town

# What may not be an amount, with the rule that it breaks.
NO_AMOUNTS = (
    ("0", "positive"),
    ("0.00", "positive"),
    ("-5", "positive"),
    ("1e9", "digits"),
    ("١٠٠", "digits"),
    ("１００", "digits"),
    ("10,50", "digits"),
    ("NaN", "digits"),
    ("10.005", "decimals"),
    ("1" * 20, "most"),
)


async def test_code_and_amount_go_straight_to_the_summary(town: Town, card: str) -> None:
    summary = await town.says(BO, f"/sale {card} 88.40")
    assert "Ann" in summary.text
    assert "¥88.40 → +88" in summary.text
    assert summary.labels == ["Pay with points", "Confirm", "Change", "Cancel"]
    assert await town.points(ANN) == 500


async def test_a_code_may_be_typed_in_its_two_groups(town: Town, card: str) -> None:
    apart = card.replace("-", " ")
    assert "¥20.00 → +20" in (await town.says(BO, f"/sale {apart} 20")).text
    assert "Ann" in (await town.says(BO, f"/sale {apart}")).text
    await town.says(BO, "/sale")
    assert "¥30.00 → +30" in (await town.says(BO, f"{apart} 30")).text


async def test_confirm_credits_and_tells_both(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card.lower().replace('-', '')} 88.40")
    done = await town.presses(BO, "Confirm")
    assert done.toasts == [town.text("toast-credited")]
    assert "+88" in done.text
    assert len(town.told(ANN, "<b>+88</b> for ¥88.40")) == 1
    assert await town.points(ANN) == 588


async def test_ten_confirms_at_once_credit_once(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses_at_once(BO, "Confirm", 10)
    assert await town.points(ANN) == 588
    assert len(town.told(ANN, "+88")) == 1
    assert await town.audited()


async def test_the_same_amount_twice_is_two_purchases(town: Town, card: str) -> None:
    for _ in range(2):
        await town.says(BO, f"/sale {card} 88.40")
        await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 676


async def test_a_sale_step_by_step(town: Town, card: str) -> None:
    await town.says(BO, "/sale")
    assert "Ann" in (await town.says(BO, card)).text
    assert "Confirm" in (await town.says(BO, "10")).labels
    await town.presses(BO, "Change")
    assert "¥20.00 → +20" in (await town.says(BO, "20")).text
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 520


async def test_a_dialog_outlives_a_restart(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card}")
    await town.reopens()
    await town.says(BO, "10")
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 510


async def test_cancel_leaves_the_sale_and_credits_nothing(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 10")
    assert (await town.presses(BO, "Cancel")).text == town.text("cancelled", flow="sale")
    await town.says(BO, f"/sale {card}")
    assert (await town.says(BO, "/cancel")).text == town.text("cancelled", flow="sale")
    assert "Confirm" not in (await town.says(BO, "10")).labels
    assert await town.points(ANN) == 500


async def test_a_scanned_card_asks_for_the_amount(town: Town, card: str) -> None:
    opened = await town.says(BO, f"/start u-{card.replace('-', '')}")
    assert "Ann" in opened.text
    await town.says(BO, "10")
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 510


async def test_a_tier_has_its_discount_and_its_multiplier(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 5000")
    await town.presses(BO, "Confirm")
    summary = await town.says(BO, f"/sale {card} 89.29")
    assert "¥89.29 − 1 % = ¥88.40 → +105 (¥1.05)" in summary.text


async def test_nobody_pays_another_sum_than_the_summary_showed(town: Town, card: str) -> None:
    summary = (await town.says(BO, f"/sale {card} 89.29")).screen
    await town.says(MEI, f"/sale {card} 5000")
    await town.presses(MEI, "Confirm")
    changed = await town.presses(BO, "Confirm", summary)
    assert changed.alert == town.text("refusal-screen-old")
    assert "¥89.29 − 1 % = ¥88.40" in changed.text
    await town.presses(BO, "Confirm")
    assert await town.points(ANN) == 500 + 5_000 + 105


async def test_undo_takes_the_whole_back_once_and_tells_both(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, "Confirm")
    await town.advance(10 * MINUTE)
    undone = await town.presses(BO, "Undo")
    assert "88 points" in undone.text
    assert len(town.told(ANN, "−88")) == 1
    assert await town.points(ANN) == 500
    assert await town.audited()


async def test_ten_undos_at_once_take_back_once(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, "Confirm")
    await town.presses_at_once(BO, "Undo", 10)
    assert await town.points(ANN) == 500
    assert len(town.told(ANN, "−88")) == 1


async def test_undo_is_refused_after_ten_minutes(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, "Confirm")
    await town.advance(10 * MINUTE + 1)
    late = await town.presses(BO, "Undo")
    assert late.alert == town.text("refusal-undo-too-late", minutes=10)
    assert await town.points(ANN) == 588


async def test_what_was_spent_of_an_undone_purchase_is_owed(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    await town.presses(BO, "Confirm")
    await town.says(BO, f"/sale {card} 12")
    await town.presses(BO, "Confirm")
    for reward, price in (("Mug · 400", 400), ("Tea · 100", 100), ("Tea · 100", 100)):
        await town.says(ANN, "/rewards")
        await town.presses(ANN, reward)
        await town.presses(ANN, f"Redeem for {price}")
    undone = await town.presses(BO, "Undo")
    assert "12 points of them were spent already" in undone.text
    home = await town.says(ANN, "/points")
    assert "You owe 12 points" in home.text
    await town.says(ANN, "/rewards")
    tea = await town.presses(ANN, "Tea · 100 · 112 more")
    assert "you have 0 and owe 12, which is paid first." in tea.text
    assert "shop for ¥112.00" in tea.text
    await town.says(BO, f"/sale {card} 50")
    sold = await town.presses(BO, "Confirm")
    assert "12 points of them paid what was owed." in sold.text
    assert await town.points(ANN) == 38 + 88 - 88
    assert await town.audited()


async def test_what_is_no_amount_is_refused_with_the_rule_named(town: Town, card: str) -> None:
    for amount, rule in NO_AMOUNTS:
        refused = await town.says(BO, f"/sale {card} {amount}")
        said = town.text(
            "refusal-amount-refused", rule=rule, decimals=2, example="88.40", most="¥100,000.00"
        )
        assert refused.text == said, amount
        assert "Confirm" not in refused.labels
    assert await town.points(ANN) == 500


async def test_a_refused_amount_is_asked_for_again(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card}")
    assert "Confirm" not in (await town.says(BO, "10.005")).labels
    assert "Confirm" in (await town.says(BO, "10")).labels


async def test_an_unknown_card_is_refused(town: Town, card: str) -> None:
    refused = await town.says(BO, "/sale ZZZZ-ZZZZ 10")
    assert refused.text == town.text("refusal-unknown-code")
    assert "Confirm" not in refused.labels


async def test_staff_cannot_credit_their_own_card(town: Town) -> None:
    await town.says(BO, "/start")
    await town.presses(BO, "My own card")
    await town.says(BO, "/card")
    await town.says(BO, f"/sale {town.code(BO)} 10")
    refused = await town.presses(BO, "Confirm")
    assert refused.alert == town.text("refusal-own-purchase")
    assert await town.points(BO) == 500


async def test_a_voucher_is_checked_used_once_and_refused_after(town: Town, card: str) -> None:
    code = await voucher(town)
    checked = await town.says(BO, f"/voucher {code.lower()}")
    assert "Tea" in checked.text
    assert "Ann" in checked.text
    await town.presses_at_once(BO, "Use voucher", 10)
    assert len(town.told(ANN, "is used. Enjoy")) == 1
    again = await town.says(BO, f"/voucher {code}")
    assert "Use voucher" not in again.labels
    assert await town.audited()


async def test_two_counters_use_a_voucher_once(town: Town, card: str) -> None:
    code = await voucher(town)
    await town.says(BO, f"/voucher {code}")
    await town.says(MEI, f"/voucher {code}")
    await town.presses(MEI, "Use voucher")
    late = await town.presses(BO, "Use voucher")
    assert late.alert.startswith("This voucher was used")


async def test_a_scanned_voucher_is_checked_at_once(town: Town, card: str) -> None:
    code = await voucher(town)
    scanned = await town.says(BO, f"/start v-{code.replace('-', '')}")
    assert "Use voucher" in scanned.labels


async def test_an_unknown_voucher_is_refused(town: Town, card: str) -> None:
    refused = await town.says(BO, "/voucher AAAA-BBBB-CCCC-DDDD")
    assert refused.text == town.text("refusal-voucher-unknown")


async def test_a_code_alone_opens_what_it_is_of(town: Town, card: str) -> None:
    assert "How much?" in (await town.says(BO, card.lower())).text
    await town.says(BO, "/cancel")
    assert "Tea · Ann" in (await town.says(BO, await voucher(town))).text
    await town.says(BO, "/cancel")
    for said in ("birthday", "make good", "12", "2026"):
        assert (await town.says(BO, said)).text == town.text("unknown"), said
    assert (await town.says(ANN, card)).text == town.text("unknown")


async def test_find_knows_cards_and_receipts(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    done = await town.presses(BO, "Confirm")
    receipt = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", done.text)
    assert receipt
    by_card = await town.says(BO, f"/find {card}")
    assert "Ann" in by_card.text
    assert "588 points" in by_card.text
    by_receipt = await town.says(BO, f"/find {receipt.group()}")
    assert "¥88.40 → +88" in by_receipt.text
    await town.presses(BO, "Undo +88")
    assert await town.points(ANN) == 500


async def voucher(town: Town) -> str:
    """Ann redeems tea; the code she will show."""
    await town.says(ANN, "/rewards")
    await town.presses(ANN, "Tea · 100")
    await town.presses(ANN, "Redeem for 100")
    return town.code(ANN)


async def test_a_cancelled_summary_credits_nothing_any_more(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 88.40")
    summary = town.newest(BO, "Confirm")
    await town.says(BO, "/cancel")
    pressed = await town.presses(BO, "Confirm", summary)
    assert pressed.alert == town.text("refusal-screen-old")
    assert await town.points(ANN) == 500


async def test_a_corrected_summary_leaves_one_confirm(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card} 10")
    wrong = town.newest(BO, "Confirm")
    await town.says(BO, "20")
    await town.presses(BO, "Confirm")
    await town.presses(BO, "Confirm", wrong)
    assert await town.points(ANN) == 520


async def test_an_amount_in_pieces_is_refused_and_the_member_kept(town: Town, card: str) -> None:
    refused = await town.says(BO, f"/sale {card} 1 500.00")
    assert "digits" in refused.text
    assert "Confirm" in (await town.says(BO, "1500.00")).labels


async def test_plain_words_lead_out_of_a_sale(town: Town, card: str) -> None:
    await town.says(BO, f"/sale {card}")
    assert (await town.says(BO, "取消")).text == town.text("cancelled", flow="sale")
    await town.says(BO, "/sale")
    assert "card" in (await town.says(BO, "points")).text
    assert "didn’t get that" in (await town.says(BO, "88.40")).text


async def test_a_used_voucher_leaves_nobody_in_a_dialog(town: Town, card: str) -> None:
    await town.says(ANN, "/rewards")
    label = next(label for label in town.heard(ANN)[-1].keyboard[0])
    await town.presses(ANN, label.text)
    redeem = next(b.text for b in town.heard(ANN)[-1].keyboard[0] if b.text.startswith("Redeem"))
    await town.presses(ANN, redeem)
    await town.settled()
    code = town.code(ANN)
    await town.says(BO, f"/voucher {code}")
    await town.presses(BO, "Use voucher")
    again = await town.says(BO, f"/voucher {code}")
    assert again.labels == ["Back"]
    assert "didn’t get that" in (await town.says(BO, "hello there")).text
