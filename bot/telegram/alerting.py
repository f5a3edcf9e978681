"""Tells the owner what the programme thinks the owner should know."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.ask import Desk
from bot.telegram.pacing import BULK
from bot.telegram.sender import Letter
from domain.errors import Busy
from domain.notices import Alert, mark_told, untold
from domain.programme import Language

logger = logging.getLogger(__name__)

# What did not go out, and time that jumped, ring no bell: look again after this long.
PAUSE_SECONDS = 300.0

ComposeAlert = Callable[[Desk, Alert, Language], Letter]


class Alerter:
    """Runs until cancelled; rung after each commit that wrote an alert.

    Every owner is told at least once: again only where the process ends before it is noted.
    """

    def __init__(self, desk: Desk, owners: Sequence[int], compose: ComposeAlert) -> None:
        self._desk = desk
        self._owners = owners
        self._compose = compose
        self._rung = asyncio.Event()
        desk.store.listen("alert", self._rung.set)

    async def run(self) -> None:
        """Tells whatever is new, whenever it is."""
        while True:
            self._rung.clear()
            try:
                await self.tell()
            except (TelegramError, Busy) as error:
                logger.warning("the owner could not be told yet: %s", error)
            except Exception:
                logger.exception("the owner could not be told; it is tried again")
            try:
                async with asyncio.timeout(PAUSE_SECONDS):
                    await self._rung.wait()
            except TimeoutError:
                continue

    async def tell(self) -> None:
        """Tells what the owners have not been told, oldest first."""
        for alert in await self._desk.store.read(untold):
            letter = self._compose(self._desk, alert, self._desk.store.programme.language)
            for owner in self._owners:
                await self._send(owner, letter)
            await self._desk.store.write(mark_told, alert.id, key=None)

    async def _send(self, owner: int, letter: Letter) -> None:
        try:
            await self._desk.send(owner, letter.html, letter.rows, letter.photo, BULK)
        except (Forbidden, BadRequest) as error:
            # Who never wrote to the bot cannot be written to; the others are told all the same.
            logger.warning("owner %d could not be told: %s", owner, error.message)
