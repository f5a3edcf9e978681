"""Inline keyboards: reading them as strictly as Telegram does."""

from dataclasses import dataclass
from typing import Any

from bot.playground.entities import link
from bot.playground.errors import bad_request

MOST_BUTTONS = 100
LONGEST_DATA_BYTES = 64
LONGEST_COPY = 256
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button with exactly one action."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    web_app: str | None = None
    style: str | None = None

    def wire(self) -> dict[str, Any]:
        """The button as the Bot API spells it."""
        wire: dict[str, Any] = {"text": self.text}
        if self.data is not None:
            wire["callback_data"] = self.data
        elif self.url is not None:
            wire["url"] = self.url
        elif self.copy is not None:
            wire["copy_text"] = {"text": self.copy}
        elif self.web_app is not None:
            wire["web_app"] = {"url": self.web_app}
        if self.style is not None:
            wire["style"] = self.style
        return wire


Keyboard = tuple[tuple[Button, ...], ...]


def read_keyboard(markup: object) -> Keyboard:
    """A reply_markup's inline keyboard; other kinds of markup show nothing here."""
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return tuple(tuple(_button(raw) for raw in row) for row in rows if row)


def _button(raw: object) -> Button:
    if not isinstance(raw, dict):
        raise _unreadable("expected an Object")
    text = raw.get("text")
    if not isinstance(text, str):
        raise _unreadable('Can\'t find field "text"')
    if not text.strip():
        raise _unreadable("Text is empty")
    actions = [action for action in ACTIONS if raw.get(action) not in (None, "", False)]
    if not actions:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unreadable("Exactly one action is expected")
    return _with_action(text, actions[0], raw[actions[0]], raw.get("style"))


def _with_action(text: str, action: str, value: Any, style: str | None) -> Button:
    match action:
        case "callback_data":
            if not isinstance(value, str) or len(value.encode()) > LONGEST_DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
            return Button(text, data=value, style=style)
        case "url":
            address = link(str(value))
            if address is None:
                raise bad_request(
                    f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL"
                )
            return Button(text, url=address, style=style)
        case "copy_text":
            copied = value.get("text", "") if isinstance(value, dict) else ""
            if not 1 <= len(copied) <= LONGEST_COPY:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
            return Button(text, copy=copied, style=style)
        case "web_app":
            address = value.get("url", "") if isinstance(value, dict) else ""
            if not address.startswith("https://"):
                raise bad_request(
                    f"inline keyboard button Web App URL '{address}' is invalid: "
                    "Only HTTPS links are allowed"
                )
            return Button(text, web_app=address, style=style)
    raise bad_request("BUTTON_TYPE_INVALID")


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")
