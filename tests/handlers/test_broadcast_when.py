"""When a broadcast goes out: at once, or at a local time to come that can still be changed."""

import pytest

from domain.calendar import DAY, HOUR, MINUTE
from domain.programme import Programme
from tests.handlers.broadcasting import composes, got, joins, presses, screen, sends
from tests.handlers.town import ANN, LIN, MEI, Town

# Day one is a Sunday at noon.


@pytest.fixture(autouse=True)
async def draft(town: Town) -> None:
    await joins(town, ANN, LIN)
    await composes(town)


async def plans(town: Town) -> None:
    """The owner plans it for tomorrow at ten."""
    planned = await presses(town, "When", "Tomorrow 10:00", "Go on", "Plan for 2")
    assert planned.toasts == ["Planned."]


async def test_what_is_planned_goes_out_at_its_time(town: Town) -> None:
    await plans(town)
    assert "Goes out tomorrow 10:00." in screen(town)
    await town.advance(21 * HOUR)
    assert got(town) == (0, 0)
    await town.reopens()
    await town.advance(HOUR + MINUTE)
    await town.until(lambda: got(town) == (1, 1))


async def test_friday_at_five_is_offered(town: Town) -> None:
    await presses(town, "When", "Friday 17:00")
    assert "Goes out 27 Nov 17:00" in screen(town)


async def test_a_time_may_be_typed(town: Town) -> None:
    await presses(town, "When")
    assert "Goes out 30 Nov 18:00" in (await town.says(MEI, "2026-11-30 18:00")).text
    assert "Plan for 2" in (await presses(town, "Go on")).labels
    await presses(town, "Back", "When", "Now")
    assert "Goes out at once" in screen(town)


async def test_a_time_alone_is_the_next_such_time(town: Town) -> None:
    await presses(town, "When")
    assert "Goes out today 18:00" in (await town.says(MEI, "18:00")).text
    await presses(town, "When")
    assert "Goes out tomorrow 09:30" in (await town.says(MEI, "9:30")).text


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("soon", "moment"),
        ("2026-11-30", "moment"),
        ("2026-02-30 10:00", "moment"),
        ("2026-11-30 24:00", "moment"),
        ("2026-11-22 11:59", "over"),
        ("2020-01-01 10:00", "over"),
        ("2046-01-01 10:00", "far"),
    ],
)
async def test_what_is_no_time_to_come_is_explained(town: Town, typed: str, rule: str) -> None:
    await presses(town, "When")
    said = await town.says(MEI, typed)
    assert said.text == town.text(f"unfit.{rule}", example="2026-11-29 18:00")
    assert "Goes out 29 Nov 18:00" in (await town.says(MEI, "2026-11-29 18:00")).text


async def test_another_time_can_be_chosen_or_typed_for_what_is_planned(town: Town) -> None:
    await plans(town)
    await presses(town, "Change time", "Friday 17:00")
    assert "Goes out 27 Nov 17:00." in screen(town)
    await presses(town, "Change time")
    assert "Goes out 30 Nov 18:00." in (await town.says(MEI, "2026-11-30 18:00")).text
    await town.advance(2 * DAY)
    assert got(town) == (0, 0)


async def test_what_is_planned_can_go_out_now(town: Town) -> None:
    await plans(town)
    assert (await presses(town, "Send now")).toasts == ["On its way."]
    await town.until(lambda: got(town) == (1, 1))


async def test_what_is_planned_can_be_cancelled_after_asking_once(town: Town) -> None:
    await plans(town)
    assert got(town) == (0, 0)
    asked = await presses(town, "Cancel")
    assert "for good" in asked.text
    await presses(town, "Stop it for good")
    assert "Cancelled" in screen(town)
    await town.advance(2 * DAY)
    assert got(town) == (0, 0)


async def test_a_time_that_passed_before_it_was_confirmed_means_at_once(town: Town) -> None:
    await presses(town, "When", "Tomorrow 10:00")
    await town.advance(23 * HOUR)
    assert "at once" in (await presses(town, "Go on")).text


class TestInQuietHours:
    @pytest.fixture
    def programme(self, programme: Programme) -> Programme:
        """A shop that is quiet from 11:30 to 14:00, so that day one's noon is."""
        quiet = programme.messages.model_copy(
            update={"quiet_from": "11:30", "quiet_until": "14:00"}
        )
        return programme.model_copy(update={"messages": quiet})

    async def test_one_that_is_planned_for_later_rests_when_they_come(self, town: Town) -> None:
        await presses(town, "When", "Tomorrow 10:00")
        assert "It rests from 11:30 to 14:00" in (await presses(town, "Go on")).text
        await presses(town, "Back", "When")
        await town.says(MEI, "2026-11-30 12:00")
        assert "Goes out 30 Nov 14:00" in (await presses(town, "Go on")).text

    async def test_it_rests_until_they_are_over(self, town: Town) -> None:
        confirm = await presses(town, "Go on")
        assert "Goes out today 14:00" in confirm.text
        assert "Until then it’s quiet." in confirm.text
        assert (await presses(town, "Send to 2")).toasts == ["Planned."]
        assert "rests until today 14:00" in screen(town)
        assert got(town) == (0, 0)
        await town.advance(2 * HOUR + MINUTE)
        await town.until(lambda: got(town) == (1, 1))


async def test_one_sent_at_once_has_no_time_to_change(town: Town) -> None:
    await sends(town)
    assert "Change time" not in [b.text for row in town.heard(MEI)[-1].keyboard for b in row]
