"""Posts each new seal to the shop's channel: what everybody has seen, nobody can go back on.

The seeds that the next draws are from go with it, by their hashes.
"""

import asyncio
import logging
from datetime import date

from telegram.error import TelegramError

from bot.telegram.ask import Desk
from bot.telegram.pacing import NOTICE
from bot.texts.formats import Code, Day, Html
from domain.books import Seal, mark_posted, unposted
from domain.calendar import instant
from domain.draws import Seed, posted_seeds
from domain.errors import Busy

logger = logging.getLogger(__name__)

# What did not go out, and time that jumped, ring no bell: look again after this long.
PAUSE_SECONDS = 300.0


class Herald:
    """Runs until cancelled; rung after each commit that made a seal. Without a channel it rests.

    A seal is posted at least once: again only where the process ends before it is noted.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rung = asyncio.Event()
        desk.store.listen("seal", self._rung.set)

    async def run(self) -> None:
        """Posts whatever is new, whenever it is."""
        while self._desk.channel:
            self._rung.clear()
            try:
                await self.post()
            except (TelegramError, Busy) as error:
                logger.warning("a seal could not be posted to the channel yet: %s", error)
            except Exception:
                logger.exception("a seal could not be posted to the channel; it is tried again")
            try:
                async with asyncio.timeout(PAUSE_SECONDS):
                    await self._rung.wait()
            except TimeoutError:
                continue

    async def post(self) -> None:
        """Posts the seals that the channel has not seen, oldest first."""
        for seal in await self._desk.store.read(unposted):
            await self._send(seal)
            await self._desk.store.write(mark_posted, seal.number, key=None)

    async def _send(self, seal: Seal) -> None:
        programme = self._desk.store.programme
        text = self._desk.texts.render(
            programme.language,
            "seal-posted",
            day=Day(instant(date.fromisoformat(seal.day), programme.zone), programme.zone),
            records=seal.records,
            root=Code(seal.root.hex()),
        )
        seeds = [
            self._desk.texts.render(
                programme.language,
                "seal-seed",
                day=Day(instant(date.fromisoformat(seed.day), programme.zone), programme.zone),
                code=Code(seed.commitment.hex()),
            )
            for seed in await self._promised(seal)
        ]
        await self._desk.send(self._desk.channel, Html("\n".join([text, *seeds])), lane=NOTICE)

    async def _promised(self, seal: Seal) -> tuple[Seed, ...]:
        """The seeds to draw from on the day of the seal's night and the one after, by their hash.

        Of a seal that is posted late, they may be told already.
        """
        if not self._desk.store.programme.allowed.draws:
            return ()
        return await self._desk.store.read(posted_seeds, seal.day)
