"""Every kind of message, from people and from the bot."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground import Playground, World
from bot.playground.entities import Entity
from bot.playground.peopleside import Update
from tests import api_spec

BOLD = (Entity("bold", 0, 3),)

SENDINGS: dict[str, Callable[[World, int], Update]] = {
    "video": lambda world, ann: world.sends_video(ann, caption="New menu", entities=BOLD),
    "animation": lambda world, ann: world.sends_animation(ann),
    "audio": lambda world, ann: world.sends_audio(ann, caption="Our song"),
    "voice": lambda world, ann: world.sends_voice(ann),
    "video_note": lambda world, ann: world.sends_video_note(ann),
    "document": lambda world, ann: world.sends_document(ann, name="menu.pdf"),
    "sticker": lambda world, ann: world.sends_sticker(ann),
    "location": lambda world, ann: world.sends_location(ann),
    "venue": lambda world, ann: world.sends_venue(ann, "The Bakery", "1 Nanjing Road"),
    "contact": lambda world, ann: world.sends_contact(ann),
    "poll": lambda world, ann: world.sends_poll(ann, "Which bread?", ["Rye", "Wheat"]),
    "dice": lambda world, ann: world.sends_dice(ann, "🎯"),
}
FILES = ("video", "animation", "audio", "voice", "video_note", "document", "sticker")


def well_spelt(type_: str, value: Any) -> None:
    spec = api_spec.spec()
    assert spec is None or spec.wrong(type_, value) == []


@pytest.mark.parametrize("kind", SENDINGS)
def test_what_people_send_reaches_the_bot_as_telegram_spells_it(
    world: World, ann: int, kind: str
) -> None:
    update = SENDINGS[kind](world, ann)
    assert kind in update["message"]
    well_spelt("Update", update)
    assert world.chat(ann)[-1].kind == kind


def test_a_caption_carries_its_formatting(world: World, ann: int) -> None:
    message = world.sends_video(ann, caption="New menu", entities=BOLD)["message"]
    assert message["caption"] == "New menu"
    assert message["caption_entities"] == [{"type": "bold", "offset": 0, "length": 3}]


def test_an_animation_is_a_document_too_and_a_venue_a_location(world: World, ann: int) -> None:
    """What Telegram says twice, for bots that are older than the newer word."""
    film = world.sends_animation(ann)["message"]
    assert film["document"]["file_id"] == film["animation"]["file_id"]
    place = world.sends_venue(ann, "The Bakery", "1 Nanjing Road")["message"]
    assert place["location"] == place["venue"]["location"]


def test_an_album_is_one_update_for_each_picture(world: World, ann: int, png: bytes) -> None:
    updates = world.sends_album(ann, [png, png + b"2", png + b"3"], "Our breads")
    messages = [update["message"] for update in updates]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["Our breads", None, None]
    for update in updates:
        well_spelt("Update", update)
    other = world.sends_album(ann, [png, png])[0]["message"]
    assert other["media_group_id"] != messages[0]["media_group_id"]


def test_what_no_phone_shows_can_be_sent_all_the_same(world: World, ann: int) -> None:
    story = {"chat": {"id": ann, "type": "private"}, "id": 3}
    update = world.sends_other(ann, story=story)
    assert update["message"]["story"] == story
    well_spelt("Update", update)


@pytest.mark.parametrize("kind", FILES)
async def test_a_file_is_sent_again_by_its_id(world: World, bot: Any, ann: int, kind: str) -> None:
    known = SENDINGS[kind](world, ann)["message"][kind]["file_id"]
    method = f"send{kind.title().replace('_', '')}"
    sent = await bot.do(method, chat_id=ann, **{kind: known})
    assert sent[kind]["file_id"] == known
    well_spelt("Message", sent)


@pytest.mark.parametrize("kind", FILES)
async def test_a_file_of_another_kind_is_refused(
    world: World, bot: Any, ann: int, png: bytes, kind: str
) -> None:
    photo = world.sends_photo(ann, png)["message"]["photo"][0]["file_id"]
    name = kind.title().replace("_", "")
    refused = await bot.refused(f"send{name}", chat_id=ann, **{kind: photo})
    named = "VoiceNote" if kind == "voice" else name
    assert refused == f"Bad Request: can't use file of type Photo as {named}"
    unknown = await bot.refused(f"send{name}", chat_id=ann, **{kind: "BAAC-none"})
    assert unknown == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_an_uploaded_film_keeps_what_is_said_of_it(bot: Any, ann: int) -> None:
    facts = {"duration": "12", "width": "1280", "height": "720", "caption": "Bread"}
    sent = await bot.upload("sendVideo", {"video": b"film"}, chat_id=str(ann), **facts)
    video = sent["video"]
    assert (video["duration"], video["width"], video["height"]) == (12, 1280, 720)
    assert sent["caption"] == "Bread"


@pytest.mark.parametrize("kind", ["sendVideo", "sendAnimation", "sendAudio", "sendVoice"])
async def test_a_caption_has_1024_units_at_most(bot: Any, ann: int, kind: str) -> None:
    refused = await bot.refused(kind, chat_id=ann, caption="😀" * 513)
    assert refused == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("method", "params", "kind"),
    [
        ("sendLocation", {"latitude": 31.23, "longitude": -121.47}, "location"),
        (
            "sendVenue",
            {"latitude": 0, "longitude": 180, "title": "The Bakery", "address": "1 Nanjing Road"},
            "venue",
        ),
        ("sendContact", {"phone_number": "+8613800138000", "first_name": "Mei"}, "contact"),
        ("sendPoll", {"question": "Which?", "options": [{"text": "Rye"}, {"text": "Oat"}]}, "poll"),
        ("sendPoll", {"question": "Only one?", "options": ["Yes"]}, "poll"),
        ("sendDice", {}, "dice"),
        ("sendDice", {"emoji": "🎰"}, "dice"),
    ],
)
async def test_the_bot_sends_more_than_words_and_files(
    world: World, bot: Any, ann: int, method: str, params: dict[str, Any], kind: str
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Stop", "callback_data": "stop"}]]}
    sent = await bot.do(method, chat_id=ann, reply_markup=keyboard, **params)
    assert kind in sent
    well_spelt("Message", sent)
    assert world.chat(ann)[-1].button("Stop").data == "stop"


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("sendLocation", {"longitude": 1}, "latitude is empty"),
        ("sendLocation", {"latitude": 1}, "longitude is empty"),
        ("sendLocation", {"latitude": 91, "longitude": 1}, "wrong location specified"),
        ("sendLocation", {"latitude": "nan", "longitude": 1}, "wrong location specified"),
        ("sendLocation", {"latitude": 1, "longitude": -180.5}, "wrong location specified"),
        ("sendVenue", {"latitude": 1, "longitude": 1, "title": "x"}, "address is empty"),
        ("sendContact", {"first_name": "Mei"}, "phone number is empty"),
        ("sendContact", {"phone_number": "1"}, "first name is empty"),
        ("sendDice", {"emoji": "🐟"}, "wrong dice emoji"),
        ("sendPoll", {"question": "?"}, "can't parse options JSON object"),
        ("sendPoll", {"question": "?", "options": {}}, "expected an Array of InputPollOption"),
        ("sendPoll", {"question": "?", "options": []}, "poll must have at least one answer option"),
        (
            "sendPoll",
            {"question": "?", "options": ["x"] * 13},
            "poll can't have more than 12 options",
        ),
        ("sendPoll", {"question": "", "options": ["x"]}, "text must be non-empty"),
        ("sendPoll", {"question": "?", "options": ["x", " "]}, "text must be non-empty"),
        (
            "sendPoll",
            {"question": "x" * 301, "options": ["x"]},
            "poll question length must not exceed 300",
        ),
        (
            "sendPoll",
            {"question": "?", "options": ["x" * 101]},
            "poll options length must not exceed 100",
        ),
        (
            "sendPoll",
            {"question": "?", "options": ["x"], "type": "quiz"},
            "correct quiz option list must be non-empty",
        ),
        ("sendVideo", {}, "there is no video in the request"),
        ("sendVideoNote", {}, "there is no video note in the request"),
    ],
)
async def test_what_is_badly_filled_in_is_refused_in_telegrams_words(
    bot: Any, ann: int, method: str, params: dict[str, Any], reason: str
) -> None:
    assert await bot.refused(method, chat_id=ann, **params) == f"Bad Request: {reason}"


@pytest.mark.parametrize("kind", SENDINGS)
async def test_any_message_can_be_copied(world: World, bot: Any, ann: int, kind: str) -> None:
    SENDINGS[kind](world, ann)
    source = world.chat(ann)[-1]
    await bot.do("copyMessage", chat_id=ann, from_chat_id=ann, message_id=source.id)
    copy = world.chat(ann)[-1]
    assert copy.id != source.id
    assert (copy.kind, copy.file, copy.details) == (kind, source.file, source.details)


async def test_only_what_bears_a_caption_gets_a_new_one(world: World, bot: Any, ann: int) -> None:
    here = {"chat_id": ann, "from_chat_id": ann, "caption": "new"}
    world.sends_video(ann, caption="old")
    await bot.do("copyMessage", message_id=world.chat(ann)[-1].id, **here)
    assert world.chat(ann)[-1].text == "new"
    world.sends_sticker(ann)
    await bot.do("copyMessage", message_id=world.chat(ann)[-1].id, **here)
    copy = world.chat(ann)[-1]
    assert (copy.kind, copy.text) == ("sticker", "")
    edit = {"chat_id": ann, "message_id": copy.id, "caption": "new"}
    refused = await bot.refused("editMessageCaption", **edit)
    assert refused == "Bad Request: there is no caption in the message to edit"


async def test_how_a_message_was_sent_is_kept_with_it(world: World, bot: Any, ann: int) -> None:
    quiet = {"disable_notification": True, "protect_content": True, "allow_paid_broadcast": True}
    sent = await bot.do("sendMessage", chat_id=ann, text="psst", **quiet)
    assert sent["has_protected_content"] is True
    shown = world.chat(ann)[-1]
    assert (shown.silent, shown.protected, shown.paid) == (True, True, True)
    await bot.do("sendMessage", chat_id=ann, text="hey")
    shown = world.chat(ann)[-1]
    assert (shown.silent, shown.protected, shown.paid) == (False, False, False)


async def test_a_bot_without_a_fortune_sells_no_broadcast(world: World, bot: Any, ann: int) -> None:
    poor = Playground(world, rich=False)
    await poor.start()
    bot.playground = poor
    refused = await bot.refused("sendMessage", chat_id=ann, text="x", allow_paid_broadcast=True)
    assert refused == "Bad Request: FLOODSKIP_NOT_ALLOWED"
    await poor.stop()


def test_chance_shows_every_face_of_a_die(world: World, ann: int) -> None:
    thrown = {world.sends_dice(ann)["message"]["dice"]["value"] for _ in range(100)}
    assert thrown == {1, 2, 3, 4, 5, 6}
