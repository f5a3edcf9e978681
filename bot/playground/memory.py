"""Everything a world remembers, written through to its file as it changes."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.clock import ShiftedClock
from bot.playground.commands import Command, Menus
from bot.playground.crowd import Crowd
from bot.playground.file import WorldFile
from bot.playground.images import mime_of
from bot.playground.people import Callback, Chat, File, FileKind, Message, Person, seed
from bot.playground.updates import Pending, UpdateQueue
from bot.playground.weather import Faults, bad_weather

SECOND = 1_000_000
NOBODY = range(0)
GROUP = Person(-1001, "Group", role="group", started=True)
FORGOTTEN_ON_START_OVER = ("person", "message", "file", "callback", "update")


@dataclass(slots=True)
class Standing:
    """The world's few single facts; the next ids are lower bounds, what is kept may be further."""

    offset: int = 0
    flood_until: int = 0
    outage: bool = False
    next_update: int = 0
    next_message: int = 1
    allowed: tuple[str, ...] = ()
    weather: bool = False
    texts: dict[str, str] = field(default_factory=dict)


ROWS: dict[str, TypeAdapter[Any]] = {
    "person": TypeAdapter(Person),
    "message": TypeAdapter(Message),
    "file": TypeAdapter(File),
    "callback": TypeAdapter(Callback),
    "update": TypeAdapter(Pending),
    "commands": TypeAdapter(tuple[Command, ...]),
    "standing": TypeAdapter(Standing),
}


class Memory:
    """People, chats, files, menus and the standing of a world; without a path it keeps nothing."""

    def __init__(
        self,
        path: Path | None = None,
        *,
        people: Iterable[Person] | None = None,
        crowd: range = NOBODY,
        clock: ShiftedClock | None = None,
    ) -> None:
        self.clock = clock or ShiftedClock()
        self.file = WorldFile(path) if path else None
        self._seed = tuple(seed() if people is None else people)
        self.standing = Standing()
        self.people: dict[int, Person] = {}
        self.crowd = Crowd(crowd)
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.callbacks: OrderedDict[int, Callback] = OrderedDict()
        self.menus: Menus = {}
        self.updates = UpdateQueue(self.clock.now, self._confirmed)
        self._remember()
        self.clock.offset = max(self.clock.offset, self.standing.offset)
        self.faults: Faults | None = bad_weather() if self.standing.weather else None
        if not self.standing.next_update:
            self.standing.next_update = 100_000_000 + self.clock.now() // SECOND % 800_000_000
        if not self.people:
            self._settle()

    def keep(self, kind: str, key: int | str, value: object) -> None:
        """Writes one object to the file, if there is one."""
        if self.file:
            self.file.put(kind, key, ROWS[kind].dump_json(value))

    def drop(self, kind: str, key: int | str) -> None:
        """Forgets one object in the file."""
        if self.file:
            self.file.drop(kind, key)

    def keep_standing(self) -> None:
        """Writes the world's single facts."""
        self.standing.offset = self.clock.offset
        self.keep("standing", 0, self.standing)

    def add_person(
        self,
        person_id: int,
        first_name: str,
        language_code: str = "en",
        *,
        started: bool = False,
    ) -> Person:
        """One more person with a phone; `started` as if they had written to the bot before."""
        person = Person(person_id, first_name, language_code, started=started)
        self._settle_one(person)
        return person

    def person(self, person_id: int) -> Person | None:
        """Who has this id: somebody with a phone, one of the crowd, or nobody."""
        return self.people.get(person_id) or self.crowd.person(person_id)

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """A message of a chat, if it is there and was kept."""
        chat = self.chats.get(chat_id)
        return chat.messages.get(message_id) if chat else None

    def add_file(
        self, kind: FileKind, data: bytes, name: str = "", mime: str = "", **facts: Any
    ) -> File:
        """Takes in bytes; the same bytes of the same kind are the same file."""
        key = f"{kind}-{hashlib.sha256(data).hexdigest()[:32]}"
        if key not in self.files:
            self.files[key] = File(key, kind, data, name, mime or mime_of(data), facts)
            self.keep("file", key, self.files[key])
        return self.files[key]

    def close(self) -> None:
        """Lets the file go."""
        if self.file:
            self.file.close()

    def _forget(self) -> None:
        """Empties the world but for the bot's own texts and menus; ids go on counting."""
        self.people, self.chats, self.files = {}, {}, {}
        self.callbacks.clear()
        self.updates.clear()
        if self.file:
            self.file.clear(FORGOTTEN_ON_START_OVER)
        self.clock.offset = 0
        self.crowd = Crowd(self.crowd.ids)
        self.standing.flood_until, self.standing.outage = 0, False
        self.standing.weather, self.faults = False, None
        self._settle()
        self.keep_standing()

    def _confirmed(self, offset: int) -> None:
        """The bot has these updates: their ids must not come again after a restart."""
        self.keep_standing()
        if self.file:
            self.file.drop_below("update", offset)

    def _settle(self) -> None:
        for person in (GROUP, *self._seed):
            self._settle_one(replace(person))

    def _settle_one(self, person: Person) -> None:
        self.people[person.id] = person
        self.chats[person.id] = Chat()
        self.keep("person", person.id, person)

    def _remember(self) -> None:
        for person in self._load("person"):
            self.people[person.id] = person
            self.chats[person.id] = Chat()
        for standing in self._load("standing"):
            self.standing = standing
        for message in self._load("message"):
            self.chats[message.chat].messages[message.id] = message
            self.standing.next_message = max(self.standing.next_message, message.id + 1)
        for file in self._load("file"):
            self.files[file.id] = file
        for callback in self._load("callback"):
            self.callbacks[callback.id] = callback
        for pending in self._load("update"):
            self.updates.put(pending)
            self.standing.next_update = max(self.standing.next_update, pending.id + 1)
        if self.file:
            for key, body in self.file.load("commands"):
                self.menus[str(key)] = ROWS["commands"].validate_json(body)

    def _load(self, kind: str) -> Iterable[Any]:
        if self.file:
            for _, body in self.file.load(kind):
                yield ROWS[kind].validate_json(body)
