"""One notice being written: its facts, and the words and buttons of its member's language."""

from dataclasses import dataclass
from typing import Any

from bot.telegram.ask import Button, Desk, Rows
from bot.texts.formats import Day, Html, Money, Points
from domain.programme import Language, Named
from handlers.screens import base36


@dataclass(frozen=True)
class Writer:
    """One notice being written, in one language."""

    desk: Desk
    language: Language
    facts: dict[str, Any]
    txn: int | None = None
    member: int = 0
    source: str | None = None

    def say(self, key: str, **args: Any) -> Html:
        """A line of it."""
        return self.desk.texts.render(self.language, f"notice-{key}", **args)

    def money(self, minor: int) -> Money:
        """An amount in the programme's currency."""
        return Money(minor, self.desk.store.programme.currency)

    def day(self, us: int) -> Day:
        """The last day of something that ends at `us`."""
        return Day(us - 1, self.desk.store.programme.zone)

    def points(self, name: str) -> Points:
        """A fact that is points."""
        return Points(self.facts[name])

    def reward(self) -> str:
        """The reward's name."""
        return Named(**self.facts["reward"]).in_(self.language)

    def button(self, key: str, action: str) -> Button:
        """A way on from the notice."""
        return Button(self.desk.texts.plain(self.language, f"button-{key}"), action)

    def apart(self, name: str) -> Html | None:
        """A line about what was owed or is owed from now on, where there is any."""
        return self.say(name, points=self.points(name)) if self.facts.get(name) else None

    def stop(self) -> Button:
        """The end of all news, told from which piece of it."""
        label = self.desk.texts.plain(self.language, "button-stop-news")
        return Button(label, "stop-news", (self.source,) if self.source else ())

    def why(self) -> Rows:
        """The ways to what explains the movement that it tells of, and to the member's card."""
        args = (base36(self.txn),) if self.txn else ()
        label = self.desk.texts.plain(self.language, "button-why")
        return [[Button(label, "why-of" if args else "why", args), *self.home()[0]]]

    def home(self) -> Rows:
        """The way to the member's card."""
        return [[self.button("home", "points")]]
