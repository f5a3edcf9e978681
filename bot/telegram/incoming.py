"""What an answer needs of an update, read from Telegram's own JSON.

The library would build all of it into objects, a hundred fields a message: a quarter of a reply.
"""

from dataclasses import dataclass
from typing import Any, Self

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press: its query's id, the button's data, and the message it stood under."""

    query: str
    data: str
    message: int
    in_place: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """A person's own message or press, in their chat with the bot."""

    update_id: int
    user: int
    name: str
    language: str | None
    words: str | None
    caption: str | None
    message: Raw | None
    pressed: Pressed | None

    @classmethod
    def read(cls, raw: Raw) -> Self | None:
        """The message or press in an update; None for edits, groups, channels and other bots."""
        query: Raw = raw.get("callback_query") or {}
        message: Raw = raw.get("message") or {}
        shown: Raw = query.get("message") or message
        user: Raw = (query or message).get("from") or {}
        if not user or user.get("is_bot") or shown.get("chat", user)["id"] != user["id"]:
            return None
        return cls(
            update_id=raw["update_id"],
            user=user["id"],
            name=user.get("first_name", ""),
            language=user.get("language_code"),
            words=message.get("text"),
            caption=message.get("caption"),
            message=message or None,
            pressed=_pressed(query, shown) if query else None,
        )


def _pressed(query: Raw, shown: Raw) -> Pressed:
    # A date of 0 is Telegram's word for a message that can no longer be changed.
    message = shown.get("message_id", 0)
    in_place = bool(message) and shown.get("date") != 0 and "photo" not in shown
    return Pressed(query["id"], query.get("data", ""), message, in_place)
