"""What people do in a world; each of their doings is one update for the bot."""

from typing import Any

from bot.playground import wire
from bot.playground.botside import BotSide, purge
from bot.playground.entities import Entity, commands_in
from bot.playground.memory import GROUP, SECOND
from bot.playground.people import Callback, Message, Person
from bot.playground.updates import Pending

Update = dict[str, Any]
Entities = tuple[Entity, ...]

DEFAULT_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class PeopleSide(BotSide):
    """The people's verbs; each queues its update and returns it."""

    def says(self, person_id: int, text: str, entities: Entities = ()) -> Update:
        """Sends a text, formatted by `entities`; commands in it get theirs."""
        text = _something(text)
        return self._sends(
            person_id, person_id, text=text, entities=(*entities, *commands_in(text))
        )

    def says_in_group(self, person_id: int, text: str) -> Update:
        """Sends a text to the group the bot is in."""
        text = _something(text)
        return self._sends(person_id, GROUP.id, text=text, entities=commands_in(text))

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
        message = self.message(person_id, message_id)
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

    def _acting(self, person_id: int) -> Person:
        person = self._known(person_id)
        if person.blocked:
            raise ValueError(f"{person.name} has blocked the bot")
        if self.faults:
            self.faults.stays(person_id)
        return person

    def _known(self, person_id: int) -> Person:
        """Somebody with a phone; who comes out of the crowd gets one."""
        if person_id not in self.people and (stranger := self.crowd.person(person_id)):
            self._settle_one(stranger)
        return self.people[person_id]

    def _message(self, person_id: int, message_id: int) -> Message:
        message = self.message(person_id, message_id)
        if message is None:
            raise ValueError(f"no message {message_id} in this chat")
        return message

    def _sends(self, person_id: int, chat: int, **content: Any) -> Update:
        if chat == person_id:
            person = self._acting(person_id)
            if not person.started:
                person.started = True
                self.keep("person", person_id, person)
        message = self._add(chat, person_id, **content)
        return self._queue("message", self.wire_message(message), message.date)

    def _turns(self, person_id: int, *, blocked: bool) -> Update:
        person, now = self._known(person_id), self.clock.now()
        status = ({"status": "member"}, {"status": "kicked", "until_date": 0})
        old, new = (status[person.blocked], status[blocked])
        person.blocked = blocked
        if self.faults:
            self.faults.stays(person_id)
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
