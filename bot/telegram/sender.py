"""Delivers what the outbox holds: at least once, oldest first, each member's in order."""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.ask import Desk, Rows
from bot.telegram.pacing import BULK
from bot.texts.formats import Html
from domain.errors import Busy
from domain.members import Contact
from domain.notices import Notice, blame, due, held_back, postpone, settle
from domain.programme import Language

logger = logging.getLogger(__name__)

BATCH = 64
# Retries and quiet members come due without a bell: look again after this long.
PAUSE_SECONDS = 5.0
PUT_OFF = {"later": postpone, "faulty": blame}


@dataclass(frozen=True)
class Letter:
    """A notice as it reads: HTML, buttons, perhaps a picture it is the caption of."""

    html: Html
    rows: Rows = ()
    photo: bytes | None = None


# None where what was to be told is no longer so.
Compose = Callable[[Desk, Notice, Language], Awaitable[Letter | None]]


class Sender:
    """Runs until cancelled; rung after each commit that wrote a notice."""

    def __init__(self, desk: Desk, compose: Compose) -> None:
        self._desk = desk
        self._compose = compose
        self._rung = asyncio.Event()
        self._under_way = asyncio.Lock()
        self._stopped = False
        desk.store.listen("outbox", self.wake)

    async def stop(self, seconds: float) -> None:
        """Sends no more; what is under way gets `seconds` to arrive."""
        self._stopped = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._under_way.acquire(), seconds)

    def wake(self) -> None:
        """Looks at the outbox now."""
        self._rung.set()

    async def run(self) -> None:
        """Delivers whatever is due, whenever it is."""
        if count := (await self._desk.store.read(held_back)).count:
            logger.warning("%d notices are held back since a restore: bot.py outbox", count)
        while True:
            self._rung.clear()
            try:
                while await self.deliver():
                    continue
            except Exception:
                logger.exception("the outbox could not be delivered; it is tried again")
            try:
                # Before Python 3.12, wait_for loses a cancellation that comes with the bell.
                async with asyncio.timeout(PAUSE_SECONDS):
                    await self._rung.wait()
            except TimeoutError:
                continue

    async def deliver(self) -> int:
        """Delivers one batch; how many notices it held."""
        async with self._under_way:
            return 0 if self._stopped else await self._deliver()

    async def _deliver(self) -> int:
        notices = await self._desk.store.read(due, BATCH)
        by_member: dict[int, list[Notice]] = defaultdict(list)
        for notice in notices:
            by_member[notice.member].append(notice)
        ended = await asyncio.gather(
            *(self._deliver_to(theirs) for theirs in by_member.values()), return_exceptions=True
        )
        # Raised only now: the batch is under way for as long as one of them is.
        for error in ended:
            if error is not None:
                raise error
        return len(notices)

    async def _deliver_to(self, notices: list[Notice]) -> None:
        for notice in notices:
            state = await self._send(notice)
            if put_off := PUT_OFF.get(state):
                await self._desk.store.write(put_off, notice.id, key=None)
                return
            await self._desk.store.write(settle, notice.id, notice.member, state, key=None)

    async def _send(self, notice: Notice) -> str:
        if notice.to is None:
            return "blocked"
        if not notice.wanted:
            return "muted"
        try:
            letter = await self._compose(self._desk, notice, language_of(self._desk, notice.to))
            if letter is None:
                return "muted"
            await self._desk.send(notice.to.chat, letter.html, letter.rows, letter.photo, BULK)
        except Forbidden:
            return "blocked"
        except BadRequest as error:
            logger.error("notice %s was refused: %s", notice.kind, error.message)
            return "blocked" if "chat not found" in error.message.lower() else "faulty"
        except (TelegramError, Busy) as error:
            logger.warning("notice %s is put off: %s", notice.kind, type(error).__name__)
            return "later"
        except Exception:
            # One notice that cannot be written must not hold up the others.
            logger.exception("notice %s could not be written", notice.kind)
            return "faulty"
        return "sent"


def language_of(desk: Desk, contact: Contact) -> Language:
    """The language a member is written to in."""
    return desk.texts.pick(
        contact.language_chosen, contact.language_hint, desk.store.programme.language
    )
