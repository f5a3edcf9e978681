"""The playground's world: what its people do, its faults and its time."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.clock import ShiftedClock
from bot.playground import wire
from bot.playground.botside import BotSide, Listener, purge
from bot.playground.commands import Command, menu_of
from bot.playground.entities import Entity, commands_in
from bot.playground.images import size_of
from bot.playground.memory import GROUP, SECOND
from bot.playground.people import Answer, Callback, Kind, Message, Person
from bot.playground.updates import Pending

Update = dict[str, Any]

DEFAULT_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
STICKER = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
VOICE = b"OggS\0\x02"


class World(BotSide):
    """People, each verb of whom queues one update for the bot and returns it."""

    def __init__(
        self,
        path: Path | None = None,
        *,
        people: Iterable[Person] | None = None,
        clock: ShiftedClock | None = None,
    ) -> None:
        super().__init__(path, people=people, clock=clock)
        self.bot = {"id": 1, "is_bot": True, "first_name": "Jifen", "username": "jifen_bot"}
        self._listeners: list[Listener] = []
        self._news: dict[int, asyncio.Event] = {}

    def says(self, person_id: int, text: str, entities: tuple[Entity, ...] = ()) -> Update:
        """Sends a text, formatted by `entities`; commands in it get theirs."""
        text = _something(text)
        return self._sends(
            person_id, person_id, text=text, entities=(*entities, *commands_in(text))
        )

    def says_in_group(self, person_id: int, text: str) -> Update:
        """Sends a text to the group the bot is in."""
        text = _something(text)
        return self._sends(person_id, GROUP.id, text=text, entities=commands_in(text))

    def sends_photo(self, person_id: int, data: bytes, caption: str = "") -> Update:
        """Sends a photo."""
        if size_of(data) is None:
            raise ValueError("that is no picture")
        return self._sends_file(person_id, "photo", data, caption)

    def sends_sticker(self, person_id: int) -> Update:
        """Sends a sticker."""
        return self._sends_file(person_id, "sticker", STICKER)

    def sends_voice(self, person_id: int) -> Update:
        """Sends a voice note."""
        return self._sends_file(person_id, "voice", VOICE)

    def edits(self, person_id: int, message_id: int, text: str) -> Update:
        """Edits a message of the person's own."""
        message = self._message(person_id, message_id)
        if message.author != person_id or message.kind != "text":
            raise ValueError("only one's own texts can be edited")
        text = _something(text)
        changed = self._replace(message, text=text, entities=commands_in(text))
        return self._queue("edited_message", self.wire_message(changed), changed.edited)

    def presses(self, person_id: int, message_id: int, button: str | tuple[int, int]) -> Update:
        """Presses an inline button, named by its text or by row and column."""
        found = self._message(person_id, message_id).button(button)
        if found.data is None:
            raise ValueError(f"the button {found.text!r} asks nothing of the bot")
        return self.press_data(person_id, message_id, found.data)

    def press_data(self, person_id: int, message_id: int, data: str) -> Update:
        """Presses a button with this data, whether or not it ever was on that message."""
        person, now = self._acting(person_id), self.clock.now()
        for gone in purge(self.callbacks, now):
            self.drop("callback", gone)
        query = Callback(self.standing.next_update << 16 | 1, person_id, message_id, now)
        self.callbacks[query.id] = query
        self.keep("callback", query.id, query)
        message = self.chats[person_id].messages.get(message_id)
        gone_message = {"chat": wire.chat(person), "message_id": message_id, "date": 0}
        pressed = {
            "id": str(query.id),
            "from": wire.user(person),
            "message": self.wire_message(message) if message else gone_message,
            "chat_instance": str(person_id),
            "data": data,
        }
        return self._queue("callback_query", pressed, now)

    def blocks(self, person_id: int) -> Update:
        """Blocks the bot."""
        return self._turns(person_id, blocked=True)

    def unblocks(self, person_id: int) -> Update:
        """Lets the bot write again."""
        return self._turns(person_id, blocked=False)

    def chat(self, person_id: int) -> list[Message]:
        """The messages of a person's chat with the bot, oldest first."""
        return list(self.chats[person_id].messages.values())

    def toasts(self, person_id: int) -> list[Answer]:
        """The bot's answers to buttons that the person pressed, oldest first."""
        return [a for a in self.chats[person_id].answers if a.kind == "toast"]

    def menu(self, person_id: int) -> tuple[Command, ...]:
        """The commands that a person's menu lists."""
        return menu_of(self.menus, person_id, self.people[person_id].language)

    async def answer_to(
        self,
        update: Update,
        timeout: float = 5,  # noqa: ASYNC109 (what a test would write)
        kind: str | None = None,
    ) -> list[Answer]:
        """What the bot did in the update's chat since, once that is anything (of this kind)."""
        chat = _chat_of(update)
        async with asyncio.timeout(timeout):
            while True:
                found = [a for a in self.chats[chat].answers if a.after >= update["update_id"]]
                if any(kind in (None, a.kind) for a in found):
                    return found
                await self._news.setdefault(chat, asyncio.Event()).wait()

    def advance(self, us: int) -> None:
        """Moves the world's time forward."""
        self.clock.advance(us)
        self.keep_standing()
        self.tell("clock")

    @property
    def flood_until(self) -> int:
        """Until when (us) every sending method answers 429."""
        return self.standing.flood_until

    def set_flood(self, seconds: int) -> None:
        """Makes every sending method answer 429 for so long; 0 ends it."""
        self.standing.flood_until = self.clock.now() + seconds * SECOND if seconds else 0
        self._faults_changed()

    @property
    def outage(self) -> bool:
        """Whether the Bot API answers nothing but 502."""
        return self.standing.outage

    def set_outage(self, outage: bool) -> None:
        """Starts or ends an outage."""
        self.standing.outage = outage
        self._faults_changed()

    def start_over(self) -> None:
        """Everybody and everything anew, at the machine's time; the bot's own settings stay."""
        self._forget()

    def allow(self, kinds: list[str]) -> None:
        """Which kinds of update are queued from now on; none means Telegram's default."""
        if tuple(kinds) != self.standing.allowed:
            self.standing.allowed = tuple(kinds)
            self.keep_standing()

    def _faults_changed(self) -> None:
        self.keep_standing()
        self.tell("faults")

    def _acting(self, person_id: int) -> Person:
        person = self.people[person_id]
        if person.blocked:
            raise ValueError(f"{person.name} has blocked the bot")
        return person

    def _message(self, person_id: int, message_id: int) -> Message:
        message = self.chats[person_id].messages.get(message_id)
        if message is None:
            raise ValueError(f"no message {message_id} in this chat")
        return message

    def _sends_file(self, person_id: int, kind: Kind, data: bytes, caption: str = "") -> Update:
        self._acting(person_id)
        file = self.add_file(kind, data, mime="audio/ogg" if kind == "voice" else "")
        return self._sends(person_id, person_id, kind=kind, text=caption.strip(), file=file.id)

    def _sends(self, person_id: int, chat: int, **content: Any) -> Update:
        if chat == person_id:
            person = self._acting(person_id)
            if not person.started:
                person.started = True
                self.keep("person", person_id, person)
        message = self._add(chat, person_id, **content)
        return self._queue("message", self.wire_message(message), message.date)

    def _turns(self, person_id: int, *, blocked: bool) -> Update:
        person, now = self.people[person_id], self.clock.now()
        status = ({"status": "member"}, {"status": "kicked", "until_date": 0})
        old, new = (status[person.blocked], status[blocked])
        person.blocked = blocked
        self.keep("person", person_id, person)
        self.tell("people", person_id)
        changed = {
            "chat": wire.chat(person),
            "from": wire.user(person),
            "date": now // SECOND,
            "old_chat_member": {"user": self.bot, **old},
            "new_chat_member": {"user": self.bot, **new},
        }
        return self._queue("my_chat_member", changed, now)

    def _queue(self, kind: str, body: wire.Wire, date: int) -> Update:
        update = {"update_id": self.standing.next_update, kind: body}
        self.standing.next_update += 1
        if kind in (self.standing.allowed or DEFAULT_UPDATES):
            pending = Pending.of(update, kind, date)
            self.keep("update", pending.id, pending)
            self.updates.put(pending)
        return update


def _something(text: str) -> str:
    if not text.strip():
        raise ValueError("there is nothing to send")
    return text.strip()


def _chat_of(update: Update) -> int:
    for key in ("message", "edited_message", "my_chat_member"):
        if key in update:
            return int(update[key]["chat"]["id"])
    return int(update["callback_query"]["from"]["id"])
