"""The Bot API's methods that put a message into a chat."""

from collections.abc import Callable
from typing import Any

from bot.playground import wire
from bot.playground.api import BotApi
from bot.playground.call import Call
from bot.playground.content import check_options, read_caption, read_markup, read_text
from bot.playground.entities import Formatted
from bot.playground.errors import bad_request
from bot.playground.media import read_medium
from bot.playground.objects import (
    read_contact,
    read_dice,
    read_location,
    read_poll,
    read_venue,
)
from bot.playground.people import CAPTIONED, FILE_KINDS, FileKind, Kind, Message

Method = Callable[[BotApi, Call], Any]


def send_message(api: BotApi, call: Call) -> wire.Wire:
    """Sends a text."""
    words = read_text(call)
    return _sent(api, call, text=words.text, entities=words.entities)


def send_location(api: BotApi, call: Call) -> wire.Wire:
    """Sends a point on the map."""
    return _sent(api, call, kind="location", details=read_location(call))


def send_venue(api: BotApi, call: Call) -> wire.Wire:
    """Sends a place with a name."""
    return _sent(api, call, kind="venue", details=read_venue(call))


def send_contact(api: BotApi, call: Call) -> wire.Wire:
    """Sends somebody's card."""
    return _sent(api, call, kind="contact", details=read_contact(call))


def send_poll(api: BotApi, call: Call) -> wire.Wire:
    """Sends a question with its possible answers."""
    details = read_poll(call, api.world.standing.next_message)
    return _sent(api, call, kind="poll", details=details)


def send_dice(api: BotApi, call: Call) -> wire.Wire:
    """Throws a die."""
    details = read_dice(call, api.world.standing.next_message)
    return _sent(api, call, kind="dice", details=details)


def copy_message(api: BotApi, call: Call) -> wire.Wire:
    """Sends a message's content again, without a link to where it was."""
    source = api.chat(call, "from_chat_id")
    found = api.world.message(source.id, call.integer("message_id"))
    if found is None:
        raise bad_request("message to copy not found")
    words = Formatted(found.text, found.entities)
    if found.kind in CAPTIONED and "caption" in call.params:
        words = read_caption(call)
    copy = _posted(
        api,
        call,
        kind=found.kind,
        text=words.text,
        entities=words.entities,
        file=found.file,
        details=found.details,
    )
    return {"message_id": copy.id}


def _sender(kind: FileKind) -> Method:
    def send_file(api: BotApi, call: Call) -> wire.Wire:
        words = read_caption(call) if kind in CAPTIONED else Formatted("")
        file = read_medium(api.world, call, kind, kind)
        return _sent(api, call, kind=kind, text=words.text, entities=words.entities, file=file.id)

    return send_file


def _sent(api: BotApi, call: Call, kind: Kind = "text", **content: Any) -> wire.Wire:
    return api.world.wire_message(_posted(api, call, kind=kind, **content))


def _posted(api: BotApi, call: Call, **content: Any) -> Message:
    keyboard = read_markup(call)
    person = api.chat(call)
    check_options(api, call, person)
    paid = call.flag("allow_paid_broadcast")
    api.admit(person, paid=paid)
    return api.world.posts(
        person.id,
        keyboard=keyboard,
        silent=call.flag("disable_notification"),
        protected=call.flag("protect_content"),
        paid=paid,
        **content,
    )


METHODS: dict[str, Method] = {
    "sendmessage": send_message,
    "sendlocation": send_location,
    "sendvenue": send_venue,
    "sendcontact": send_contact,
    "sendpoll": send_poll,
    "senddice": send_dice,
    "copymessage": copy_message,
    **{f"send{kind.replace('_', '')}": _sender(kind) for kind in FILE_KINDS},
}
