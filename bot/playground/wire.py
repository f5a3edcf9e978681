"""Objects as the Bot API spells them. Its dates are whole seconds."""

from dataclasses import replace
from typing import Any, Final

from bot.playground.entities import Entity
from bot.playground.images import size_of
from bot.playground.people import File, FileKind, Message, Person

SECOND = 1_000_000
Wire = dict[str, Any]
NAMED: Final = ("document", "video", "animation", "audio")
# What a medium is taken for where its sender does not say: nobody here reads film.
ASSUMED: Final[dict[FileKind, Wire]] = {
    "video": {"width": 640, "height": 360, "duration": 5},
    "animation": {"width": 320, "height": 240, "duration": 2},
    "audio": {"duration": 120},
    "voice": {"duration": 3},
    "video_note": {"length": 240, "duration": 5},
    "sticker": {
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "🙂",
    },
}


def user(person: Person) -> Wire:
    """A User."""
    return {
        "id": person.id,
        "is_bot": False,
        "first_name": person.name,
        "language_code": person.language,
    }


def chat(person: Person) -> Wire:
    """A Chat: the private one of a person, or the group."""
    if person.role == "group":
        return {"id": person.id, "type": "supergroup", "title": person.name}
    return {"id": person.id, "type": "private", "first_name": person.name}


def entity(part: Entity) -> Wire:
    """A MessageEntity."""
    wire: Wire = {"type": part.type, "offset": part.offset, "length": part.length}
    if part.url is not None:
        wire["url"] = part.url
    if part.language is not None and part.type == "pre":
        wire["language"] = part.language
    return wire


def message(shown: Message, where: Person, author: Wire, file: File | None) -> Wire:
    """A Message; `file` is its medium, if it has one."""
    wire: Wire = {
        "message_id": shown.id,
        "from": author,
        "chat": chat(where),
        "date": shown.date // SECOND,
    }
    if shown.edited:
        wire["edit_date"] = shown.edited // SECOND
    if shown.album:
        wire["media_group_id"] = shown.album
    if shown.protected:
        wire["has_protected_content"] = True
    if shown.details is not None:
        wire[shown.kind] = shown.details
        if shown.kind == "venue":
            wire["location"] = shown.details["location"]
    words = "text" if file is None else "caption"
    if file is not None:
        wire[file.kind] = medium(file)
        if file.kind == "animation":
            # An older bot knows it as a document; Telegram still says both.
            wire["document"] = medium(replace(file, kind="document", facts={}))
    if shown.text:
        wire[words] = shown.text
        if shown.entities:
            key = "entities" if file is None else "caption_entities"
            wire[key] = [entity(part) for part in shown.entities]
    if shown.keyboard:
        rows = [[button.wire() for button in row] for row in shown.keyboard]
        wire["reply_markup"] = {"inline_keyboard": rows}
    return wire


def unique_id(file: File) -> str:
    """A file's id that is the same for every bot."""
    return file.id.rpartition("-")[2][:16]


def medium(file: File) -> Wire | list[Wire]:
    """A medium as its kind spells it, or the sizes of a photo."""
    wire: Wire = {
        "file_id": file.id,
        "file_unique_id": unique_id(file),
        "file_size": len(file.data),
    }
    if file.kind == "photo":
        width, height = size_of(file.data) or (0, 0)
        return [wire | {"width": width, "height": height}]
    if file.name and file.kind in NAMED:
        wire["file_name"] = file.name
    if file.mime and file.kind not in ("sticker", "video_note"):
        wire["mime_type"] = file.mime
    return wire | ASSUMED.get(file.kind, {}) | file.facts
