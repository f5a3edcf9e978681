"""The playground's world: what is to be seen in it, its faults and its time."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from bot.clock import ShiftedClock
from bot.playground.attaching import Attaching
from bot.playground.botside import Listener
from bot.playground.commands import Command, menu_of
from bot.playground.memory import NOBODY, SECOND
from bot.playground.people import Answer, Message, Person
from bot.playground.peopleside import Update
from bot.playground.weather import bad_weather


class World(Attaching):
    """People, their chats with one bot, and what goes wrong between them.

    `people` have phones; of a `crowd` of ids only the number of messages is kept.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        people: Iterable[Person] | None = None,
        crowd: range = NOBODY,
        clock: ShiftedClock | None = None,
    ) -> None:
        super().__init__(path, people=people, crowd=crowd, clock=clock)
        self.bot = {"id": 1, "is_bot": True, "first_name": "Jifen", "username": "jifen_bot"}
        self._listeners: list[Listener] = []
        self._news: dict[int, asyncio.Event] = {}

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

    def set_weather(self, *, bad: bool) -> None:
        """Starts or ends bad weather: a bit of every fault, by chance."""
        self.standing.weather = bad
        self.faults = bad_weather() if bad else None
        self._faults_changed()

    def turns_out_to_have_blocked(self, person: Person) -> bool:
        """Whether this person has blocked the bot meanwhile, which nobody told it."""
        if self.faults is None or not self.faults.has_blocked(person.id):
            return False
        person.blocked = True
        if person.id in self.people:
            self.keep("person", person.id, person)
            self.tell("people", person.id)
        return True

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


def _chat_of(update: Update) -> int:
    for key in ("message", "edited_message", "my_chat_member"):
        if key in update:
            return int(update[key]["chat"]["id"])
    return int(update["callback_query"]["from"]["id"])
