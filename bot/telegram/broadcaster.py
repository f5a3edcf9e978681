"""Sends running broadcasts: claims a few members, writes to them, notes what became of it."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.ask import Button, Desk, keyboard
from bot.telegram.pacing import BULK
from bot.telegram.sender import language_of
from bot.telegram.transport import NotSent
from domain import broadcasts
from domain.broadcasts import Content, Report
from domain.members import Contact

logger = logging.getLogger(__name__)

CLAIM = 25
PAUSE_SECONDS = 5.0
TRIES = 3

Redraw = Callable[[Desk, Report], Awaitable[None]]


class Broadcaster:
    """Runs until cancelled; `redraw` shows the owner the progress every few seconds."""

    def __init__(self, desk: Desk, redraw: Redraw, edit_seconds: float) -> None:
        self._desk = desk
        self._redraw = redraw
        self._edit_seconds = edit_seconds
        self._rung = asyncio.Event()
        self._under_way = asyncio.Lock()
        self._stopped = False
        desk.store.listen("broadcast", self._rung.set)

    async def stop(self, seconds: float) -> None:
        """Claims nobody else; those claimed get `seconds` to be written to."""
        self._stopped = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._under_way.acquire(), seconds)

    async def run(self) -> None:
        """Takes up what a stop interrupted, then sends whatever is started."""
        await self._desk.store.write(broadcasts.recover, key=None)
        while True:
            self._rung.clear()
            try:
                for broadcast in await self._desk.store.read(broadcasts.running):
                    await self._send(broadcast)
            except Exception:
                logger.exception("a broadcast stopped; it goes on")
            try:
                # Before Python 3.12, wait_for loses a cancellation that comes with the bell.
                async with asyncio.timeout(PAUSE_SECONDS):
                    await self._rung.wait()
            except TimeoutError:
                continue

    async def _send(self, broadcast: int) -> None:
        loop = asyncio.get_running_loop()
        shown_at = loop.time()
        while await self._send_some(broadcast):
            if loop.time() - shown_at >= self._edit_seconds:
                shown_at = loop.time()
                await self._show(broadcast)
        await self._show(broadcast)

    async def _send_some(self, broadcast: int) -> bool:
        """Claims and writes to a few members; False where there is nobody left or no time."""
        async with self._under_way:
            if self._stopped:
                return False
            claimed = await self._desk.store.write(broadcasts.claim, broadcast, CLAIM, key=None)
            outcomes = await asyncio.gather(
                *(
                    self._write_to(member, contact, claimed.content)
                    for member, contact in claimed.members
                )
            )
            if outcomes:
                await self._desk.store.write(broadcasts.settle, broadcast, outcomes, key=None)
            return not claimed.over

    async def _show(self, broadcast: int) -> None:
        report = await self._desk.store.read(broadcasts.report, broadcast)
        try:
            await self._redraw(self._desk, report)
        except TelegramError as error:
            logger.warning("the progress could not be shown: %s", type(error).__name__)

    async def _write_to(self, member: int, contact: Contact, content: Content) -> tuple[int, str]:
        for attempt in range(1, TRIES + 1):
            try:
                await self._post(contact, content)
            except Forbidden:
                return member, "blocked"
            except (NotSent, RetryAfter):
                # It surely did not arrive: it may be sent again.
                await asyncio.sleep(attempt)
            except BadRequest:
                return member, "failed"
            except NetworkError:
                return member, "unknown"
            else:
                return member, "delivered"
        return member, "failed"

    async def _post(self, contact: Contact, content: Content) -> None:
        language = language_of(self._desk, contact)
        stop = Button(self._desk.texts.plain(language, "button-stop-news"), "stop-news")
        markup = keyboard(self._desk.buttons, contact.chat, [[stop]])
        if content.photo is None:
            await self._desk.bot.send_message(
                contact.chat,
                content.html,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                rate_limit_args=BULK,
            )
        else:
            await self._desk.bot.send_photo(
                contact.chat,
                content.photo,
                caption=content.html,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
                rate_limit_args=BULK,
            )
