"""A broadcast is any message that its owner sends to the bot, tried on the owner first."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.entities import Entity
from tests.handlers.broadcasting import begins, composes, news, presses, screen, sends
from tests.handlers.broadcasting import joins as join
from tests.handlers.town import ANN, LIN, MEI, Reply, Town

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x04" + bytes(16)
Sends = Callable[[Town], dict[str, Any]]
KINDS: dict[str, Sends] = {
    "photo": lambda town: town.world.sends_photo(MEI, PNG, "Fresh bread"),
    "video": lambda town: town.world.sends_video(MEI, caption="Fresh bread"),
    "animation": lambda town: town.world.sends_animation(MEI, caption="Fresh bread"),
    "audio": lambda town: town.world.sends_audio(MEI, caption="Fresh bread"),
    "voice": lambda town: town.world.sends_voice(MEI, caption="Fresh bread"),
    "document": lambda town: town.world.sends_document(MEI, caption="Fresh bread"),
    "video_note": lambda town: town.world.sends_video_note(MEI),
    "sticker": lambda town: town.world.sends_sticker(MEI),
    "location": lambda town: town.world.sends_location(MEI),
    "venue": lambda town: town.world.sends_venue(MEI, "Bakery", "Nanjing Road 1"),
    "contact": lambda town: town.world.sends_contact(MEI),
    "poll": lambda town: town.world.sends_poll(MEI, "Rye or wheat?", ["Rye", "Wheat"]),
    "dice": lambda town: town.world.sends_dice(MEI),
}


@pytest.fixture(autouse=True)
async def members(town: Town) -> None:
    await join(town, ANN, LIN)


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_message_reaches_everybody_as_it_was(town: Town, kind: str) -> None:
    await begins(town)
    draft = await town.reply(KINDS[kind](town))
    copy = next(answer.message for answer in draft.answers if answer.message)
    assert copy.kind == kind
    report = await sends(town)
    assert "Done with 2 of 2: 2 delivered" in report
    for person in (ANN, LIN):
        (got,) = [m for m in town.heard(person) if m.kind == kind]
        assert (got.text, got.file) == (copy.text, copy.file)
        assert got.keyboard[-1][0].text == town.text(
            "button-stop-news", "zh" if person == LIN else "en"
        )


async def test_the_owner_sees_it_first_with_the_button_that_stops_the_news(town: Town) -> None:
    draft = await composes(town, "1 < 2 & <b>not bold</b>\nTomorrow at 8")
    copy, asked = [answer.message for answer in draft.answers if answer.message]
    assert copy.text == "1 < 2 & <b>not bold</b>\nTomorrow at 8"
    assert [b.text for row in copy.keyboard for b in row] == ["Stop the news"]
    assert "2 people" in asked.text
    assert news(town, ANN, "Tomorrow") == []


async def test_the_buttons_of_the_first_copy_do_nothing_yet(town: Town) -> None:
    await composes(town, "Tomorrow at 8")
    await presses(town, "Buttons", "Open a screen", "Rewards", "Back")
    copied = await town.says(MEI, "Tomorrow at 9")
    copy = next(answer.message for answer in copied.answers if answer.message)
    for label in ("Rewards", "Stop the news"):
        tried = await town.presses(MEI, label, copy)
        assert tried.toasts == [town.text("toast-broadcast-tried")]
        assert tried.screen is None


async def test_what_was_set_bold_stays_bold(town: Town) -> None:
    await begins(town)
    await town.reply(town.world.says(MEI, "😀 fresh bread", (Entity("bold", 3, 5),)))
    await sends(town)
    assert [m.html for m in news(town, ANN, "fresh")] == ["😀 <b>fresh</b> bread"]


async def test_each_reads_their_own_name_and_points(town: Town) -> None:
    await composes(town, "{name}, you have {points} as {tier}. {nmae}")
    assert "I don’t know {nmae}" in screen(town)
    await sends(town)
    (ann,), (lin,) = news(town, ANN, "{nmae}"), news(town, LIN, "{nmae}")
    assert ann.text.startswith("Ann, you have")
    assert lin.text != ann.text
    assert "积分" in lin.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("{Name}", "{Name}"),
        ("{ name }", "{ name }"),
        ("\uff5bname\uff5d", "\uff5bname\uff5d"),
        ("{积分}", "{积分}"),
        ("{a}{b}{a}" + "".join(f"{{x{n}}}" for n in range(600)), "{a} {b} {x0}"),
    ],
)
async def test_what_may_have_been_meant_for_a_place_is_pointed_out(
    town: Town, typed: str, shown: str
) -> None:
    await composes(town, typed)
    assert town.text("broadcast-unknown-place", places=shown) in screen(town)


async def test_who_has_no_card_is_told_that_the_figures_are_a_sample(town: Town) -> None:
    told = town.text("broadcast-sample")
    assert told in (await composes(town, "You have {points}")).text
    assert told not in (await town.says(MEI, "Fresh bread")).text
    await town.says(MEI, "/start")
    await town.presses(MEI, "My own card")
    assert told not in (await composes(town, "You have {points}")).text


async def test_each_album_is_refused_once_with_the_reason(town: Town) -> None:
    await begins(town)
    for _ in range(2):
        town.world.sends_album(MEI, [PNG] * 3)
        await town.settled()
    assert len(town.told(MEI, town.text("refusal-uncopyable", why="album"))) == 2
    assert "2 people" in (await town.says(MEI, "Fresh bread")).text


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"story": {"chat": {"id": MEI, "type": "private"}, "id": 1}}, "story"),
        ({"paid_media": {"star_count": 5, "paid_media": []}}, "paid"),
        ({"game": {"title": "Chess", "description": "", "photo": []}}, "game"),
        ({"write_access_allowed": {}}, "other"),
    ],
)
async def test_what_cannot_be_sent_on_is_said_and_asked_for_again(
    town: Town, fields: dict[str, Any], why: str
) -> None:
    await begins(town)
    refused = await town.reply(town.world.sends_other(MEI, **fields))
    assert refused.text == town.text("refusal-uncopyable", why=why)
    assert refused.labels == ["Cancel"]
    assert "2 people" in (await town.says(MEI, "Fresh bread")).text


async def test_a_quiz_is_refused_with_the_reason(town: Town) -> None:
    await begins(town)
    refused = await town.reply(town.world.sends_poll(MEI, "2 + 2?", ["3", "4"], kind="quiz"))
    assert refused.text == town.text("refusal-uncopyable", why="quiz")


async def test_a_poll_says_that_each_has_their_own(town: Town) -> None:
    await begins(town)
    draft = await town.reply(KINDS["poll"](town))
    assert town.text("broadcast-own-poll") in draft.text


async def test_a_text_that_is_too_long_with_the_longest_name_is_refused_before(town: Town) -> None:
    await begins(town)
    refused = await town.says(MEI, "{name}" + "x" * 4090)
    assert refused.text == town.text("refusal-text-too-long", letters=4170, limit=4096)
    assert not news(town, MEI, "xxx")
    assert "2 people" in (await town.says(MEI, "x" * 4096)).text


async def test_a_caption_may_be_as_long_as_telegram_takes(town: Town) -> None:
    await begins(town)
    draft = await town.reply(town.world.sends_photo(MEI, PNG, "x" * 1024))
    assert "2 people" in draft.text
    refused = await town.reply(town.world.sends_photo(MEI, PNG, "{name}" + "x" * 1018))
    assert refused.text == town.text("refusal-text-too-long", letters=1098, limit=1024)


async def test_what_telegram_refuses_is_refused_before_anybody_gets_it(town: Town) -> None:
    await begins(town)
    options = [str(number) for number in range(20)]
    refused = await town.reply(town.world.sends_poll(MEI, "How many?", options))
    assert refused.text.startswith("Telegram doesn’t take it, so nobody would get it")
    assert "2 people" in (await town.says(MEI, "Fresh bread")).text


async def test_another_message_takes_the_place_of_the_first(town: Town) -> None:
    await composes(town, "First")
    await presses(town, "Hold-out", "✓ 0 %")
    draft = await town.says(MEI, "Second")
    assert next(a.message.text for a in draft.answers if a.message) == "Second"
    await sends(town)
    assert (news(town, ANN, "First"), len(news(town, ANN, "Second"))) == ([], 1)


async def test_the_word_cancel_is_no_message_to_everybody(town: Town) -> None:
    await begins(town)
    cancelled: Reply = await town.says(MEI, "cancel")
    assert cancelled.text == town.text("cancelled", flow="broadcast")


async def test_a_draft_survives_a_restart(town: Town) -> None:
    await composes(town)
    await presses(town, "Audience", "Language", "中文")
    await town.reopens()
    await presses(town, "Back", "Back")
    assert "members reading 中文: 1 person" in screen(town)
    await sends(town)
    assert (len(news(town, ANN)), len(news(town, LIN))) == (0, 1)
