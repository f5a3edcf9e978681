"""For whom a broadcast is: conditions that all hold, and how many people that leaves."""

import pytest

from domain.members import tag, untag
from tests import scene
from tests.handlers.broadcasting import composes, joins, news, presses, screen, sends
from tests.handlers.town import ANN, BO, LIN, MEI, Town


@pytest.fixture(autouse=True)
async def draft(town: Town) -> None:
    """Ann reads English, Lin Chinese; the owner has written a message."""
    await joins(town, ANN, LIN)
    await composes(town)


async def buys(town: Town, person: int, amount: str) -> None:
    await town.says(person, "/card")
    await town.says(BO, f"/sale {town.code(person)} {amount}")
    await town.presses(BO, "Confirm")


async def test_a_language_narrows_it_and_everybody_widens_it_again(town: Town) -> None:
    assert "To members reading 中文: 1 person" in (await chosen(town, "Language", "中文"))
    both = await presses(town, "English")
    assert "To members reading 中文 or English: 2 people" in both.text
    assert "✓ English" in both.labels
    await presses(town, "✓ 中文", "Back")
    assert "To members reading English: 1 person" in screen(town)
    assert "To all: 2 people" in (await presses(town, "All")).text


async def test_a_language_that_is_chosen_is_who_gets_it(town: Town) -> None:
    await chosen(town, "Language", "中文")
    await presses(town, "Back", "Back")
    report = await sends(town)
    assert "Done with 1 of 1: 1 delivered" in report
    assert "to members reading 中文" in report
    assert (len(news(town, ANN)), len(news(town, LIN))) == (0, 1)


async def test_conditions_hold_together(town: Town) -> None:
    await buys(town, ANN, "600")
    await buys(town, LIN, "600")
    assert "2 people" in (await chosen(town, "Balance", "500+"))
    assert "with 500 points or more: 2 people" in screen(town)
    await presses(town, "Language", "English", "Back")
    assert "members reading English, with 500 points or more: 1 person" in screen(town)
    assert {"✓ Language", "✓ Balance"} <= set((await presses(town, "Back", "Audience")).labels)


async def test_a_tier_is_chosen_by_its_name(town: Town) -> None:
    await scene.becomes(town.app.store, await town.member(ANN), "gold")
    assert "1 person" in (await chosen(town, "Tier", "gold"))


@pytest.mark.parametrize(
    ("part", "choice", "told"),
    [
        ("Last visit", "Within 30 days", "To members here within 30 days: 1 person"),
        ("Last visit", "Not for 90 days", "To members not here for 90 days: 1 person"),
        ("Segment", "Never bought", "To members who never bought: 1 person"),
    ],
)
async def test_who_bought_is_told_apart_from_who_never_did(
    town: Town, part: str, choice: str, told: str
) -> None:
    await buys(town, ANN, "10")
    assert told in (await chosen(town, part, choice))
    assert f"✓ {choice}" in (await presses(town, f"✓ {part}")).labels
    assert "To all: 2 people" in (await presses(town, "Any")).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("500", "500 points or more"),
        ("1,000+", "1,000 points or more"),
        ("0-100", "with 100 points at most"),
        ("- 2000", "with 2,000 points at most"),
        ("500 – 2,000", "500 to 2,000 points"),
    ],
)
async def test_a_range_of_points_may_be_typed(town: Town, typed: str, told: str) -> None:
    await presses(town, "Audience", "Balance")
    assert told in (await town.says(MEI, typed)).text


@pytest.mark.parametrize("typed", ["many", "-", "1.5", "٣", "5-6-7", "-1-5"])
async def test_what_is_no_range_is_explained_and_asked_for_again(town: Town, typed: str) -> None:
    await presses(town, "Audience", "Balance")
    said = await town.says(MEI, typed)
    assert said.text == town.text("broadcast-unfit.balance", example="500-2000")
    assert "500+" in said.labels
    assert "500 points or more" in (await town.says(MEI, "500")).text


async def test_a_range_that_ends_before_it_begins_is_refused(town: Town) -> None:
    await presses(town, "Audience", "Balance")
    assert (await town.says(MEI, "500-100")).text == town.text("refusal-balance-span-refused")


async def test_a_tag_in_any_script_is_chosen_by_its_button(town: Town) -> None:
    await presses(town, "Audience")
    assert town.text("broadcast-no-tags") in (await presses(town, "Tag")).text
    for word in ("vip", "团购" * 10):
        await town.app.store.write(tag, await town.member(LIN), word, key=None)
    await presses(town, "Back")
    assert "To members tagged 团购" in (await presses(town, "Tag", "团购" * 10)).text
    await presses(town, "✓ Tag", "vip", "Back")
    await sends(town)
    assert (len(news(town, ANN)), len(news(town, LIN))) == (0, 1)


async def test_a_tag_that_nobody_has_any_more_is_an_old_screen(town: Town) -> None:
    member = await town.member(LIN)
    await town.app.store.write(tag, member, "vip", key=None)
    shown = await presses(town, "Audience", "Tag")
    await town.app.store.write(untag, member, "vip", key=None)
    pressed = await town.presses(MEI, "vip", shown.screen)
    assert pressed.alert == town.text("refusal-screen-old")


async def test_a_condition_that_is_no_more_is_said_and_can_be_taken_away(town: Town) -> None:
    member = await town.member(LIN)
    await town.app.store.write(tag, member, "vip", key=None)
    await presses(town, "Audience", "Tag", "vip", "Back")
    await town.app.store.write(untag, member, "vip", key=None)
    gone = town.text("refusal-tag-unknown", tag="vip")
    assert (await presses(town, "Go on")).alert == gone
    assert gone in (await presses(town, "Audience")).text
    assert "To all: 2 people" in (await presses(town, "✓ Tag", "Any")).text


async def test_an_audience_of_nobody_cannot_be_sent_to(town: Town) -> None:
    assert "0 people" in (await chosen(town, "Balance", "5,000+"))
    assert "Go on" not in (await presses(town, "Back")).labels


async def test_who_wants_no_news_is_counted_apart(town: Town) -> None:
    town.world.add_person(6001, "Zoe")
    await town.says(6001, "/start")
    await presses(town, "Audience")
    assert "3 people, one wants no news" in screen(town)


async def chosen(town: Town, part: str, choice: str) -> str:
    """What the screen says once one condition is chosen."""
    return (await presses(town, "Audience", part, choice)).text
