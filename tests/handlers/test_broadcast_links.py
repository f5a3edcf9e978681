"""Buttons below a broadcast: they open what their owner chose, and every press is counted once."""

import pytest

from tests.handlers.broadcasting import broadcasts, composes, joins, news, presses, screen, sends
from tests.handlers.town import ANN, LIN, MEI, Town

SHOP = "Menu - https://example.com/menu"


@pytest.fixture(autouse=True)
async def links(town: Town) -> None:
    """The owner wrote a message and is at its buttons."""
    await joins(town, ANN, LIN)
    await composes(town)
    await presses(town, "Buttons")


async def test_an_address_that_was_typed_stands_below_the_message(town: Town) -> None:
    added = await town.says(MEI, SHOP)
    copy = next(answer.message for answer in added.answers if answer.message)
    assert copy.text == "Fresh bread"
    assert copy.keyboard[0][0].url == "https://example.com/menu"
    assert added.labels == ["✕ Menu", "Open a screen", "Back"]
    await presses(town, "Back")
    assert "1 button" in screen(town)
    await sends(town)
    (got,) = news(town, ANN)
    assert [b.text for row in got.keyboard for b in row] == ["Menu", "Stop the news"]
    assert got.keyboard[0][0].url == "https://example.com/menu"


@pytest.mark.parametrize(
    "typed",
    [
        "Menu https://example.com/menu",
        "Menu: https://example.com/menu",
        "Menu\uff1ahttps://example.com/menu",
        "Menu-https://example.com/menu",
    ],
)
async def test_an_address_needs_no_dash_before_it(town: Town, typed: str) -> None:
    added = await town.says(MEI, typed)
    copy = next(answer.message for answer in added.answers if answer.message)
    assert (copy.keyboard[0][0].text, copy.keyboard[0][0].url) == (
        "Menu",
        "https://example.com/menu",
    )


async def test_several_may_be_typed_at_once_and_each_taken_away_again(town: Town) -> None:
    await town.says(MEI, f"{SHOP}\nWrite us – t.me/bakery")
    assert "2 buttons" in screen(town)
    left = await presses(town, "✕ Menu")
    assert left.labels[0] == "✕ Write us"
    await presses(town, "✕ Write us", "Back")
    assert "no buttons" in screen(town)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("Menu", "link"),
        ("https://example.com", "link"),
        ("Menu - http://example.com", "address"),
        ("Menu - javascript:alert(1)", "address"),
        ("Menu - https://localhost", "address"),
        ("Menu - https://", "address"),
        ("Menu - https://[", "address"),
        ("Menu - ftp://example.com", "address"),
        ("Menu - https://example.com/" + "x" * 1024, "address"),
        ("\u202e - https://example.com", "link"),
        ("x" * 33 + " - https://example.com", "label"),
        ("\n".join([SHOP] * 7), "many"),
    ],
)
async def test_what_is_no_button_is_explained_and_changes_nothing(
    town: Town, typed: str, rule: str
) -> None:
    said = await town.says(MEI, typed)
    facts = {"label": {"most": 32}, "many": {"most": 6}}
    example = {"example": "Menu - https://example.com/menu"}
    texts = town.app.shift.desk.texts
    assert said.html == texts.render("en", f"broadcast-unfit.{rule}", **facts.get(rule, example))
    await presses(town, "Back", "Back")
    assert "no buttons" in screen(town)


async def test_there_is_room_for_six(town: Town) -> None:
    full = await town.says(MEI, "\n".join([SHOP] * 6))
    assert "Open a screen" not in full.labels


async def test_a_screen_is_called_and_opened_in_each_reader_s_language(town: Town) -> None:
    await presses(town, "Open a screen", "My points", "Back")
    await sends(town)
    (ann,), (lin,) = news(town, ANN), news(town, LIN)
    assert ann.keyboard[0][0].text == "My points"
    assert lin.keyboard[0][0].text == "我的积分"
    opened = await town.presses(ANN, "My points", ann)
    assert "points" in opened.text
    assert [m.text for m in news(town, ANN)] == ["Fresh bread"]
    assert opened.screen is not None
    assert opened.screen.id > ann.id


async def test_presses_are_in_the_report_each_member_once(town: Town) -> None:
    await presses(town, "Open a screen", "Rewards", "Back")
    await sends(town)
    (got,) = news(town, ANN)
    for _ in range(3):
        await town.presses(ANN, "Rewards", got)
    await town.says(MEI, "/broadcast")
    report = await presses(town, "✓ Fresh bread")
    assert "Pressed: Rewards 1 (50 %)" in report.text


async def test_a_shop_without_a_public_address_does_not_know_who_opened_one(town: Town) -> None:
    await town.says(MEI, SHOP)
    await presses(town, "Open a screen", "Rewards", "Back")
    assert "Pressed: Menu not counted, Rewards 0 (0 %)" in await sends(town)


async def test_a_button_of_an_old_broadcast_still_works(town: Town) -> None:
    await presses(town, "Open a screen", "My points", "Back")
    await sends(town)
    (got,) = news(town, ANN)
    await broadcasts(town, "Newer")
    await town.reopens()
    assert "points" in (await town.presses(ANN, "My points", got)).text


async def test_a_press_of_somebody_else_s_button_opens_nothing(town: Town) -> None:
    await presses(town, "Open a screen", "My points", "Back")
    await sends(town)
    data = news(town, ANN)[0].button("My points").data
    assert data is not None
    assert (await town.forges(LIN, data)).alert == town.text("toast-old-button", "zh")


async def test_an_old_list_of_buttons_takes_none_away(town: Town) -> None:
    old = (await town.says(MEI, SHOP)).screen
    await town.says(MEI, SHOP)
    pressed = await town.presses(MEI, "✕ Menu", old)
    assert pressed.alert == town.text("refusal-screen-old")
