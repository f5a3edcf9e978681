"""What a bot can do to a world, and how the world lets others know."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

from bot.playground import wire
from bot.playground.commands import Command
from bot.playground.memory import SECOND, Memory
from bot.playground.people import Answer, Callback, Message

Event = Literal[
    "message",
    "edit",
    "delete",
    "toast",
    "answered",
    "taken",
    "typing",
    "commands",
    "clock",
    "faults",
    "people",
    "reset",
]
# Called with the event, the chat's id (0: the whole world) and what it is about.
Listener = Callable[[Event, int, Any], None]

CALLBACK_LIFE = 150 * SECOND


class BotSide(Memory):
    """The bot's verbs; each leaves an Answer in its chat and tells the listeners."""

    bot: wire.Wire
    _listeners: list[Listener]
    _news: dict[int, asyncio.Event]

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` at every event, until the function it answers is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, event: Event, chat: int = 0, subject: Any = None) -> None:
        """Lets every listener know."""
        for listener in tuple(self._listeners):
            listener(event, chat, subject)

    def posts(self, chat: int, **content: Any) -> Message:
        """A new message by the bot; `content` are fields of Message."""
        if chat in self.crowd:
            self.crowd.count(chat)
        message = self._add(chat, 0, **content)
        self._did(chat, Answer("message", self._last_update, message.text, message))
        return message

    def changes(self, message: Message, **content: Any) -> Message:
        """An edit by the bot."""
        changed = self._replace(message, **content)
        self._did(message.chat, Answer("edit", self._last_update, changed.text, changed))
        return changed

    def removes(self, message: Message) -> None:
        """A deletion by the bot."""
        del self.chats[message.chat].messages[message.id]
        self.keep_standing()
        self.drop("message", message.id)
        self.tell("delete", message.chat, message.id)
        self._did(message.chat, Answer("delete", self._last_update, message.text, message))

    def toasts_to(self, callback: Callback, text: str, alert: bool) -> None:
        """The bot's one answer to a pressed button; an empty text only stops the spinner."""
        del self.callbacks[callback.id]
        self.drop("callback", callback.id)
        answer = Answer("toast", self._last_update, text, alert=alert)
        self.tell("answered", callback.person, callback.message)
        if text:
            self.tell("toast", callback.person, answer)
        self._did(callback.person, answer)

    def callback(self, query_id: int) -> Callback | None:
        """A pressed button that may still be answered."""
        found = self.callbacks.get(query_id)
        return found if found and found.date + CALLBACK_LIFE > self.clock.now() else None

    def sets_menu(self, key: str, menu: tuple[Command, ...]) -> None:
        """Sets a command menu; an empty one is removed."""
        if menu:
            self.menus[key] = menu
            self.keep("commands", key, menu)
        else:
            self.menus.pop(key, None)
            self.drop("commands", key)
        self.tell("commands")

    def wire_message(self, message: Message) -> wire.Wire:
        """A message as the Bot API spells it."""
        where = self.person(message.chat)
        assert where is not None, "messages go to those who are there"
        author = wire.user(self.people[message.author]) if message.author else self.bot
        file = self.files[message.file] if message.file else None
        return wire.message(message, where, author, file)

    @property
    def _last_update(self) -> int:
        return self.standing.next_update - 1

    def _add(self, chat: int, author: int, **content: Any) -> Message:
        message = Message(self.standing.next_message, chat, author, self.clock.now(), **content)
        self.standing.next_message += 1
        if chat in self.chats:
            self.chats[chat].messages[message.id] = message
            self.keep("message", message.id, message)
        self.tell("message", chat, message)
        return message

    def _replace(self, message: Message, **content: Any) -> Message:
        changed = replace(message, edited=self.clock.now(), **content)
        self.chats[message.chat].messages[message.id] = changed
        self.keep("message", message.id, changed)
        self.tell("edit", message.chat, changed)
        return changed

    def _did(self, chat: int, answer: Answer) -> None:
        if chat in self.chats:
            self.chats[chat].answers.append(answer)
        if news := self._news.pop(chat, None):
            news.set()


def purge(callbacks: OrderedDict[int, Callback], now: int) -> list[int]:
    """Takes out the callbacks that are too old to be answered; their ids."""
    gone = []
    while callbacks and next(iter(callbacks.values())).date + CALLBACK_LIFE <= now:
        gone.append(callbacks.popitem(last=False)[0])
    return gone
