"""Campaigns that are there: listed, paused, ended, copied, widened, announced."""

import pytest

from domain.calendar import DAY
from tests.handlers.planning import LIVE, answers, buys, data, plans, rules, schedules, starts
from tests.handlers.town import ANN, BO, LIN, MEI, Town


async def test_a_campaign_rests_and_goes_on(town: Town, card: str) -> None:
    await starts(town)
    paused = await town.presses(MEI, "Pause")
    assert paused.toasts == [town.text("toast-campaign-paused")]
    assert "‖ paused" in paused.text
    await buys(town, card)
    assert await town.points(ANN) == 600
    assert LIVE in (await town.presses(MEI, "Resume")).text
    await buys(town, card)
    assert await town.points(ANN) == 800


async def test_ending_says_what_it_does_and_asks_once(town: Town, card: str) -> None:
    await starts(town)
    await buys(town, card)
    await town.advance(DAY)
    asked = await town.presses(MEI, "End")
    assert "doesn’t start again" in asked.text
    assert LIVE in (await town.presses(MEI, "Back")).text
    await town.presses(MEI, "End")
    over = await town.presses(MEI, "End it now")
    assert "○ over" in over.text
    await buys(town, card)
    assert await town.points(ANN) == 800
    assert "0 on now" in (await town.says(MEI, "/campaigns")).text


async def test_what_has_not_started_is_taken_out(town: Town) -> None:
    await schedules(town)
    await town.presses(MEI, "Take out")
    gone = await town.presses(MEI, "Take it out")
    assert gone.text == town.text("campaign-dropped")
    assert (await town.presses(MEI, "Back")).text == town.text("campaigns-none")


async def test_a_copy_keeps_figures_and_name_and_asks_when(town: Town) -> None:
    await starts(town, "×3", "Today")
    await town.advance(2 * DAY)
    await town.says(MEI, "/campaigns")
    await town.presses(MEI, "○ Extra points")
    asked = await town.presses(MEI, "Copy")
    assert "Next 7 days" in asked.labels
    preview = await answers(town, "Today", "All", "Take this name")
    assert "Extra points: ×3" in preview.text
    await town.presses(MEI, "Start quietly")
    assert set(rules(town)) == {"extra-points", "extra-points-2"}


async def test_a_pilot_widens_step_by_step(town: Town) -> None:
    await town.says(MEI, "/campaigns")
    await answers(town, "New", "Times the points", "×2", "From now on", "Pilot of 10 %")
    shown = await answers(town, "Take this name", "Start quietly")
    assert "A pilot: 10 % of members are in." in shown.text
    for percent in (25, 50, 100):
        shown = await town.presses(MEI, f"Widen to {percent} %")
        assert rules(town)["extra-points"].pilot_percent == percent
    assert "pilot" not in shown.text
    assert not any("Widen" in label for label in shown.labels)


async def test_a_long_list_has_pages(town: Town) -> None:
    for _ in range(5):
        await starts(town)
    listed = await town.says(MEI, "/campaigns")
    assert len(listed.text.splitlines()) == 5
    assert "1/2" in listed.labels
    assert len((await town.presses(MEI, "▶")).text.splitlines()) == 2


async def test_a_campaign_that_is_gone_is_said_to_be(town: Town) -> None:
    await schedules(town)
    copy = data(town, "Copy")
    await answers(town, "Take out", "Take it out")
    assert (await town.forges(MEI, copy)).alert == town.text("refusal-rule-unknown")


async def test_members_who_want_news_are_told_once(town: Town, card: str) -> None:
    assert card
    await town.agrees(ANN, LIN)
    await plans(town)
    done = await town.presses(MEI, "Announce and start")
    assert done.toasts == [town.text("toast-campaign-start-told")]
    await town.advance(DAY)
    assert len(town.told(ANN, "Extra points")) == 1
    assert len(town.told(LIN, "多倍积分")) == 1
    again = await town.presses(MEI, "Announce")
    assert again.toasts == [town.text("toast-campaign-known")]
    await town.advance(DAY)
    assert len(town.told(ANN, "Extra points")) == 1


@pytest.mark.parametrize("person", [ANN, BO])
async def test_nobody_but_the_owner_touches_campaigns(town: Town, card: str, person: int) -> None:
    assert card
    for command in ("/campaigns", "/value"):
        assert (await town.says(person, command)).text == town.text("refusal-not-allowed")
    await plans(town)
    borrowed = await town.forges(person, data(town, "Start quietly"))
    assert borrowed.alert == town.text("toast-old-button")
    assert rules(town) == {}
