"""A draft tried on what was bought: the time machine in the owner's chat."""

from typing import Any

import pytest

from domain.calendar import DAY
from domain.programme import Language
from tests.handlers.planning import (
    TO_COME,
    answers,
    buys,
    plans,
    rules,
    schedules,
)
from tests.handlers.town import ANN, BO, LIN, MEI, Town


@pytest.mark.parametrize(("owner", "language"), [(MEI, "en"), (LIN, "zh")])
async def test_a_draft_is_tried_on_past_purchases_and_nothing_is_booked(
    town: Town, card: str, owner: int, language: Language
) -> None:
    for _ in range(3):
        await buys(town, card)
    await town.advance(DAY)
    town.changes("staff", owners=(owner,), cashiers=(BO, MEI))
    await town.reopens()

    def label(key: str, **facts: Any) -> str:
        return town.text(f"button-{key}", language, **facts)

    await town.says(owner, "/campaigns")
    for each in (
        label("campaign-new"),
        label("campaign-kind.multiplier"),
        "×2",
        label("campaign-when.week"),
        label("everybody"),
        label("campaign-take-name"),
    ):
        await town.presses(owner, each)
    tried = await town.presses(owner, label("campaign-try"))
    assert tried.screen is not None
    assert tried.screen.photo is not None
    assert tried.toasts == [town.text("toast-trial", language)]
    lines = tried.text.splitlines()
    assert len(lines) <= 6
    assert "+300" in lines[0]
    assert "¥3.00" in lines[0]
    assert card in lines[4]
    back = await town.presses(owner, town.text("button-back", language), tried.screen)
    assert label("campaign-start") in back.labels
    assert await town.points(ANN) == 800
    assert rules(town) == {}


async def test_before_anything_was_bought_there_is_nothing_to_try_on(town: Town) -> None:
    await plans(town)
    tried = await town.presses(MEI, "Try on past purchases")
    assert tried.text == town.text("trial-none")
    assert "Start quietly" in (await town.presses(MEI, "Back")).labels


async def test_what_purchases_do_not_tell_is_said_to_be_so(town: Town, card: str) -> None:
    await buys(town, card)
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "▶", "Birthday", "50", "From now on", "All", "Take this name")
    tried = await town.presses(MEI, "Try on past purchases")
    assert tried.text == town.text("trial-untold")


async def test_what_no_purchase_fits_is_said_to_change_nothing(town: Town, card: str) -> None:
    await buys(town, card)
    await town.advance(DAY)
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Times the points", "×2", "From now on", "diamond")
    await answers(town, "Take this name")
    tried = await town.presses(MEI, "Try on past purchases")
    assert tried.text == town.text("trial-nothing", purchases=1)


async def test_any_name_can_be_drawn(town: Town, card: str) -> None:
    await buys(town, card)
    await town.advance(DAY)
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Times the points", "×2", "From now on", "All")
    await town.says(MEI, "_$5^ off {$10} \\frac")
    tried = await town.presses(MEI, "Try on past purchases")
    assert tried.screen is not None
    assert tried.screen.photo is not None


async def test_what_is_to_come_is_tried_where_it_would_have_been_last(
    town: Town, card: str
) -> None:
    await buys(town, card)
    await town.advance(DAY)
    await schedules(town)
    tried = await town.presses(MEI, "Try on past purchases")
    # The week from Tuesday 1 December, moved to the newest such week that is over.
    assert "Tried from 10 Nov to 16 Nov" in tried.text
    assert tried.screen is not None
    assert TO_COME in (await town.presses(MEI, "Back", tried.screen)).text
