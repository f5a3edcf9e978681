"""Any message can be sent on to members; what cannot is told apart, with its reason."""

from typing import Any

import pytest

from bot.playground.bot_html import parse
from bot.telegram.composing import METHODS, letters, letters_most, outgoing, read
from domain.broadcasts.content import Content
from domain.errors import Uncopyable
from tests import api_spec

SENT = {"message_id": 7, "date": 1_760_000_000, "chat": {"id": 9, "type": "private"}}
FILE = {"file_id": "AgAD", "file_unique_id": "u", "file_size": 9}
FRAME = FILE | {"width": 640, "height": 480}
PLACE = {"latitude": 31.23, "longitude": 121.47}
POLL = {
    "id": "5",
    "question": "Rye or wheat?",
    "options": [
        {"persistent_id": each, "text": each, "voter_count": 0} for each in ("Rye", "Wheat")
    ],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
}
CAPTION = {"caption": "Fresh bread"}
MESSAGES: dict[str, dict[str, Any]] = {
    "text": {"text": "Fresh bread"},
    "photo": {"photo": [FRAME | {"file_id": "small"}, FRAME]} | CAPTION,
    "video": {"video": FRAME | {"duration": 3}} | CAPTION,
    "animation": {"animation": FRAME | {"duration": 3}, "document": FILE} | CAPTION,
    "audio": {"audio": FILE | {"duration": 3, "title": "Song"}} | CAPTION,
    "voice": {"voice": FILE | {"duration": 3}} | CAPTION,
    "video_note": {"video_note": FILE | {"length": 240, "duration": 3}},
    "document": {"document": FILE | {"file_name": "menu.pdf"}} | CAPTION,
    "sticker": {"sticker": FRAME | {"type": "regular", "is_animated": False, "is_video": False}},
    "location": {"location": PLACE},
    "venue": {"venue": {"location": PLACE, "title": "Bakery", "address": "1"}, "location": PLACE},
    "contact": {"contact": {"phone_number": "+86", "first_name": "Mei", "user_id": 9}},
    "poll": {"poll": POLL},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
}


@pytest.mark.parametrize("kind", METHODS)
def test_each_kind_is_sent_by_a_call_that_telegram_knows(kind: str) -> None:
    content = read(SENT | MESSAGES[kind])
    method, params = outgoing(content, content.html)
    assert content.kind == kind
    assert method == METHODS[kind]
    if (spec := api_spec.spec()) is not None:
        assert list(spec.check(method, {"chat_id": 1} | params, set())) == []


@pytest.mark.parametrize("kind", METHODS)
def test_each_kind_is_kept_as_it_is(kind: str) -> None:
    content = read(SENT | MESSAGES[kind])
    assert Content.read(content.packed()) == content


def test_the_largest_of_a_photo_s_sizes_is_sent() -> None:
    assert outgoing(read(SENT | MESSAGES["photo"]), "Hot")[1] == {
        "photo": "AgAD",
        "caption": "Hot",
        "parse_mode": "HTML",
    }


def test_a_picture_without_words_has_no_caption() -> None:
    method, params = outgoing(read(SENT | {"photo": [FRAME]}), "")
    assert (method, params) == ("sendPhoto", {"photo": "AgAD"})


def test_how_it_was_set_to_look_is_kept() -> None:
    above = {"has_media_spoiler": True, "show_caption_above_media": True}
    _, photo = outgoing(read(SENT | MESSAGES["photo"] | above), "Hot")
    assert photo["has_spoiler"]
    assert photo["show_caption_above_media"]
    quiet = {"text": "https://a.example", "link_preview_options": {"is_disabled": True}}
    _, text = outgoing(read(SENT | quiet), "Hot")
    assert text["link_preview_options"] == {"is_disabled": True}


def test_what_was_set_bold_stays_bold_and_what_was_typed_is_no_markup() -> None:
    said = {
        "text": "<b> & 😀 bold",
        "entities": [{"type": "bold", "offset": 9, "length": 4}],
    }
    assert read(SENT | said).html == "&lt;b&gt; &amp; 😀 <b>bold</b>"


def test_an_address_cannot_break_out_of_its_link() -> None:
    url = 'https://a.example/?q="><b>&x=1'
    said = {
        "text": "here",
        "entities": [{"type": "text_link", "offset": 0, "length": 4, "url": url}],
    }
    (link,) = parse(read(SENT | said).html).entities
    assert link.url == url


def test_custom_emoji_go_out_as_plain_ones() -> None:
    emoji = {"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5"}
    bold = {"type": "bold", "offset": 0, "length": 5}
    assert read(SENT | {"text": "😀 hi", "entities": [bold, emoji]}).html == "<b>😀 hi</b>"


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ({"photo": [FRAME], "media_group_id": "1"}, "album"),
        ({"poll": POLL | {"type": "quiz", "correct_option_ids": [0]}}, "quiz"),
        ({"poll": POLL | {"media": {"photo": [FRAME]}}}, "poll_media"),
        ({"location": PLACE | {"live_period": 900}}, "live"),
        ({"live_photo": FRAME, "photo": [FRAME]}, "live_photo"),
        ({"paid_media": {"star_count": 1, "paid_media": []}}, "paid"),
        ({"invoice": {"title": "Bread"}}, "paid"),
        ({"game": {"title": "Chess"}}, "game"),
        ({"story": {"id": 1}}, "story"),
        ({"giveaway": {"winner_count": 1}}, "giveaway"),
        ({"pinned_message": SENT}, "other"),
        ({"users_shared": {"request_id": 1}}, "other"),
        ({}, "other"),
    ],
)
def test_what_cannot_be_sent_on_says_why(message: dict[str, Any], why: str) -> None:
    with pytest.raises(Uncopyable) as refused:
        read(SENT | message)
    assert refused.value.why == why


def test_lists_call_it_by_its_first_words_or_by_what_it_holds() -> None:
    assert read(SENT | {"text": "Fresh bread\nat 8"}).title == "Fresh bread"
    assert read(SENT | {"text": "新鲜面包。\n八点"}).title == "新鲜面包"
    assert read(SENT | MESSAGES["poll"]).title == "Rye or wheat?"
    assert read(SENT | {"document": FILE | {"file_name": "menu.pdf"}}).title == "menu.pdf"
    assert read(SENT | {"voice": FILE}).title == ""


def test_length_counts_as_telegram_does() -> None:
    assert letters("<b>a</b> &amp; 😀") == 6
    assert letters_most(read(SENT | MESSAGES["photo"])) == 1024
    assert letters_most(read(SENT | MESSAGES["text"])) == 4096
