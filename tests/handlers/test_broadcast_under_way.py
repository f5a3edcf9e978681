"""A broadcast to a crowd: paused, resumed, cancelled, restarted, and what came of it later."""

import re

import pytest

from domain import broadcasts
from domain.calendar import DAY
from domain.programme import Programme
from tests.handlers.broadcasting import (
    CROWD,
    NEWS,
    composes,
    ended,
    gathers,
    joins,
    news,
    presses,
    screen,
    sends,
)
from tests.handlers.town import ANN, LIN, MEI, Town


@pytest.fixture(autouse=True)
async def members(town: Town) -> None:
    await joins(town, ANN, LIN)


class TestUnderWay:
    @pytest.fixture(autouse=True)
    async def crowd(self, town: Town, members: None) -> None:
        await gathers(town)
        await composes(town)
        await presses(town, "Go on")
        button = town.newest(MEI, "Send to 80")
        town.world.presses(MEI, button.id, "Send to 80")
        await town.until(lambda: got(town) > 0 and "Pause" in labels(town))

    async def test_a_paused_one_waits_and_goes_on_where_it_stood(self, town: Town) -> None:
        await presses(town, "Pause")
        await town.until(lambda: "paused" in screen(town) and settled_in(screen(town)) == got(town))
        held = got(town)
        assert 0 < held < 80
        await town.reopens()
        assert got(town) == held
        await presses(town, "Resume")
        await town.until(lambda: ended(town))
        assert "Done with 80 of 80: 80 delivered" in screen(town)
        assert_each_once(town)

    async def test_a_cancelled_one_reports_who_has_it_and_who_has_not(self, town: Town) -> None:
        await presses(town, "Pause")
        asked = await presses(town, "Cancel")
        assert "for good" in asked.text
        await presses(town, "Stop it for good")
        await town.until(
            lambda: "Cancelled" in screen(town) and settled_in(screen(town)) == got(town)
        )
        has = got(town)
        assert 0 < has < 80
        assert f"{has} of 80" in screen(town)
        assert f"{80 - has} not sent" in screen(town)
        details = await presses(town, "Details")
        assert f"{80 - has} not sent" in details.text
        assert details.text.endswith("= 80 people")

    async def test_who_thinks_better_of_cancelling_goes_on_watching(self, town: Town) -> None:
        await presses(town, "Cancel", "Back")
        await town.until(lambda: ended(town))
        assert "80 delivered" in screen(town)

    async def test_only_one_message_shows_how_it_stands(self, town: Town) -> None:
        await presses(town, "Cancel", "Back")
        await town.until(lambda: ended(town))
        assert len([m for m in town.heard(MEI) if f"{NEWS} · to all" in m.text]) == 1

    async def test_no_progress_overwrites_what_the_owner_went_back_to(self, town: Town) -> None:
        await presses(town, "Pause")
        listed = await presses(town, "Back")
        assert listed.text.startswith("Broadcasts · 1 on the way")
        assert await screen_kept(town) is None
        await presses(town, f"‖ {NEWS}", "Resume")
        await town.until(lambda: ended(town))

    async def test_a_restart_in_the_middle_tells_nobody_twice(self, town: Town) -> None:
        await town.reopens()
        await town.until(lambda: ended(town))
        assert "Done with 80 of 80: 80 delivered" in screen(town)
        assert_each_once(town)

    async def test_the_owner_s_first_screen_leads_to_it(self, town: Town) -> None:
        await presses(town, "Pause", "Resume")
        home = await town.says(MEI, "/start")
        (way,) = [label for label in home.labels if NEWS in label]
        assert NEWS in (await presses(town, way)).text
        await presses(town, "Pause")
        assert any(each.startswith(f"‖ {NEWS}") for each in (await town.says(MEI, "/start")).labels)


class TestWhereTheFirstGoBadly:
    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        """A tenth goes first."""
        careful = programme.messages.model_copy(update={"canary_percent": 10})
        return programme.model_copy(update={"messages": careful})

    async def test_it_pauses_by_itself_and_the_owner_is_told(self, town: Town) -> None:
        await gathers(town)
        for person in (ANN, LIN, *CROWD):
            town.world.people[person].blocked = True
        await composes(town)
        assert "10 % get it first" in (await presses(town, "Go on")).text
        await presses(town, "Send to 80")
        await town.until(lambda: bool(town.told(MEI, "paused by itself: of the first 8 people 8")))
        shown = await presses(town, "Look")
        assert "It paused by itself" in shown.text
        assert {"Resume", "Cancel"} <= set(shown.labels)


class TestWithMembersLeftOut:
    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        """Half of the members are left out by lot."""
        apart = programme.messages.model_copy(update={"holdout_percent": 50})
        return programme.model_copy(update={"messages": apart})

    async def test_a_week_later_the_report_says_what_it_brought(self, town: Town) -> None:
        await gathers(town)
        await composes(town)
        assert "50 % get nothing" in screen(town)
        report = await sends(town)
        assert "held out" in report
        assert town.text("broadcast-effect-later") in report
        await town.advance(8 * DAY)
        await town.says(MEI, "/broadcast")
        shown = await presses(town, "✓ Fresh bread")
        assert "Bought within 7 days: 0 %, of those held out 0 % · not proven" in shown.text


def got(town: Town) -> int:
    """How many messages of the broadcast have arrived."""
    return sum(len(news(town, person)) for person in (ANN, LIN, *CROWD))


def assert_each_once(town: Town) -> None:
    """Nobody was left out and nobody was told twice."""
    assert {len(news(town, person)) for person in (ANN, LIN, *CROWD)} == {1}


async def screen_kept(town: Town) -> tuple[int, int, str] | None:
    """Where the progress of what is listed first is shown."""
    listed = (await town.app.store.read(broadcasts.listing, 1)).items[0]
    return (await town.app.store.read(broadcasts.report, listed.broadcast)).screen


def labels(town: Town) -> list[str]:
    """The buttons of the owner's live screen."""
    return [b.text for row in town.heard(MEI)[-1].keyboard for b in row]


def settled_in(text: str) -> int:
    """The people that a progress screen has dealt with."""
    return sum(int(n) for n in re.findall(r"(\d+) (?:delivered|blocked|muted|failed)", text))
