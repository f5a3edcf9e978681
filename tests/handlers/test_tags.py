"""Tags on a member's card: a manager's to put on and take off."""

import pytest

from tests.handlers.town import ANN, BO, MEI, Town


@pytest.fixture
async def opened(town: Town, card: str) -> str:
    """The owner opened Ann's card, and what there is of tags."""
    await town.says(MEI, "/start")
    await town.says(MEI, f"/find {card}")
    await town.presses(MEI, "Tags")
    return card


async def test_a_tag_is_typed_once_and_then_tapped(town: Town, opened: str) -> None:
    tagged = await town.says(MEI, "Vegan")
    assert tagged.text.splitlines() == [
        "Ann · vegan",
        "Tap one to put it on or take it off, or send a new one, like regular-tea.",
        "The number is how many members have it.",
    ]
    assert tagged.labels == ["✓ vegan · 1", "Back"]
    both = await town.says(MEI, "points")
    assert both.labels == ["✓ points · 1", "✓ vegan · 1", "Back"]
    off = await town.presses(MEI, "✓ vegan · 1")
    assert off.text.startswith("Ann · points\n")
    assert off.labels == ["✓ points · 1", "Back"]
    back = await town.presses(MEI, "Back")
    assert "Ann" in back.text
    assert "Tags" in back.labels


async def test_what_another_member_has_is_offered(town: Town, opened: str) -> None:
    await town.says(MEI, "爱喝茶爱喝茶爱喝茶爱喝茶爱喝茶爱喝茶爱喝")
    await town.says(BO, "/start")
    await town.presses(BO, "My own card")
    await town.says(BO, "/card")
    await town.says(MEI, f"/find {town.code(BO)}")
    shown = await town.presses(MEI, "Tags")
    assert "no tags yet" in shown.text
    label = shown.labels[0]
    assert (await town.presses(MEI, label)).labels[0] == f"✓ {label[:-1]}2"
    await town.says(MEI, "/record")
    assert "put a tag on card …" in town.heard(MEI)[-1].text


async def test_what_is_no_tag_is_explained_and_another_is_taken(town: Town, opened: str) -> None:
    refused = await town.says(MEI, "two words")
    assert refused.text == town.text("refusal-tag-refused", letters=20)
    assert "✓ vip · 1" in (await town.says(MEI, "vip")).labels


async def test_a_button_of_a_tag_that_is_gone_is_an_old_screen(town: Town, opened: str) -> None:
    before = (await town.says(MEI, "vip")).screen
    await town.says(MEI, f"/find {opened}")
    await town.presses(MEI, "Tags")
    await town.presses(MEI, "✓ vip · 1")
    old = await town.presses(MEI, "✓ vip · 1", before)
    assert old.alert == town.text("refusal-screen-old")


async def test_a_cashier_sees_no_tags(town: Town, card: str) -> None:
    await town.says(ANN, "/points")
    shown = await town.says(BO, f"/find {card}")
    assert "Make good" in shown.labels
    assert "Tags" not in shown.labels
