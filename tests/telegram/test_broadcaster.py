"""A broadcast meets bad days: little is ever in doubt, and the owner sees how it ended."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.store import SqliteStore
from bot.telegram.ask import Desk
from bot.telegram.broadcaster import CLAIM, Broadcaster, Pace
from bot.telegram.transport import NotSent
from domain import broadcasts
from domain.broadcasts import EVERYBODY, Content, Report
from tests.scene import CASHIER, fresh_key, joins
from tests.telegram.desk import Telegram, desk_of

PEOPLE = range(1, 61)


class Screen:
    """The owner's screen: every report that was drawn on it, and at what rate."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.reports: list[Report] = []
        self.rates: list[int | None] = []
        self.news = asyncio.Event()

    async def redraw(self, desk: Desk, report: Report, rate: int | None) -> None:
        """Draws, or fails as long as there are errors."""
        self.news.set()
        if report.over and self.errors:
            raise self.errors.pop(0)
        self.reports.append(report)
        self.rates.append(rate)

    async def ends(self) -> Report:
        """Waits until it shows an end."""
        async with asyncio.timeout(5):
            while not (self.reports and self.reports[-1].over):
                self.news.clear()
                await self.news.wait()
        return self.reports[-1]


@asynccontextmanager
async def sending(
    store: SqliteStore, telegram: Telegram, screen: Screen, backoff: float = 0.001
) -> AsyncIterator[Broadcaster]:
    """A broadcaster at work."""
    broadcaster = Broadcaster(desk_of(store, telegram), screen.redraw, 0, backoff)
    running = asyncio.create_task(broadcaster.run())
    yield broadcaster
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def starts(store: SqliteStore, people: Iterable[int] = PEOPLE) -> int:
    """The owner tells everybody, and watches."""
    for person in people:
        await joins(store, person)
    hello = Content("Hello", None, "Hello")
    started = await store.write(broadcasts.start, CASHIER, hello, EVERYBODY, key=fresh_key())
    await store.write(broadcasts.keep_screen, started.broadcast, CASHIER, 7, "en", key=None)
    return started.broadcast


@pytest.mark.parametrize("error", [NetworkError("502"), TimedOut(), TelegramError("no JSON")])
async def test_an_outage_puts_one_claim_in_doubt_at_most(
    store: SqliteStore, telegram: Telegram, error: TelegramError
) -> None:
    telegram.trouble = lambda chat: error if 10 < len(telegram.got) + telegram.probes < 20 else None
    await starts(store)
    async with sending(store, telegram, screen := Screen()):
        report = await screen.ends()
    assert 0 < report.unknown <= CLAIM
    assert (report.delivered, report.failed) == (len(PEOPLE) - report.unknown, 0)
    assert len(telegram.got) == len(set(telegram.got)) == report.delivered
    assert telegram.probes > 5


@pytest.mark.parametrize("error", [NotSent("refused"), RetryAfter(1)])
async def test_what_surely_did_not_arrive_is_sent_again_until_it_does(
    store: SqliteStore, telegram: Telegram, error: TelegramError
) -> None:
    telegram.trouble = lambda chat: error if chat % 2 and telegram.probes < 6 else None
    await starts(store)
    async with sending(store, telegram, screen := Screen()):
        report = await screen.ends()
    assert (report.delivered, report.settled) == (len(PEOPLE), len(PEOPLE))
    assert sorted(telegram.got) == list(PEOPLE)


async def test_a_stop_waits_for_no_backoff_and_the_rest_is_sent_after_it(
    store: SqliteStore, telegram: Telegram
) -> None:
    telegram.trouble = lambda chat: NotSent("refused")
    broadcast = await starts(store)
    async with sending(store, telegram, screen := Screen(), backoff=1000) as broadcaster:
        await telegram.failed.wait()
        async with asyncio.timeout(2):
            await broadcaster.stop(5)
    assert (await store.read(broadcasts.report, broadcast)).settled == 0
    telegram.trouble = lambda chat: None
    async with sending(store, telegram, screen):
        assert (await screen.ends()).delivered == len(PEOPLE)


async def test_an_end_that_could_not_be_shown_is_shown_later(
    store: SqliteStore, telegram: Telegram
) -> None:
    broadcast = await starts(store)
    async with sending(store, telegram, screen := Screen(NetworkError("502"), RetryAfter(1))):
        while screen.errors:
            # Whatever rings the bell makes the broadcaster look again.
            await starts(store, ())
            screen.news.clear()
            await screen.news.wait()
        await screen.ends()
    assert broadcast in {report.broadcast for report in screen.reports if report.over}


async def test_a_crash_before_the_end_was_shown_shows_it_after_the_restart(
    store: SqliteStore, telegram: Telegram
) -> None:
    broadcast = await starts(store)
    await store.write(broadcasts.cancel, broadcast, CASHIER, key=None)
    async with sending(store, telegram, screen := Screen()):
        assert (await screen.ends()).broadcast == broadcast
    async with sending(store, telegram, again := Screen()):
        other = await starts(store, ())
        assert (await again.ends()).broadcast == other
    assert broadcast not in {report.broadcast for report in again.reports}


@pytest.mark.parametrize("error", [BadRequest("message to edit not found"), Forbidden("blocked")])
async def test_a_screen_that_is_gone_is_not_drawn_on_for_ever(
    store: SqliteStore, telegram: Telegram, error: TelegramError
) -> None:
    gone = await starts(store)
    async with sending(store, telegram, screen := Screen(error)):
        while screen.errors:
            screen.news.clear()
            await screen.news.wait()
        await starts(store, ())
        await screen.ends()
    assert gone not in await store.read(broadcasts.unshown)
    assert gone not in {report.broadcast for report in screen.reports if report.over}


async def test_a_message_that_cannot_be_written_is_counted_as_failed(
    store: SqliteStore, telegram: Telegram
) -> None:
    def breaks(chat: int) -> None:
        if chat == 3:
            raise ValueError

    telegram.trouble = breaks
    await starts(store)
    async with sending(store, telegram, screen := Screen()):
        report = await screen.ends()
    assert (report.delivered, report.failed) == (len(PEOPLE) - 1, 1)


async def test_the_owner_sees_the_rate_that_was_measured(
    store: SqliteStore, telegram: Telegram
) -> None:
    await starts(store)
    async with sending(store, telegram, screen := Screen()):
        await screen.ends()
    assert all(rate is not None and rate > 25 for rate in screen.rates)


def test_a_rate_is_what_was_dealt_with_since_the_start() -> None:
    pace = Pace(since=100.0, settled=50)
    assert pace.rate(150, 104.0) == 25
    assert pace.rate(51, 200.0) == 1
    assert pace.rate(50, 104.0) is None
    assert pace.rate(75, 100.0) is None
