"""Text with entities. Offsets and lengths are UTF-16 code units, as Telegram counts them."""

import re
from dataclasses import dataclass, replace

# As tdlib cleans its input: \r and direction marks go, other controls become spaces.
DROPPED = re.compile("[\r\u2028-\u202e]")
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f]")
COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w+)?")
LINK = re.compile(r"(?i)(?:https?|tg|ton|mailto):[^\s]+")
HOST = re.compile(r"[^\s/:]+\.[^\s/:]{2,}(?:[/?#:]\S*)?")


@dataclass(frozen=True, slots=True)
class Entity:
    """One stretch of formatting, in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, outer before inner."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """The text without what Telegram never shows."""
    return CONTROLS.sub(" ", DROPPED.sub("", text))


def trim(formatted: Formatted) -> Formatted:
    """Without white space at the ends; leading space inside an entity stays, as Telegram has it."""
    text, entities = formatted.text, formatted.entities
    first = min((e.offset for e in entities), default=len(text))
    start = min(len(text) - len(text.lstrip()), first)
    text = text[start:].rstrip()
    total = units(text)
    kept = []
    for e in entities:
        offset = e.offset - start
        length = min(e.length, total - offset)
        if length > 0:
            kept.append(replace(e, offset=offset, length=length))
    return Formatted(text, tuple(kept))


def link(address: str) -> str | None:
    """The address as Telegram would open it, or None if it is nothing to open."""
    address = address.strip()
    if LINK.fullmatch(address):
        return address
    return f"http://{address}" if HOST.fullmatch(address) else None


def commands_in(text: str) -> tuple[Entity, ...]:
    """The bot commands in what a person wrote."""
    return tuple(
        Entity("bot_command", units(text[: found.start()]), len(found.group()))
        for found in COMMAND.finditer(text)
    )
