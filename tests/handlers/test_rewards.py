"""Redeeming: three taps to a voucher, never two for one intent, never at another price."""

import re

import pytest

from domain.calendar import DAY, HOUR
from domain.programme import Programme
from tests.handlers.town import ANN, BO, LIN, Reply, Town
from tests.scene import TEA, redeems

VOUCHER = re.compile(r"<code>(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}</code>")


@pytest.fixture(autouse=True)
async def members(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(LIN, "/start")


async def test_three_taps_from_the_card_to_a_voucher_with_code_and_picture(town: Town) -> None:
    shelf = await town.presses(ANN, "Redeem")
    assert shelf.labels[:3] == ["Mug · 400", "Tote bag · 300", "Tea · 100"]
    offer = await town.presses(ANN, "Tea · 100")
    assert "You keep 400" in offer.text
    done = await town.presses(ANN, "Redeem for 100")
    assert done.toasts
    (voucher,) = vouchers(town, ANN)
    assert "Tea" in voucher
    assert len([m for m in town.heard(ANN) if m.photo]) == 1
    assert await town.points(ANN) == 400


async def test_a_voucher_reads_chinese_for_who_reads_chinese(town: Town) -> None:
    await town.says(LIN, "兑换")
    await town.presses(LIN, "茶 · 100")
    await town.presses(LIN, town.text("button-redeem-for", "zh", price=100))
    (voucher,) = vouchers(town, LIN)
    assert "茶" in voucher


async def test_a_screen_is_edited_in_place_and_the_way_back_is_the_last_button(town: Town) -> None:
    shelf = await town.says(ANN, "/rewards")
    offer = await town.presses(ANN, "Tea · 100")
    back = await town.presses(ANN, offer.labels[-1])
    assert [r.screen.id for r in (offer, back) if r.screen] == [shelf.screen.id] * 2  # type: ignore[union-attr]
    assert back.text == shelf.text


async def test_ten_presses_of_redeem_at_once_are_one_voucher(town: Town) -> None:
    await offered(town, "Tea · 100")
    answers = await town.presses_at_once(ANN, "Redeem for 100", 10)
    assert len(vouchers(town, ANN)) == 1
    assert len([a for a in answers if a.kind == "toast"]) == 10
    assert await town.points(ANN) == 400
    assert await town.audited()


async def test_an_offer_opened_again_is_a_new_intent(town: Town) -> None:
    for _ in range(2):
        await offered(town, "Tea · 100")
        await town.presses(ANN, "Redeem for 100")
    assert len(set(vouchers(town, ANN))) == 2
    assert await town.points(ANN) == 300


async def test_a_price_that_changed_since_it_was_shown_is_refused(
    town: Town, programme: Programme
) -> None:
    await offered(town, "Tea · 100")
    tea, *others = programme.rewards
    dearer = (tea.model_copy(update={"points": 150}), *others)
    town.settings = town.settings.model_copy(
        update={"programme": programme.model_copy(update={"rewards": dearer})}
    )
    await town.reopens()
    refused = await town.presses(ANN, "Redeem for 100")
    assert refused.alert == town.text("refusal-reward-changed")
    assert town.newest(ANN, "Redeem for 150")
    assert vouchers(town, ANN) == []
    assert await town.points(ANN) == 500


async def test_the_last_one_is_sold_once_and_then_it_is_sold_out(town: Town) -> None:
    await offered(town, "Mug · 400")
    await town.says(LIN, "/rewards")
    await town.presses(LIN, "杯 · 400")
    await town.presses(ANN, "Redeem for 400")
    late = await town.presses(LIN, town.text("button-redeem-for", "zh", price=400))
    assert late.alert == town.text("refusal-sold-out", "zh")
    assert vouchers(town, LIN) == []
    assert await town.points(LIN) == 500
    assert (await town.says(LIN, "/rewards")).labels[2] == "杯 · 换完了"
    assert town.text("offer-not-sold-out", "zh") in (await town.presses(LIN, "杯 · 换完了")).text


async def test_what_is_near_is_what_half_the_points_are_there_for(town: Town) -> None:
    """Ann has 100 of 300; Lin has 200 of 300, and the mug is sold out."""
    await offered(town, "Mug · 400")
    await town.presses(ANN, "Redeem for 400")
    assert "One is in reach." in (shelf := (await town.says(ANN, "/rewards")).text)
    assert "near" not in shelf
    await town.says(LIN, "/rewards")
    await town.presses(LIN, "布袋 · 300")
    await town.presses(LIN, town.text("button-redeem-for", "zh", price=300))
    assert "现在能换 1 样，还有 1 样快够了。" in (await town.says(LIN, "/rewards")).text


async def test_what_is_out_of_reach_says_how_to_get_there(town: Town) -> None:
    await offered(town, "Mug · 400")
    await town.presses(ANN, "Redeem for 400")
    offer = await offered(town, "Tote bag · 300 · 200 more")
    assert town.text("offer-short", price=300, balance=100, owed=0) in offer.text
    assert offer.labels == ["Back"]


async def test_a_voucher_given_back_returns_its_points_once(town: Town) -> None:
    await offered(town, "Tea · 100")
    await town.presses(ANN, "Redeem for 100")
    await town.presses(ANN, "My vouchers")
    await town.presses(ANN, "● Tea")
    asked = await town.presses(ANN, "Give back")
    assert "100 points" in asked.text
    await town.presses_at_once(ANN, "Give back for 100", 10)
    assert await town.points(ANN) == 500
    assert "voucher back" in (await town.says(ANN, "/history")).text
    checked = await town.says(BO, f"/voucher {town.code(ANN)}")
    assert "Use voucher" not in checked.labels
    assert await town.audited()


async def test_who_gives_back_reads_before_that_the_points_are_over(town: Town) -> None:
    for person in (ANN, LIN):
        await town.says(person, "/start")
    await town.advance(365 * DAY - HOUR)
    for person in (ANN, LIN):
        await redeems(town.app.store, await town.member(person), TEA)
    await town.advance(DAY)
    for person, label, back, words in (
        (
            ANN,
            "● Tea",
            "Give back",
            "Nothing returns to you: what it cost has reached its own end.",
        ),
        (LIN, "● 茶", town.text("button-give-back", "zh"), "换它的积分已经到期，不会再回到"),
    ):
        await town.says(person, "/rewards")
        await town.presses(person, town.text("button-vouchers", "en" if person == ANN else "zh"))
        await town.presses(person, label)
        assert words in (await town.presses(person, back)).text


async def test_an_open_voucher_can_be_shown_again_with_the_same_code(town: Town) -> None:
    await offered(town, "Tea · 100")
    await town.presses(ANN, "Redeem for 100")
    code = town.code(ANN)
    await town.presses(ANN, "My vouchers")
    assert code in (await town.presses(ANN, "● Tea")).text
    await town.presses(ANN, "Show QR")
    assert [code in m.html for m in town.heard(ANN) if m.photo] == [True, True]


async def test_a_borrowed_voucher_button_opens_nothing(town: Town) -> None:
    await offered(town, "Tea · 100")
    await town.presses(ANN, "Redeem for 100")
    await town.presses(ANN, "My vouchers")
    data = town.newest(ANN, "● Tea").button("● Tea").data
    assert data is not None
    borrowed = await town.forges(LIN, data)
    assert borrowed.alert == town.text("toast-old-button", "zh")
    assert vouchers(town, LIN) == []


async def offered(town: Town, label: str) -> Reply:
    """Ann looks at an offer."""
    await town.says(ANN, "/rewards")
    return await town.presses(ANN, label)


def vouchers(town: Town, person: int) -> list[str]:
    """The voucher pictures somebody got."""
    return [m.html for m in town.heard(person) if m.photo and VOUCHER.search(m.html)]
