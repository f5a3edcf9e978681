"""The Bot API's methods about messages that are there: edits, deletion, answers."""

from typing import Any

from bot.playground import wire
from bot.playground.api import BotApi
from bot.playground.call import Call
from bot.playground.content import read_caption, read_markup, read_text
from bot.playground.entities import units
from bot.playground.errors import bad_request
from bot.playground.limits import LONGEST_ANSWER
from bot.playground.media import read_medium
from bot.playground.memory import SECOND
from bot.playground.people import CAPTIONED, Message
from bot.playground.sending import Method

CHANGEABLE = ("photo", "video", "animation", "audio", "document")
DELETABLE = 48 * 3600 * SECOND
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)


def edit_message_text(api: BotApi, call: Call) -> wire.Wire:
    """Changes a text and its keyboard."""
    message = _own(api, call)
    words = read_text(call)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return _change(api, call, message, text=words.text, entities=words.entities)


def edit_message_caption(api: BotApi, call: Call) -> wire.Wire:
    """Changes a caption and its keyboard."""
    message = _own(api, call)
    words = read_caption(call)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    return _change(api, call, message, text=words.text, entities=words.entities)


def edit_message_reply_markup(api: BotApi, call: Call) -> wire.Wire:
    """Changes a keyboard alone."""
    return _change(api, call, _own(api, call))


def edit_message_media(api: BotApi, call: Call) -> wire.Wire:
    """Changes a message's medium, its caption and keyboard."""
    message = _own(api, call)
    media = call.structure("media", "input media")
    if not isinstance(media, dict):
        raise bad_request("can't parse InputMedia: Expected an Object")
    if media.get("type") not in CHANGEABLE:
        raise bad_request("can't parse InputMedia: Unsupported type specified")
    inner = Call(call.method, media, call.files)
    words = read_caption(inner)
    file = read_medium(api.world, inner, media["type"], "media")
    content = {"kind": file.kind, "file": file.id}
    return _change(api, call, message, text=words.text, entities=words.entities, **content)


def delete_message(api: BotApi, call: Call) -> bool:
    """Deletes a message, for 48 hours after it was sent."""
    person = api.chat(call)
    message = api.world.message(person.id, call.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if api.world.clock.now() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    api.world.removes(message)
    return True


def answer_callback_query(api: BotApi, call: Call) -> bool:
    """Answers a pressed button, once."""
    callback = api.world.callback(call.integer("callback_query_id"))
    if callback is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text")
    if units(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    api.world.toasts_to(callback, text, call.flag("show_alert"))
    return True


def send_chat_action(api: BotApi, call: Call) -> bool:
    """Shows that the bot is at it."""
    person = api.chat(call)
    if call.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    api.may_write(person)
    api.world.tell("typing", person.id)
    return True


def _own(api: BotApi, call: Call) -> Message:
    """The bot's message that an edit means."""
    if call.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    person = api.chat(call)
    if not call.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = api.world.message(person.id, call.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender != "bot":
        raise bad_request("message can't be edited")
    return message


def _change(api: BotApi, call: Call, message: Message, **content: Any) -> wire.Wire:
    content["keyboard"] = read_markup(call)
    if all(getattr(message, name) == value for name, value in content.items()):
        raise bad_request(NOT_MODIFIED)
    api.admit(api.world.people[message.chat])
    return api.world.wire_message(api.world.changes(message, **content))


METHODS: dict[str, Method] = {
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "editmessagemedia": edit_message_media,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
}
