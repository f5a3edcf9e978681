"""A town around the real bot: people who write and press, over real HTTP, on a standing clock."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr

from bot.clock import ShiftedClock
from bot.playground import Playground
from bot.playground.people import Answer, Message
from bot.settings import Database, Settings, load
from bot.telegram.app import App
from bot.texts import LANGUAGES
from domain.members import who
from domain.programme import Language, Programme
from handlers import EDGES
from tests import scene
from tests.clock import DAY_ONE
from tests.handlers.watch import Watch, WatchedWorld

ANN, LIN, BO, MEI = 1001, 1002, 9002, 9001
CODE = re.compile(r"<code>(.*?)</code>")


class StandingWorldClock(ShiftedClock):
    """The world's clock, which moves only when somebody advances it."""

    def now(self) -> int:
        """Noon of day one plus the offset, in UTC microseconds."""
        return DAY_ONE + self.offset


@dataclass(frozen=True)
class Reply:
    """What one update brought: the bot's doings in that chat, and the screen to go on from."""

    answers: tuple[Answer, ...]
    screen: Message | None

    @property
    def html(self) -> str:
        """The screen's text; empty where the bot said nothing."""
        return self.screen.html if self.screen else ""

    @property
    def text(self) -> str:
        """The same without its markup."""
        return self.screen.text if self.screen else ""

    @property
    def labels(self) -> list[str]:
        """The screen's buttons, row by row."""
        return [b.text for row in self.screen.keyboard for b in row] if self.screen else []

    @property
    def toasts(self) -> list[str]:
        """What flashed up."""
        return [a.text for a in self.answers if a.kind == "toast" and a.text]

    @property
    def alert(self) -> str:
        """The refusal that had to be clicked away."""
        return next((a.text for a in self.answers if a.kind == "toast" and a.alert), "")


class Town:
    """A world, its Bot API server, and the bot that is put together as in a real shop."""

    def __init__(self, settings: Settings, clock: ShiftedClock) -> None:
        self.clock = clock
        self.world = WatchedWorld(clock)
        self.playground = Playground(self.world, limits=False)
        self.playground.on_call.append(self.world.heard)
        self.settings = settings
        self.app: App
        self.watch = Watch(self.playground)
        self.playground.on_clock(lambda: self.app.wake())

    @classmethod
    async def build(
        cls,
        template: Path,
        folder: Path,
        programme: Programme,
        clock: ShiftedClock,
        *,
        web: bool = False,
    ) -> Self:
        """A town whose shop opens today; with `web` it has its pages, at a free port."""
        path = Path(shutil.copy(template, folder / "jifen.db"))
        town = cls(settings_for(path, programme), clock)
        await town.playground.start()
        town.changes("web", on=web)
        town.settings = town.changes(
            "telegram",
            token=SecretStr(town.playground.token),
            base_url=town.playground.api_url,
        )
        await town.opens()
        return town

    def changes(self, section: str, **values: Any) -> Settings:
        """The settings with some of a section's changed; they count from the next opening."""
        part = getattr(self.settings, section).model_copy(update=values)
        self.settings = self.settings.model_copy(update={section: part})
        return self.settings

    async def opens(self) -> None:
        """Starts the bot."""
        self.app = App(self.settings, self.clock, scene.VAULT, EDGES)
        await self.app.start()
        await self.app.shift.scheduler.tick()

    async def closes(self) -> None:
        """Stops the bot; the world goes on."""
        await self.app.stop()

    async def reopens(self) -> None:
        """A restart, as for an update or after changed settings."""
        await self.closes()
        await self.opens()

    async def ends(self) -> None:
        """Stops everything."""
        await self.app.stop()
        await self.playground.stop()

    # -- what people do -----------------------------------------------------------------------

    async def says(self, person: int, text: str) -> Reply:
        """Somebody writes; the last message that it brought is the screen."""
        return await self.reply(self.world.says(person, text))

    async def presses(self, person: int, label: str, message: Message | None = None) -> Reply:
        """Somebody presses the newest button of that name, or the one under `message`."""
        found = message or self.newest(person, label)
        return await self.reply(self.world.presses(person, found.id, label), found)

    async def agrees(self, *people: int) -> None:
        """These members say yes to news, as the welcome asked them."""
        yes = {self.text("button-news-yes", language) for language in LANGUAGES}
        for person in people:
            labels = {b.text for m in self.heard(person) for row in m.keyboard for b in row}
            await self.presses(person, (yes & labels).pop())

    async def presses_at_once(self, person: int, label: str, times: int) -> list[Answer]:
        """Somebody hammers a button; all that it brought in their chat."""
        found = self.newest(person, label)
        updates = [self.world.presses(person, found.id, label) for _ in range(times)]
        await self.settled()
        return self._since(updates[0])

    async def forges(self, person: int, data: str) -> Reply:
        """Somebody sends button data of their own making."""
        return await self.reply(self.world.press_data(person, self.world.chat(person)[-1].id, data))

    async def reply(self, update: dict[str, Any], pressed: Message | None = None) -> Reply:
        """What the bot made of an update, once everything is answered and every notice is out."""
        await self.settled()
        answers = tuple(self._since(update))
        shown = [a.message for a in answers if a.message]
        edited = [m for m in shown if pressed and m.id == pressed.id]
        return Reply(answers, next(reversed(edited or shown), None))

    # -- what is to be seen -------------------------------------------------------------------

    def newest(self, person: int, label: str) -> Message:
        """The newest message that has this button."""
        for message in reversed(self.world.chat(person)):
            if any(b.text == label for row in message.keyboard for b in row):
                return message
        raise AssertionError(f"nobody offered {label!r}: {[m.html for m in self.heard(person)]}")

    def heard(self, person: int) -> list[Message]:
        """All that the bot wrote to somebody, as it stands now."""
        return [m for m in self.world.chat(person) if m.sender == "bot"]

    def told(self, person: int, words: str) -> list[str]:
        """The bot's messages to somebody that contain these words."""
        return [m.html for m in self.heard(person) if words in m.html]

    def text(self, key: str, language: Language = "en", **facts: Any) -> str:
        """What the catalogue says under a key, without markup."""
        return self.app.shift.desk.texts.plain(language, key, **facts)

    def code(self, person: int) -> str:
        """The newest code that somebody was shown."""
        shown = [CODE.search(m.html) for m in self.heard(person)]
        return [found.group(1) for found in shown if found][-1]

    async def points(self, person: int) -> int:
        """The balance as `/points` says it: its first number."""
        found = re.search(r"[\d,]+", (await self.says(person, "/points")).html)
        assert found
        return int(found.group().replace(",", ""))

    async def member(self, person: int) -> int:
        """The member that somebody is."""
        found = await self.app.store.read(who, person)
        assert found
        return found.member

    async def audited(self) -> bool:
        """Whether the books tell the truth."""
        return (await scene.found(self.app.store)).ok

    # -- waiting ------------------------------------------------------------------------------

    async def until(self, true: Callable[[], bool]) -> None:
        """Waits until something is so; looks whenever anything happens."""
        await self.watch.until(true)

    async def settled(self) -> None:
        """Returns once all that people did is answered, and all notices are out that can be."""
        newest = self.world.standing.next_update - 1
        await self.until(lambda: self.watch.fetched > newest or not self.world.updates)
        await self.app.shift.queues.idle()
        while await self.app.shift.sender.deliver():
            pass

    async def advance(self, us: int) -> None:
        """Moves time forward; returns once everything due is done and told."""
        self.world.advance(us)
        await self.app.shift.scheduler.tick()
        await self.settled()

    def _since(self, update: dict[str, Any]) -> list[Answer]:
        body: dict[str, Any] = next(part for part in update.values() if isinstance(part, dict))
        chat = (body.get("chat") or body["from"])["id"]
        answers = self.world.chats[chat].answers
        return [a for a in answers if a.after >= update["update_id"]]


def settings_for(path: Path, programme: Programme) -> Settings:
    """The shipped settings, with a counter, an owner and pacing that nobody notices."""
    shipped = load()
    return shipped.model_copy(
        update={
            "database": Database(url=f"sqlite:///{path}"),
            "telegram": shipped.telegram.model_copy(
                update={
                    "chat_per_second": 1000.0,
                    "chat_burst": 1000,
                    "bulk_per_second": 1000.0,
                    "updates": "polling",
                }
            ),
            "staff": shipped.staff.model_copy(update={"owners": (MEI,), "cashiers": (BO,)}),
            "clock": shipped.clock.model_copy(update={"broadcast_edit_seconds": 0.2}),
            "web": shipped.web.model_copy(update={"on": False, "port": 0}),
            "programme": programme,
            "texts": {},
        }
    )
