"""The running bot: what lives between start and stop, put together once."""

import asyncio
import logging

from bot import leading
from bot.clock import Clock
from bot.leading import Term
from bot.settings import Settings
from bot.store import Unavailable, open_store
from bot.telegram.shift import Edges, Shift
from domain.adoption import Adopted, adopt
from domain.errors import RuleRefused
from domain.programme import Programme
from domain.vault import Vault

__all__ = ["App", "Edges"]

logger = logging.getLogger(__name__)

# With what is cut off, the lease and the books, stopping takes less than the ten seconds after
# which Docker kills.
STOP_SECONDS = 5.5


class App:
    """One process on its database: it works in shifts, one for each term that it leads.

    `start` returns once it answers; `stop` loses nothing; `failed` ends in what stops it.
    """

    def __init__(self, settings: Settings, clock: Clock, vault: Vault, edges: Edges) -> None:
        self._settings = settings
        self._programme = settings.programme
        self._term: Term | None = None
        self._clock = clock
        self._vault = vault
        self._edges = edges
        self._answers = asyncio.Event()
        self.shift: Shift
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def start(self) -> None:
        """Opens the books, and returns once this process leads and answers.

        Raises Unavailable where the database is another's, InvalidToken for a wrong token.
        """
        database = self._settings.database
        self.store = await open_store(
            database.url, self._clock, self._vault, workers=database.workers
        )
        self._leading = asyncio.create_task(self._lead())
        answers = asyncio.create_task(self._answers.wait())
        try:
            await asyncio.wait({self._leading, answers}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            answers.cancel()
        if self._leading.done():
            await self._leading
        self._leading.add_done_callback(self._note_end)

    async def _lead(self) -> None:
        while True:
            async with leading.term(self.store, self._settings.database.lease_seconds) as term:
                # Who stands by with an older file changes nothing for the one that leads.
                await self._adopt_own(term)
                self._term = term
                await self._work(term)
                self._term = None
            logger.warning("this process leads no more: its lease is over")

    async def _adopt_own(self, term: Term) -> None:
        """Raises Unavailable where the settings do not go with what was changed in the chat."""
        try:
            await term.store.write(adopt, self._programme, key=None)
        except RuleRefused as refused:
            raise Unavailable(
                f"programme.{refused.reason} (the settings do not go with what was changed in the "
                "chat: change either; until then the rules in the books stay)"
            ) from None

    async def _work(self, term: Term) -> None:
        """Works until the term is over; raises what no waiting would cure."""
        shift = self.shift = Shift(self._settings, self._clock, self._vault, self._edges, term)
        serving = asyncio.create_task(self._serve(shift))
        over = asyncio.create_task(term.over.wait())
        try:
            await asyncio.wait({serving, over}, return_when=asyncio.FIRST_COMPLETED)
            if serving.done() and not serving.cancelled():
                serving.result()
        finally:
            for task in (serving, over):
                task.cancel()
            await asyncio.gather(serving, over, return_exceptions=True)
            await shift.stop(0 if term.over.is_set() else STOP_SECONDS)

    async def _serve(self, shift: Shift) -> None:
        await shift.start()
        self._answers.set()
        await shift.failed

    async def adopt(self, programme: Programme) -> Adopted | None:
        """Takes up changed settings; None where this process stands by, and will when it leads.

        Raises RuleRefused where they do not go with what was changed in the chat.
        """
        adopted = None
        if self._term and not self._term.over.is_set():
            adopted = await self._term.store.write(adopt, programme, key=None)
        self._programme = programme
        return adopted

    def wake(self) -> None:
        """Time has jumped: looks at once for what is due, if it is this process's to look."""
        if self._term is not None:
            self.shift.wake()

    async def stop(self) -> None:
        """Stops listening, finishes what is under way, closes the books."""
        if hasattr(self, "_leading"):
            self._leading.cancel()
            await asyncio.gather(self._leading, return_exceptions=True)
        if hasattr(self, "store"):
            await self.store.close()

    def _note_end(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and not self.failed.done():
            self.failed.set_exception(task.exception() or RuntimeError())
