"""Shows a broadcast's author how it stands: every few seconds while it runs, and how it ended."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.ask import Desk
from domain import broadcasts
from domain.broadcasts import Report

logger = logging.getLogger(__name__)

# Draws a report on the owner's screen, with the members per second measured so far.
Redraw = Callable[[Desk, Report, int | None], Awaitable[None]]


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


@dataclass(frozen=True)
class Seen:
    """What was drawn last of a broadcast, and since when its pace is measured."""

    report: Report
    pace: Pace


class Progress:
    """Runs until cancelled; draws what has changed every `seconds`, and when it is woken."""

    def __init__(self, desk: Desk, redraw: Redraw, seconds: float) -> None:
        self._desk = desk
        self._redraw = redraw
        self._seconds = seconds
        self._rung = asyncio.Event()
        self._seen: dict[int, Seen] = {}

    def wake(self) -> None:
        """Looks now."""
        self._rung.set()

    async def run(self) -> None:
        """Draws until it is cancelled."""
        while True:
            self._rung.clear()
            try:
                await self._show_all()
            except Exception:
                logger.exception("the progress could not be read; it is tried again")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._seconds):
                    await self._rung.wait()

    async def _show_all(self) -> None:
        running = await self._desk.store.read(broadcasts.running)
        for broadcast in dict.fromkeys((*running, *self._seen)):
            await self._show(broadcast)
        self._seen = {
            broadcast: seen
            for broadcast, seen in self._seen.items()
            # What was under way when it was held arrives after that.
            if broadcast in running or seen.report.under_way
        }
        # An end that could not be shown, or was lost in a crash, is shown now.
        for broadcast in await self._desk.store.read(broadcasts.unshown):
            if await self._drawn(await self._desk.store.read(broadcasts.report, broadcast), None):
                await self._desk.store.write(broadcasts.note_shown, broadcast, key=None)

    async def _show(self, broadcast: int) -> None:
        report = await self._desk.store.read(broadcasts.report, broadcast)
        now, seen = asyncio.get_running_loop().time(), self._seen.get(broadcast)
        if seen is None:
            self._seen[broadcast] = Seen(report, Pace(now, report.settled))
        elif report.over:
            return
        elif report == seen.report:
            # A rest is not slowness.
            self._seen[broadcast] = Seen(report, Pace(now, report.settled))
            return
        else:
            self._seen[broadcast] = Seen(report, seen.pace)
        await self._drawn(report, self._seen[broadcast].pace.rate(report.settled, now))

    async def _drawn(self, report: Report, rate: int | None) -> bool:
        """Draws a report; whether that is done with, also where there is nowhere to draw."""
        try:
            await self._redraw(self._desk, report, rate)
        except (BadRequest, Forbidden) as error:
            logger.warning("the owner's screen is gone: %s", error.message)
        except TelegramError as error:
            logger.warning("the progress could not be shown: %s", type(error).__name__)
            return False
        return True
