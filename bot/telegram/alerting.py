"""Tells owners and managers what the programme thinks they should know."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.ask import Desk
from bot.telegram.letters import Letter
from bot.telegram.pacing import NOTICE
from domain.errors import Busy
from domain.notices import Alert, mark_told, untold
from domain.programme import Language, Role
from domain.staff import language_of

logger = logging.getLogger(__name__)

# What did not go out, and time that jumped, ring no bell: look again after this long.
PAUSE_SECONDS = 300.0

# Somebody waits for these; everything else is told in its turn.
URGENT = {"approval", "decided"}
AUDIENCE: dict[str, tuple[Role, ...]] = {
    "approval": ("owner", "manager"),
    "decided": ("owner", "manager", "cashier", "support"),
    "low_stock": ("owner", "manager"),
}
"""Which roles an alert is for, where it is not for owners only."""

# None where it is not for this person, of all whom its kind is for.
ComposeAlert = Callable[[Desk, Alert, int, Language], Awaitable[Letter | None]]


class Alerter:
    """Runs until cancelled; rung after each commit that wrote an alert.

    Everybody it is for is told at least once: again only where the process ends before it is noted.
    """

    def __init__(self, desk: Desk, compose: ComposeAlert) -> None:
        self._desk = desk
        self._compose = compose
        # Who was told of what is not noted yet: whoever cannot be told has nobody told twice.
        self._told: set[tuple[int, int]] = set()
        self._rung = asyncio.Event()
        desk.store.listen("alert", self._rung.set)

    async def run(self) -> None:
        """Tells whatever is new, whenever it is."""
        while True:
            self._rung.clear()
            try:
                await self.tell()
            except (TelegramError, Busy) as error:
                logger.warning("staff could not be told yet: %s", error)
            except Exception:
                logger.exception("staff could not be told; it is tried again")
            try:
                async with asyncio.timeout(PAUSE_SECONDS):
                    await self._rung.wait()
            except TimeoutError:
                continue

    async def tell(self) -> None:
        """Tells what has not been told, oldest first."""
        for alert in await self._desk.store.read(untold):
            people = self._desk.staff.people()
            for role in AUDIENCE.get(alert.kind, ("owner",)):
                for person in people[role]:
                    if (alert.id, person) not in self._told:
                        await self._tell(alert, person)
                        self._told.add((alert.id, person))
            await self._desk.store.write(mark_told, alert.id, key=None)
            self._told.clear()

    async def _tell(self, alert: Alert, person: int) -> None:
        store = self._desk.store
        language = await store.read(language_of, person) or store.programme.language
        letter = await self._letter(alert, person, language)
        if letter is None:
            return
        lane = None if alert.kind in URGENT else NOTICE
        try:
            await self._desk.send(person, letter.html, letter.rows, letter.photo, lane)
        except (Forbidden, BadRequest) as error:
            # Who never wrote to the bot cannot be written to; the others are told all the same.
            logger.warning("one of the staff could not be told: %s", error.message)

    async def _letter(self, alert: Alert, person: int, language: Language) -> Letter | None:
        """The letter; none where it cannot be written, so that all others are told."""
        try:
            return await self._compose(self._desk, alert, person, language)
        except Busy:
            raise
        except Exception:
            logger.exception("the alert %d (%s) could not be written", alert.id, alert.kind)
            return None
