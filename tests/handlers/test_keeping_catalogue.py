"""The catalogue kept in the chat: listed, changed, undone, hidden, restocked, removed."""

from tests.handlers.planning import answers, data
from tests.handlers.shelving import honey, shelf
from tests.handlers.town import ANN, BO, MEI, Town


async def test_the_list_shows_state_price_and_what_is_left(town: Town) -> None:
    listed = await town.says(MEI, "/catalogue")
    assert listed.text == "3 rewards, 3 on offer"
    assert listed.labels[:3] == [
        "● Tea · 100",
        "● Tote bag · 300 · 20 left",
        "● Mug · 400 · 1 left",
    ]
    shown = await town.presses(MEI, "● Mug · 400 · 1 left")
    assert shown.text.splitlines() == [
        "Mug · 400 points",
        "Collect within 14 days at the counter.",
        "● on offer · 1 left · not redeemed yet",
    ]


async def test_an_edit_changes_only_what_was_answered_anew_and_can_be_undone(town: Town) -> None:
    await town.says(MEI, "/catalogue")
    await answers(town, "● Mug · 400 · 1 left", "Edit", "Price: 400")
    await town.says(MEI, "350")
    done = await town.presses(MEI, "Save")
    assert "Mug · 350 points" in done.text
    assert shelf(town)["mug"].points == 350
    before = await town.presses(MEI, "Back to before")
    assert before.toasts == [town.text("toast-catalogue-undone")]
    assert shelf(town)["mug"].points == 400
    assert await town.audited()


async def test_what_is_new_and_undone_is_gone(town: Town) -> None:
    await honey(town)
    gone = await answers(town, "Put on the shelf", "Back to before")
    assert gone.text == town.text("catalogue-gone")
    assert "honey" not in shelf(town)


async def test_what_was_changed_again_since_is_not_undone(town: Town) -> None:
    await honey(town)
    await town.presses(MEI, "Put on the shelf")
    undo = data(town, "Back to before")
    await answers(town, "Edit", "Price: 250", "500", "Save")
    assert (await town.forges(MEI, undo)).alert == town.text("refusal-screen-old")
    assert shelf(town)["honey"].points == 500


async def test_a_reward_is_hidden_shown_and_copied(town: Town) -> None:
    await town.says(MEI, "/catalogue")
    hidden = await answers(town, "● Tea · 100", "Hide")
    assert "◌ hidden" in hidden.text
    assert shelf(town)["tea"].hidden
    assert "● on offer" in (await town.presses(MEI, "Show")).text
    await town.presses(MEI, "Copy")
    await town.says(MEI, "Green tea / 绿茶")
    await town.presses(MEI, "Put on the shelf")
    assert shelf(town)["green-tea"].points == 100


async def test_the_shelf_is_filled_emptied_and_made_endless(town: Town) -> None:
    await town.says(MEI, "/catalogue")
    await answers(town, "● Tote bag · 300 · 20 left", "Restock")
    assert "25 left" in (await town.presses(MEI, "+5")).text
    await town.presses(MEI, "Restock")
    for typed in ("0", "many", "1.5", "--3", "1e3"):
        assert (await town.says(MEI, typed)).text.startswith(town.text("catalogue-stock-wrong"))
    assert "22 left" in (await town.says(MEI, "−3")).text
    endless = await answers(town, "Restock", "Unlimited")
    assert "unlimited" in endless.text
    assert shelf(town)["tote"].stock is None


async def test_ten_presses_fill_the_shelf_once(town: Town) -> None:
    await town.says(MEI, "/catalogue")
    await answers(town, "● Tote bag · 300 · 20 left", "Restock")
    await town.presses_at_once(MEI, "+50", 10)
    assert "70 left" in (await town.says(MEI, "/catalogue")).labels[1]


async def test_what_somebody_holds_is_not_removed(town: Town, card: str) -> None:
    await town.says(ANN, "/rewards")
    await town.presses(ANN, "Tea · 100")
    await town.presses(ANN, "Redeem for 100")
    await town.says(MEI, "/catalogue")
    refused = await answers(town, "● Tea · 100", "Remove", "Remove it")
    assert refused.alert == town.text("refusal-reward-held", held=1)
    await town.says(MEI, "/catalogue")
    gone = await answers(town, "● Tote bag · 300 · 20 left", "Remove", "Remove it")
    assert gone.text == town.text("catalogue-gone")
    assert set(shelf(town)) == {"tea", "mug"}


async def test_cashiers_and_members_keep_no_catalogue(town: Town, card: str) -> None:
    for person in (ANN, BO):
        refused = await town.says(person, "/catalogue")
        assert refused.text == town.text("refusal-not-allowed")


async def test_managers_and_owners_hear_when_few_are_left(town: Town, card: str) -> None:
    await town.says(MEI, "/start")
    await town.says(ANN, "/rewards")
    await town.presses(ANN, "Mug · 400")
    await town.presses(ANN, "Redeem for 400")
    await town.until(lambda: bool(town.told(MEI, "<b>Mug</b> is sold out.")))
    assert "Unlimited" in (await town.presses(MEI, "Restock")).labels
    await answers(town, "+20")
    assert "20 left" in (await town.says(MEI, "/catalogue")).labels[2]
