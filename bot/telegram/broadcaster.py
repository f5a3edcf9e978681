"""Sends running broadcasts: claims a few members, writes to them, notes what became of it."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.telegram.ask import Button, Desk, OnWire
from bot.telegram.pacing import BULK
from bot.telegram.sender import language_of
from bot.telegram.transport import NotSent
from bot.texts.formats import Html
from domain import broadcasts
from domain.broadcasts import Claimed, Content, Report
from domain.members import Contact

logger = logging.getLogger(__name__)

CLAIM = 25
PAUSE_SECONDS = 5.0
BACKOFF_SECONDS_MAX = 30.0

# Draws a report on the owner's screen, with the messages per second measured so far.
Redraw = Callable[[Desk, Report, int | None], Awaitable[None]]
Outcomes = list[tuple[int, str]]


@dataclass(frozen=True)
class Pace:
    """Since when (loop time, seconds) a broadcast runs, and how many were dealt with before."""

    since: float
    settled: int

    def rate(self, settled: int, now: float) -> int | None:
        """Members dealt with per second, at least 1; None before there is anything to measure."""
        if settled <= self.settled or now <= self.since:
            return None
        return max(1, round((settled - self.settled) / (now - self.since)))


class Broadcaster:
    """Runs until cancelled; `redraw` shows the owner the progress every `edit_seconds`.

    `backoff` is the first wait for a Telegram out of reach, in seconds; each next one is doubled.
    """

    def __init__(
        self, desk: Desk, redraw: Redraw, edit_seconds: float, backoff: float = 1.0
    ) -> None:
        self._desk = desk
        self._redraw = redraw
        self._edit_seconds = edit_seconds
        self._backoff_min = self._backoff = backoff
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
        """Takes up what a stop or a fault interrupted, then sends whatever is started."""
        interrupted = True
        while True:
            self._rung.clear()
            try:
                if interrupted:
                    await self._desk.store.write(broadcasts.recover, key=None)
                interrupted = False
                await self._send_all()
            except Exception:
                logger.exception("a broadcast stopped; it goes on")
                interrupted = True
            try:
                # Before Python 3.12, wait_for loses a cancellation that comes with the bell.
                async with asyncio.timeout(PAUSE_SECONDS):
                    await self._rung.wait()
            except TimeoutError:
                continue

    async def _send_all(self) -> None:
        for broadcast in await self._desk.store.read(broadcasts.running):
            await self._send(broadcast)
        # An end that could not be shown, or was lost in a crash, is shown now.
        for broadcast in await self._desk.store.read(broadcasts.unshown):
            await self._show(broadcast)

    async def _send(self, broadcast: int) -> None:
        loop = asyncio.get_running_loop()
        report = await self._desk.store.read(broadcasts.report, broadcast)
        pace = Pace(loop.time(), report.settled)
        shown_at = loop.time()
        while (outcomes := await self._send_some(broadcast)) is not None:
            if any(state in ("unknown", "unsent") for _, state in outcomes):
                await self._reconnect()
            else:
                self._backoff = self._backoff_min
            if loop.time() - shown_at >= self._edit_seconds:
                shown_at = loop.time()
                await self._show(broadcast, pace)
        await self._show(broadcast, pace)

    async def _send_some(self, broadcast: int) -> Outcomes | None:
        """Claims and writes to a few members; None where there is nobody left or no time."""
        async with self._under_way:
            if self._stopped:
                return None
            claimed = await self._desk.store.write(broadcasts.claim, broadcast, CLAIM, key=None)
            return None if claimed.over else await self._write_to_all(broadcast, claimed)

    async def _write_to_all(self, broadcast: int, claimed: Claimed) -> Outcomes:
        """Writes to the claimed; what became of each is noted, also when this is cut short."""
        outcomes: dict[int, str] = {}
        on_the_wire: set[int] = set()

        async def write_to(member: int, contact: Contact) -> None:
            def on_wire(left: bool) -> None:
                (on_the_wire.add if left else on_the_wire.discard)(member)

            outcomes[member] = await self._write_to(contact, claimed.content, on_wire)

        try:
            await asyncio.gather(*(write_to(*each) for each in claimed.members))
        finally:
            for member, _ in claimed.members:
                outcomes.setdefault(member, "unknown" if member in on_the_wire else "unsent")
            settled = list(outcomes.items())
            if settled:
                await self._desk.store.write(broadcasts.settle, broadcast, settled, key=None)
        return settled

    async def _reconnect(self) -> None:
        """Waits until Telegram answers, so that an outage puts no second claim in doubt."""
        while True:
            logger.warning("a broadcast waits for Telegram: next try in %.0f s", self._backoff)
            await asyncio.sleep(self._backoff)
            self._backoff = min(self._backoff * 2, BACKOFF_SECONDS_MAX)
            with contextlib.suppress(TelegramError):
                await self._desk.bot.get_me()
                return

    async def _show(self, broadcast: int, pace: Pace | None = None) -> None:
        report = await self._desk.store.read(broadcasts.report, broadcast)
        now = asyncio.get_running_loop().time()
        rate = pace.rate(report.settled, now) if pace else None
        try:
            await self._redraw(self._desk, report, rate)
        except (BadRequest, Forbidden) as error:
            logger.warning("the owner's screen is gone: %s", error.message)
        except TelegramError as error:
            logger.warning("the progress could not be shown: %s", type(error).__name__)
            return
        if report.over and report.screen:
            await self._desk.store.write(broadcasts.note_shown, broadcast, key=None)

    async def _write_to(self, contact: Contact, content: Content, on_wire: OnWire) -> str:
        language = language_of(self._desk, contact)
        stop = Button(self._desk.texts.plain(language, "button-stop-news"), "stop-news")
        try:
            await self._desk.send(
                contact.chat, Html(content.html), [[stop]], content.photo, BULK, on_wire
            )
        except Forbidden:
            return "blocked"
        except BadRequest:
            return "failed"
        except (NotSent, RetryAfter):
            # It surely did not arrive: it may be sent again.
            return "unsent"
        except TelegramError:
            return "unknown"
        except Exception:
            logger.exception("a broadcast's message could not be written")
            return "failed"
        return "delivered"
