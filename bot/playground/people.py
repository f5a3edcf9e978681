"""What a world is made of: people, their messages, files, and what the bot did."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Literal, get_args

from pydantic import ConfigDict

from bot.playground.entities import Entity
from bot.playground.keyboard import Button, Keyboard
from bot.playground.safe_html import safe_html

Role = Literal["member", "cashier", "owner", "group"]
FileKind = Literal[
    "photo", "video", "animation", "audio", "voice", "video_note", "document", "sticker"
]
Kind = Literal["text", FileKind, "location", "venue", "contact", "poll", "dice"]
FILE_KINDS: Final[tuple[FileKind, ...]] = get_args(FileKind)
# What may have words beneath it; the others stand alone.
CAPTIONED: Final = frozenset(FILE_KINDS) - {"video_note", "sticker"}


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands; an edit replaces it. Times are UTC microseconds.

    `details` is what a location, venue, contact, poll or dice holds, as the Bot API spells it.
    """

    id: int
    chat: int
    author: int
    date: int
    kind: Kind = "text"
    text: str = ""
    entities: tuple[Entity, ...] = ()
    file: str | None = None
    keyboard: Keyboard = ()
    edited: int = 0
    details: dict[str, Any] | None = None
    silent: bool = False
    protected: bool = False
    paid: bool = False
    album: str | None = None

    @property
    def sender(self) -> Literal["bot", "person"]:
        """Who wrote it: the bot is author 0."""
        return "person" if self.author else "bot"

    @property
    def photo(self) -> str | None:
        """The file id of its photo, if it is one."""
        return self.file if self.kind == "photo" else None

    @property
    def html(self) -> str:
        """Its text as the page shows it."""
        return safe_html(self.text, self.entities)

    def button(self, wanted: str | tuple[int, int]) -> Button:
        """Its button with this text, or at this row and column; ValueError if there is none."""
        if isinstance(wanted, tuple):
            row, column = wanted
            if 0 <= row < len(self.keyboard) and 0 <= column < len(self.keyboard[row]):
                return self.keyboard[row][column]
        for button in (b for row in self.keyboard for b in row):
            if button.text == wanted:
                return button
        shown = [[b.text for b in row] for row in self.keyboard]
        raise ValueError(f"no button {wanted!r} among {shown}")


@dataclass(frozen=True, slots=True)
class File:
    """Bytes that were sent once; the id is made of their hash, so the same bytes are one file.

    `facts` is what its sender said of it: duration, width, height, title, performer.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(
        ser_json_bytes="base64", val_json_bytes="base64"
    )

    id: str
    kind: FileKind
    data: bytes
    name: str = ""
    mime: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Its file_path in the Bot API."""
        return f"{self.kind}s/{self.id}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the bot did in a chat; `after` is the last update the world had made by then."""

    kind: Literal["message", "edit", "delete", "toast"]
    after: int
    text: str = ""
    message: Message | None = None
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Callback:
    """A pressed button that waits for its answer."""

    id: int
    person: int
    message: int
    date: int


@dataclass(slots=True)
class Person:
    """Somebody with a phone, and their chat with the bot."""

    id: int
    name: str
    language: str = "en"
    role: Role = "member"
    blocked: bool = False
    started: bool = False


@dataclass(slots=True)
class Chat:
    """A chat's messages in order, and the bot's latest doings in it."""

    messages: dict[int, Message] = field(default_factory=dict)
    answers: deque[Answer] = field(default_factory=lambda: deque(maxlen=200))


def seed() -> tuple[Person, ...]:
    """The four people of a fresh playground."""
    return (
        Person(1001, "Ann", "en"),
        Person(1002, "小林", "zh-hans"),
        Person(9002, "Bo", "en", "cashier"),
        Person(9001, "Mei", "en", "owner"),
    )
