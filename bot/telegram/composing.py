"""A broadcast's message: read from what its author sent, and sent anew to each member.

Nothing is forwarded or copied: what the bot keeps is what members get, whatever becomes of the
author's own message.
"""

import html
import re
from typing import Any, Final

from telegram import Message
from telegram.constants import MessageLimit, ParseMode

from bot.telegram.incoming import Raw
from bot.texts.formats import name
from domain.broadcasts.content import Content
from domain.errors import Uncopyable

# In this order: a venue carries a location too, and an animation a document.
METHODS: Final = {
    "text": "sendMessage",
    "photo": "sendPhoto",
    "video": "sendVideo",
    "animation": "sendAnimation",
    "audio": "sendAudio",
    "voice": "sendVoice",
    "video_note": "sendVideoNote",
    "document": "sendDocument",
    "sticker": "sendSticker",
    "venue": "sendVenue",
    "location": "sendLocation",
    "contact": "sendContact",
    "poll": "sendPoll",
    "dice": "sendDice",
}
CAPTIONED: Final = ("photo", "video", "animation", "audio", "voice", "document")
FILES: Final = (*CAPTIONED, "video_note", "sticker")

# What of a part its method takes as it is.
_KEPT: Final = {
    "location": ("latitude", "longitude", "horizontal_accuracy"),
    "venue": (
        "title",
        "address",
        "foursquare_id",
        "foursquare_type",
        "google_place_id",
        "google_place_type",
    ),
    "contact": ("phone_number", "first_name", "last_name", "vcard"),
    "poll": ("is_anonymous", "allows_multiple_answers", "allows_revoting", "open_period"),
    "dice": ("emoji",),
}
# Why a message cannot go out, by what it carries; whatever else has none of METHODS is "other".
# A live photo shows up as a photo too, a paid one and an album would arrive as something else.
_REFUSED: Final = {
    "media_group_id": "album",
    "live_photo": "live_photo",
    "paid_media": "paid",
    "invoice": "paid",
    "game": "game",
    "story": "story",
    "checklist": "checklist",
    "giveaway": "giveaway",
    "giveaway_winners": "giveaway",
    "rich_message": "rich",
}
_TAG: Final = re.compile(r"<[^>]*>")


def read(message: Raw) -> Content:
    """What its author sent, ready to be sent again; raises Uncopyable with the reason."""
    for part, why in _REFUSED.items():
        if part in message:
            raise Uncopyable(why)
    kind = next((each for each in METHODS if each in message), None)
    if kind is None:
        raise Uncopyable("other")
    part = message[kind]
    return Content(
        kind=kind,
        html=_html(message),
        media=_file(kind, part),
        title=_title(kind, message),
        fields=_fields(kind, part) | _looks(kind, message),
    )


def outgoing(content: Content, filled: str) -> tuple[str, dict[str, Any]]:
    """The method that sends it to one member and what it takes; `filled` is that member's text."""
    given: dict[str, Any] = dict(content.fields)
    if content.kind in FILES:
        given[content.kind] = content.media
    if content.kind == "text":
        given |= {"text": filled, "parse_mode": ParseMode.HTML}
    elif filled and content.kind in CAPTIONED:
        given |= {"caption": filled, "parse_mode": ParseMode.HTML}
    return METHODS[content.kind], given


def letters(filled: str) -> int:
    """How long Telegram counts a text: UTF-16 units once its markup is read."""
    return len(html.unescape(_TAG.sub("", filled)).encode("utf-16-le")) // 2


def letters_most(content: Content) -> int:
    """How long its text may be for each member."""
    return (
        MessageLimit.CAPTION_LENGTH if content.kind in CAPTIONED else MessageLimit.MAX_TEXT_LENGTH
    )


def _html(message: Raw) -> str:
    """Its text or caption as HTML; custom emoji, which bots may not send, as plain ones."""
    said = message.get("text") or message.get("caption")
    if not said:
        return ""
    entities = message.get("entities") or message.get("caption_entities") or ()
    # Only what is needed: the library refuses a whole message for one part that it does not know.
    bare = {part: message[part] for part in ("message_id", "date", "chat")} | {
        "text": said,
        "entities": [_safe(each) for each in entities if each["type"] != "custom_emoji"],
    }
    return Message.de_json(bare, None).text_html


def _safe(entity: Raw) -> Raw:
    """The library writes an address into its tag as it is, quotation marks and all."""
    return entity | {"url": html.escape(entity["url"])} if "url" in entity else entity


def _file(kind: str, part: Any) -> str | None:
    if kind not in FILES:
        return None
    file: Raw = part[-1] if kind == "photo" else part
    return str(file["file_id"])


def _title(kind: str, message: Raw) -> str:
    """How lists call it: its first words, else what its file, place, person or poll is called."""
    said = message.get("text") or message.get("caption")
    if not said and kind not in ("text", "photo"):
        part = message[kind]
        called = ("title", "file_name", "first_name", "question")
        said = next((part[each] for each in called if part.get(each)), "")
    # It stands within other sentences.
    return name((said or "").strip().partition("\n")[0]).rstrip(".,:;。，：；")


def _fields(kind: str, part: Any) -> dict[str, Any]:
    fields = {each: part[each] for each in _KEPT.get(kind, ()) if each in part}
    if kind == "location" and "live_period" in part:
        raise Uncopyable("live")
    if kind == "venue":
        fields |= {each: part["location"][each] for each in ("latitude", "longitude")}
    if kind == "poll":
        fields |= _poll(part)
    return fields


def _poll(part: Raw) -> dict[str, Any]:
    if part.get("type") == "quiz":
        raise Uncopyable("quiz")
    if any("media" in each for each in (part, *part["options"])):
        raise Uncopyable("poll_media")
    return {
        "question": part["question"],
        "options": [{"text": option["text"]} for option in part["options"]],
    }


def _looks(kind: str, message: Raw) -> dict[str, Any]:
    """How it was set to look: its link's preview, its picture behind a veil or below its words."""
    looks: dict[str, Any] = {}
    if kind == "text" and "link_preview_options" in message:
        looks["link_preview_options"] = message["link_preview_options"]
    if kind in ("photo", "video", "animation"):
        if message.get("has_media_spoiler"):
            looks["has_spoiler"] = True
        if message.get("show_caption_above_media"):
            looks["show_caption_above_media"] = True
    return looks
