"""Objects as the Bot API spells them. Its dates are whole seconds."""

from typing import Any

from bot.playground.entities import Entity
from bot.playground.images import size_of
from bot.playground.people import File, Message, Person

SECOND = 1_000_000
Wire = dict[str, Any]


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
    words = "text" if file is None else "caption"
    if file is not None:
        wire[file.kind] = medium(file)
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
    """A Document, Sticker or Voice, or the sizes of a photo."""
    wire: Wire = {
        "file_id": file.id,
        "file_unique_id": unique_id(file),
        "file_size": len(file.data),
    }
    match file.kind:
        case "photo":
            width, height = size_of(file.data) or (0, 0)
            return [wire | {"width": width, "height": height}]
        case "sticker":
            shape = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "🙂"}
            return wire | {"width": 512, "height": 512} | shape
        case "voice":
            return wire | {"duration": 3, "mime_type": file.mime}
    return wire | {"file_name": file.name, "mime_type": file.mime}
