"""What the owner tells everybody: previewed, counted, sent once, reported so that it adds up."""

import asyncio
import re

import pytest

from bot.playground.entities import Entity
from bot.playground.people import Message
from domain.earning import join
from domain.members import Person
from tests.handlers.town import ANN, BO, LIN, MEI, Reply, Town

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x04" + bytes(16)
NEWS = "Fresh bread"
CROWD = tuple(range(5000, 5078))


@pytest.fixture(autouse=True)
async def members(town: Town) -> None:
    await town.says(ANN, "/start")
    await town.says(LIN, "/start")


@pytest.fixture
async def crowd(town: Town) -> None:
    """Eighty members with Ann and Lin, and a pace at which there is time to press Pause."""
    town.changes("telegram", bulk_per_second=100.0)
    await town.reopens()
    for person in CROWD:
        town.world.add_person(person, f"P{person}", started=True)
    await asyncio.gather(
        *(
            town.app.store.write(join, Person(person, f"P{person}", "en"), key=f"join:{person}")
            for person in CROWD
        )
    )


async def test_a_text_keeps_its_markup_from_preview_to_members(town: Town) -> None:
    composed = await compose(town, "1 < 2 & <b>not bold</b>\nTomorrow at 8")
    preview, asked = [a.message for a in composed.answers if a.message]
    assert preview.text == "1 < 2 & <b>not bold</b>\nTomorrow at 8"
    assert [b.text for row in preview.keyboard for b in row] == ["Stop the news"]
    assert asked.keyboard[0][0].text == "All"
    confirm = await town.presses(MEI, "All")
    assert "2 people" in confirm.text
    await sent(town, "Send to 2")
    for person in (ANN, LIN):
        assert [m.text for m in news(town, person, "Tomorrow")] == [preview.text]
    assert news(town, ANN, "Tomorrow")[0].keyboard[0][0].text == "Stop the news"
    assert news(town, LIN, "Tomorrow")[0].keyboard[0][0].text == town.text("button-stop-news", "zh")


async def test_entities_reach_members_as_they_were_set(town: Town) -> None:
    await town.says(MEI, "/broadcast")
    bold = Entity("bold", 3, 5)
    await town.reply(town.world.says(MEI, "😀 fresh bread", (bold,)))
    await town.presses(MEI, "All")
    await sent(town, "Send to 2")
    assert [m.html for m in news(town, ANN, "fresh")] == ["😀 <b>fresh</b> bread"]


async def test_a_photo_with_its_caption_reaches_everybody(town: Town) -> None:
    await town.says(MEI, "/broadcast")
    composed = await town.reply(town.world.sends_photo(MEI, PNG, "Fresh <bread>"))
    preview = next(a.message for a in composed.answers if a.message)
    assert preview.photo
    await town.presses(MEI, "All")
    await sent(town, "Send to 2")
    (got,) = news(town, ANN, "Fresh")
    assert (got.photo, got.text) == (preview.photo, "Fresh <bread>")


async def test_what_cannot_be_sent_is_said_at_once_and_asked_for_again(town: Town) -> None:
    await town.says(MEI, "/broadcast")
    refused = await town.reply(town.world.sends_sticker(MEI))
    assert refused.text == town.text("broadcast-only")
    await compose(town, NEWS)
    await town.presses(MEI, "All")
    await sent(town, "Send to 2")
    assert len(news(town, ANN)) == 1


async def test_an_audience_may_be_a_language_or_a_tier(town: Town) -> None:
    await compose(town, NEWS)
    assert "1 person" in (await town.presses(MEI, "中文")).text
    await town.presses(MEI, "Back")
    assert "0 people" in (await town.presses(MEI, "gold")).text
    assert not any(label.startswith("Send") for label in (await town.presses(MEI, "Back")).labels)
    await town.presses(MEI, "中文")
    await sent(town, "Send to 1")
    assert (len(news(town, ANN)), len(news(town, LIN))) == (0, 1)


async def test_a_cancelled_draft_is_sent_to_nobody(town: Town) -> None:
    await compose(town, NEWS)
    await town.presses(MEI, "All")
    old = town.newest(MEI, "Send to 2")
    data = old.button("Send to 2").data
    assert data is not None
    cancelled = await town.presses(MEI, "Cancel")
    assert cancelled.text == town.text("cancelled", flow="broadcast")
    refused = await town.forges(MEI, data)
    assert refused.alert == town.text("refusal-screen-old")
    assert news(town, ANN) == []


async def test_ten_presses_of_send_are_one_broadcast(town: Town) -> None:
    await compose(town, NEWS)
    await town.presses(MEI, "All")
    await town.presses_at_once(MEI, "Send to 2", 10)
    await town.until(lambda: ended(town))
    assert (len(news(town, ANN)), len(news(town, LIN))) == (1, 1)


async def test_the_report_adds_up(town: Town) -> None:
    """Blocked, muted and delivered are all there are."""
    for person in (BO, 6001, 6002):
        if person != BO:
            town.world.add_person(person, f"P{person}")
        await town.says(person, "/start")
    await town.presses(BO, "My own card")
    await town.says(6001, "/settings")
    await town.presses(6001, "✓ News")
    town.world.people[6002].blocked = True
    await compose(town, NEWS)
    confirm = await town.presses(MEI, "All")
    assert "5 people" in confirm.text
    assert town.text("broadcast-muted", muted=1) in confirm.text
    report = await sent(town, "Send to 5")
    assert "Sent to 5 of 5: 3 delivered, 1 blocked, 1 muted" in report
    assert [len(news(town, person)) for person in (ANN, LIN, BO, 6001, 6002)] == [1, 1, 1, 0, 0]


async def test_who_stops_the_news_gets_no_more_and_may_start_it_again(town: Town) -> None:
    await broadcast(town, "Send to 2")
    stopped = await town.presses(ANN, "Stop the news")
    assert stopped.text == town.text("news-stopped")
    assert len(news(town, ANN)) == 1
    assert "1 delivered, 1 muted" in await broadcast(town, "Send to 2")
    assert len(news(town, ANN)) == 1
    await town.presses(ANN, "News on again")
    await broadcast(town, "Send to 2")
    assert len(news(town, ANN)) == 2


@pytest.mark.usefixtures("crowd")
async def test_a_paused_broadcast_waits_and_goes_on_where_it_stood(town: Town) -> None:
    await started(town)
    await town.presses(MEI, "Pause")
    await town.until(lambda: "paused" in screen(town) and settled_in(screen(town)) == got(town))
    held = got(town)
    assert 0 < held < 80
    await town.reopens()
    assert got(town) == held
    await town.presses(MEI, "Resume")
    await town.until(lambda: ended(town))
    assert "Sent to 80 of 80: 80 delivered" in screen(town)
    assert_each_once(town)


@pytest.mark.usefixtures("crowd")
async def test_a_cancelled_broadcast_reports_who_has_it_and_who_has_not(town: Town) -> None:
    await started(town)
    await town.presses(MEI, "Cancel")
    await town.until(lambda: "Cancelled" in screen(town) and settled_in(screen(town)) == got(town))
    has = got(town)
    assert 0 < has < 80
    assert f"{has} of 80" in screen(town)
    assert f"{80 - has} not sent" in screen(town)
    assert [b.text for row in town.heard(MEI)[-1].keyboard for b in row] == ["Back"]


@pytest.mark.usefixtures("crowd")
async def test_a_restart_in_the_middle_tells_nobody_twice(town: Town) -> None:
    await started(town)
    await town.reopens()
    await town.until(lambda: ended(town))
    assert "Sent to 80 of 80: 80 delivered" in screen(town)
    assert_each_once(town)


async def compose(town: Town, text: str) -> Reply:
    """The owner writes a broadcast."""
    await town.says(MEI, "/broadcast")
    return await town.says(MEI, text)


async def sent(town: Town, label: str) -> str:
    """The owner presses Send; the report at its end."""
    await town.presses(MEI, label)
    await town.until(lambda: ended(town))
    return screen(town)


async def broadcast(town: Town, label: str) -> str:
    """A whole broadcast to all; its report."""
    await compose(town, NEWS)
    await town.presses(MEI, "All")
    return await sent(town, label)


async def started(town: Town) -> None:
    """A broadcast to eighty people of which some have arrived."""
    await compose(town, NEWS)
    await town.presses(MEI, "All")
    button = town.newest(MEI, "Send to 80")
    town.world.presses(MEI, button.id, "Send to 80")
    await town.until(lambda: got(town) > 0 and "Pause" in str(town.heard(MEI)[-1].keyboard))


def news(town: Town, person: int, words: str = NEWS) -> list[Message]:
    """The broadcasts that somebody got."""
    return [m for m in town.heard(person) if words in m.text]


def got(town: Town) -> int:
    """How many messages of the broadcast have arrived."""
    return sum(len(news(town, person)) for person in (ANN, LIN, *CROWD))


def assert_each_once(town: Town) -> None:
    """Nobody was left out and nobody was told twice."""
    assert {len(news(town, person)) for person in (ANN, LIN, *CROWD)} == {1}


def screen(town: Town) -> str:
    """The owner's live screen as it stands."""
    return town.heard(MEI)[-1].text


def ended(town: Town) -> bool:
    """Whether the live screen is the report."""
    return "Sent to" in screen(town)


def settled_in(text: str) -> int:
    """The people that a progress screen has dealt with."""
    return sum(int(n) for n in re.findall(r"(\d+) (?:delivered|blocked|muted|failed)", text))


async def test_an_old_send_sends_no_other_message(town: Town) -> None:
    await compose(town, "First")
    await town.presses(MEI, "All")
    old = town.newest(MEI, "Send to 2")
    await town.says(MEI, "Second")
    pressed = await town.presses(MEI, "Send to 2", old)
    assert pressed.alert == town.text("refusal-screen-old")
    await town.settled()
    assert news(town, ANN, "Second") == []


async def test_the_word_cancel_is_no_message_to_everybody(town: Town) -> None:
    await town.says(MEI, "/broadcast")
    assert (await town.says(MEI, "cancel")).text == town.text("cancelled", flow="broadcast")
