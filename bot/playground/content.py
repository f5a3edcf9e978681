"""What a message is to contain, read from the parameters of a call."""

from bot.playground.api import BotApi
from bot.playground.bot_html import parse
from bot.playground.call import Call
from bot.playground.entities import Entity, Formatted, clean, trim, units
from bot.playground.errors import bad_request
from bot.playground.keyboard import Keyboard, read_keyboard
from bot.playground.limits import LONGEST_CAPTION, LONGEST_TEXT
from bot.playground.people import Person


def read_markup(call: Call) -> Keyboard:
    """The keyboard that a call names; none if it names none."""
    return read_keyboard(call.structure("reply_markup", "reply keyboard markup"))


def read_text(call: Call) -> Formatted:
    """The text, which must be there and is counted after its markup is read."""
    if not call.text("text"):
        raise bad_request("message text is empty")
    words = _formatted(call, "text", "entities")
    if not words.text:
        raise bad_request("text must be non-empty")
    if units(words.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return words


def read_caption(call: Call) -> Formatted:
    """The caption, which may be empty."""
    words = _formatted(call, "caption", "caption_entities")
    if units(words.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return words


def _formatted(call: Call, name: str, entities: str) -> Formatted:
    text, mode = call.text(name), call.text("parse_mode").lower()
    if mode == "html":
        return parse(text)
    if mode and mode != "none":
        raise bad_request("unsupported parse_mode")
    given = call.structure(entities) or []
    try:
        read = tuple(
            Entity(e["type"], int(e["offset"]), int(e["length"]), e.get("url"), e.get("language"))
            for e in given
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise bad_request("can't parse MessageEntity: Expected an Object") from None
    return trim(Formatted(clean(text), read))


def check_options(api: BotApi, call: Call, person: Person) -> None:
    """Refuses what a bot without a fortune in Stars, or a message that is gone, cannot carry."""
    if call.flag("allow_paid_broadcast") and not api.rich:
        raise bad_request("FLOODSKIP_NOT_ALLOWED")
    reply = call.structure("reply_parameters")
    if not isinstance(reply, dict) or reply.get("allow_sending_without_reply"):
        return
    if api.world.message(person.id, reply.get("message_id", 0)) is None:
        raise bad_request("message to be replied not found")
