"""A broadcast meets bad days: little is ever in doubt, and the owner sees how it ended."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.store import SqliteStore
from bot.telegram.ask import Desk
from bot.telegram.broadcaster import Broadcaster
from bot.telegram.progress import Pace
from bot.telegram.transport import Late, NotSent, ServerFault
from domain import broadcasts, members
from domain.adoption import adopt
from domain.broadcasts import EVERYBODY, Content, Link, Report
from domain.calendar import HOUR, SECOND
from domain.errors import Busy
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import CASHIER, PROGRAMME, fresh_key, joins
from tests.telegram.desk import Telegram, desk_of

PEOPLE = range(1, 61)
HELLO = Content("text", "Hello {name}", title="Hello")
# At 25 a second: what leaves in one.
UNDER_WAY = 25


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

    async def shows(self, what: Callable[[Report], bool]) -> Report:
        """Waits until it shows such a report."""
        async with asyncio.timeout(10):
            while not (self.reports and what(self.reports[-1])):
                self.news.clear()
                await self.news.wait()
        return self.reports[-1]

    async def ends(self) -> Report:
        """Waits until it shows an end."""
        return await self.shows(lambda report: report.over)


class FaultyStore:
    """A store that is too busy, a few times, to note what became of messages."""

    def __init__(self, store: SqliteStore, faults: int) -> None:
        self._store = store
        self.faults = faults

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def write(self, verb: Callable[..., Any], *args: Any, key: str | None) -> Any:
        """Refuses, or does it."""
        if verb is broadcasts.settle and self.faults:
            self.faults -= 1
            raise Busy
        return await self._store.write(verb, *args, key=key)


@asynccontextmanager
async def sending(
    store: SqliteStore, telegram: Telegram, screen: Screen, backoff: float = 0.001
) -> AsyncIterator[Broadcaster]:
    """A broadcaster at work."""
    broadcaster = Broadcaster(desk_of(store, telegram), screen.redraw, 0.01, backoff)
    running = asyncio.create_task(broadcaster.run())
    try:
        yield broadcaster
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def starts(
    store: SqliteStore, people: Iterable[int] = PEOPLE, content: Content = HELLO
) -> int:
    """The owner tells everybody, and watches."""
    for person in people:
        await joins(store, person)
    started = await store.write(broadcasts.start, CASHIER, content, EVERYBODY, key=fresh_key())
    await store.write(broadcasts.keep_screen, started.broadcast, CASHIER, 7, "en", key=None)
    return started.broadcast


async def sends_to_all_at_once(store: SqliteStore) -> None:
    """The shop does without a canary."""
    messages = PROGRAMME.messages.model_copy(update={"canary_percent": 0})
    programme = PROGRAMME.model_copy(update={"messages": messages})
    await store.write(adopt, programme, key=None)


async def until(what: Callable[[], bool]) -> None:
    """Waits for the others to do something."""
    async with asyncio.timeout(10):
        while not what():  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0)


async def all_shown(store: SqliteStore) -> None:
    """Waits until nothing is left to be shown."""
    async with asyncio.timeout(10):
        while await store.read(broadcasts.unshown):
            pass


async def test_everybody_is_written_to_once(store: SqliteStore, telegram: Telegram) -> None:
    await starts(store)
    async with sending(store, telegram, screen := Screen()):
        report = await screen.ends()
    assert (report.delivered, report.settled) == (len(PEOPLE), len(PEOPLE))
    assert sorted(telegram.got) == list(PEOPLE)


@pytest.mark.parametrize("error", [NetworkError("odd"), TimedOut(), TelegramError("no JSON")])
async def test_an_outage_puts_little_in_doubt(
    store: SqliteStore, telegram: Telegram, error: TelegramError
) -> None:
    telegram.trouble = lambda chat: error if 10 < len(telegram.got) + telegram.probes < 20 else None
    await starts(store)
    async with sending(store, telegram, screen := Screen()):
        report = await screen.ends()
    assert 0 < report.unknown <= UNDER_WAY
    assert (report.delivered, report.failed) == (len(PEOPLE) - report.unknown, 0)
    assert len(telegram.got) == len(set(telegram.got)) == report.delivered
    assert telegram.probes > 5


@pytest.mark.parametrize("error", [NotSent("no"), ServerFault("502"), InvalidToken("")])
async def test_what_did_not_arrive_is_sent_again_after_a_while_and_holds_nobody_up(
    store: SqliteStore, telegram: Telegram, clock: StandingClock, error: TelegramError
) -> None:
    telegram.trouble = lambda chat: error if chat % 3 == 0 else None
    await starts(store)
    async with sending(store, telegram, screen := Screen()) as broadcaster:
        await screen.shows(lambda report: (report.delivered, report.waiting) == (40, 20))
        telegram.trouble = lambda chat: None
        clock.advance(2 * SECOND)
        broadcaster.wake()
        report = await screen.ends()
    assert (report.delivered, report.settled) == (len(PEOPLE), len(PEOPLE))
    assert sorted(telegram.got) == list(PEOPLE)


@pytest.mark.parametrize("error", [Late("late"), RetryAfter(1)])
async def test_what_could_not_leave_is_looked_up_anew(
    store: SqliteStore, telegram: Telegram, error: TelegramError
) -> None:
    tries: Counter[int] = Counter()

    def late(chat: int) -> TelegramError | None:
        tries[chat] += 1
        return error if tries[chat] == 1 else None

    telegram.trouble = late
    await starts(store, range(1, 11))
    async with sending(store, telegram, screen := Screen()):
        report = await screen.ends()
    assert report.delivered == 10
    assert set(tries.values()) == {2}


async def test_who_stops_the_news_meanwhile_gets_nothing(
    store: SqliteStore, telegram: Telegram
) -> None:
    people = [await joins(store, person) for person in PEOPLE]
    telegram.gate.clear()
    await starts(store, ())
    async with sending(store, telegram, screen := Screen()):
        await screen.shows(lambda report: report.state == "running")
        await store.write(members.withdraw, people[-1], "settings", key=fresh_key())
        telegram.gate.set()
        report = await screen.ends()
    assert (report.delivered, report.muted) == (len(PEOPLE) - 1, 1)
    assert PEOPLE[-1] not in telegram.got


async def test_no_more_is_under_way_than_leaves_in_a_second(
    store: SqliteStore, telegram: Telegram
) -> None:
    telegram.gate.clear()
    await sends_to_all_at_once(store)
    broadcast = await starts(store)
    async with sending(store, telegram, screen := Screen()) as broadcaster:
        await until(lambda: telegram.waiting == UNDER_WAY)
        broadcaster.wake()
        await store.write(broadcasts.pause, broadcast, CASHIER, key=fresh_key())
        assert telegram.waiting == UNDER_WAY
        telegram.gate.set()
        await screen.shows(lambda report: report.state == "paused" and report.settled > 0)
    assert len(telegram.got) == UNDER_WAY


async def test_a_stop_waits_for_no_backoff_and_the_rest_is_sent_after_it(
    store: SqliteStore, telegram: Telegram, clock: StandingClock
) -> None:
    telegram.trouble = lambda chat: NotSent("refused")
    broadcast = await starts(store)
    async with sending(store, telegram, screen := Screen(), backoff=1000) as broadcaster:
        await telegram.failed.wait()
        async with asyncio.timeout(2):
            await broadcaster.stop(5)
    assert (await store.read(broadcasts.report, broadcast)).settled == 0
    telegram.trouble = lambda chat: None
    clock.advance(HOUR)
    async with sending(store, telegram, screen):
        assert (await screen.ends()).delivered == len(PEOPLE)


async def test_what_a_stop_cuts_short_is_in_doubt_only_if_it_had_left(
    store: SqliteStore, telegram: Telegram
) -> None:
    telegram.gate.clear()
    broadcast = await starts(store)
    async with sending(store, telegram, screen := Screen()) as broadcaster:
        await until(lambda: telegram.waiting > 0)
        on_the_wire = telegram.waiting
        await broadcaster.stop(0)
    report = await store.read(broadcasts.report, broadcast)
    assert on_the_wire <= report.unknown <= UNDER_WAY
    assert report.unknown + report.left == len(PEOPLE)
    telegram.gate.set()
    async with sending(store, telegram, screen):
        assert (await screen.ends()).delivered == len(PEOPLE) - report.unknown


async def test_what_could_not_be_noted_is_noted_later_and_nobody_is_written_to_twice(
    store: SqliteStore, telegram: Telegram
) -> None:
    await starts(store)
    faulty = FaultyStore(store, 3)
    async with sending(cast("SqliteStore", faulty), telegram, screen := Screen()):
        report = await screen.ends()
    assert faulty.faults == 0
    assert sorted(telegram.got) == list(PEOPLE)
    assert report.delivered == len(PEOPLE)


async def test_a_planned_broadcast_begins_at_its_time(
    store: SqliteStore, telegram: Telegram, clock: StandingClock
) -> None:
    await joins(store, 1)
    await store.write(_plan, store.now() + HOUR, key=fresh_key())
    async with sending(store, telegram, screen := Screen()) as broadcaster:
        broadcaster.wake()
        await joins(store, 2)
        assert telegram.got == []
        clock.advance(HOUR)
        broadcaster.wake()
        report = await screen.ends()
    assert (report.expected, report.delivered) == (2, 2)


async def test_of_two_broadcasts_neither_waits_for_the_other_to_end(
    store: SqliteStore, telegram: Telegram
) -> None:
    await starts(store)
    await starts(store, ())
    async with sending(store, telegram, screen := Screen()):
        await until(lambda: len({each.broadcast for each in screen.reports if each.over}) == 2)
    half = Counter(telegram.got[: len(PEOPLE)])
    assert max(half.values()) == 2, "both had their turns from the beginning"
    assert Counter(telegram.got) == Counter([*PEOPLE, *PEOPLE])


async def test_an_end_that_could_not_be_shown_is_shown_later(
    store: SqliteStore, telegram: Telegram
) -> None:
    broadcast = await starts(store, range(1, 4))
    async with sending(store, telegram, screen := Screen(NetworkError("502"), RetryAfter(1))):
        await screen.ends()
    assert not screen.errors
    assert broadcast in {report.broadcast for report in screen.reports if report.over}


async def test_a_crash_before_the_end_was_shown_shows_it_after_the_restart(
    store: SqliteStore, telegram: Telegram
) -> None:
    broadcast = await starts(store)
    await store.write(broadcasts.cancel, broadcast, CASHIER, key=None)
    async with sending(store, telegram, screen := Screen()):
        assert (await screen.ends()).broadcast == broadcast
        await all_shown(store)
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
        await all_shown(store)
    assert gone not in await store.read(broadcasts.unshown)
    assert gone not in {report.broadcast for report in screen.reports if report.over}


async def test_what_telegram_refuses_is_counted_by_the_reason(
    store: SqliteStore, telegram: Telegram
) -> None:
    """Not by the message: the canary has stopped it, and its author let it go on."""
    refusals: dict[int, TelegramError] = {
        3: BadRequest("wrong file identifier"),
        4: BadRequest("Bad Request: chat not found"),
        5: Forbidden("bot was blocked by the user"),
    }
    telegram.trouble = refusals.get
    await starts(store, range(1, 11))
    async with sending(store, telegram, screen := Screen()):
        report = await screen.ends()
    assert (report.delivered, report.failed, report.blocked) == (7, 1, 2)


async def test_a_message_that_cannot_be_written_is_counted_as_failed(
    store: SqliteStore, telegram: Telegram
) -> None:
    await starts(store, range(1, 4), Content("no such kind", "Hello"))
    async with sending(store, telegram, screen := Screen()):
        report = await screen.ends()
    assert (report.delivered, report.failed) == (0, 3)


async def test_the_owner_sees_how_far_it_is(store: SqliteStore, telegram: Telegram) -> None:
    telegram.gate.clear()
    await starts(store)
    async with sending(store, telegram, screen := Screen()):
        await screen.shows(lambda report: report.settled == 0)
        telegram.gate.set()
        await screen.shows(lambda report: report.settled > 0)
        await screen.ends()
    assert any(rate is not None for rate in screen.rates)
    assert screen.reports == sorted(screen.reports, key=lambda report: report.settled)


async def test_a_message_carries_its_buttons_and_the_way_to_stop(
    store: SqliteStore, telegram: Telegram
) -> None:
    links = (Link("Shop", url="https://shop.example"), Link("Points", screen="points"))
    await starts(store, [1], Content("text", "Hello {name}", links=links))
    async with sending(store, telegram, screen := Screen()):
        await screen.ends()
    (sent,) = telegram.sent
    assert sent["text"] == "Hello Ann"
    keyboard = sent["reply_markup"]["inline_keyboard"]
    assert [row[0]["text"] for row in keyboard] == ["Shop", "Points", "Stop the news"]
    assert keyboard[0][0]["url"] == "https://shop.example"


def test_a_rate_is_what_was_dealt_with_since_the_start() -> None:
    pace = Pace(since=100.0, settled=50)
    assert pace.rate(150, 104.0) == 25
    assert pace.rate(51, 200.0) == 1
    assert pace.rate(50, 104.0) is None
    assert pace.rate(75, 100.0) is None


def _plan(tx: Tx, starts_at: int) -> None:
    started = broadcasts.start(tx, CASHIER, HELLO, EVERYBODY, starts_at=starts_at)
    broadcasts.keep_screen(tx, started.broadcast, CASHIER, 7, "en")
