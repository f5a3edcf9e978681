"""Notices outlast an outage, come in order, and one that is broken holds up nobody else."""

import asyncio
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.store import SqliteStore, Store
from bot.telegram.ask import Desk
from bot.telegram.letters import Letter
from bot.telegram.outcomes import NotSent, ServerFault
from bot.telegram.sender import Sender
from bot.texts.formats import Html
from domain import notices
from domain.calendar import DAY, HOUR, SECOND
from domain.errors import Busy
from domain.notices import Notice
from domain.notices.settling import FAULTS_MAX, RETRY_SECONDS
from domain.programme import Language, Programme
from domain.tx import Tx
from tests.clock import StandingClock
from tests.scene import MESSAGES, PROGRAMME, buys, joins
from tests.telegram.desk import Telegram, desk_of


@pytest.fixture
def programme() -> Programme:
    """A shop with the usual night."""
    usual = {"quiet_from": "21:30", "quiet_until": "09:00"}
    return PROGRAMME.model_copy(update={"messages": MESSAGES.model_copy(update=usual)})


async def write(desk: Desk, notice: Notice, language: Language) -> Letter:
    """A letter that says what it is about."""
    return Letter(Html(str(notice.facts.get("says", notice.kind))))


async def delivers(sender: Sender) -> None:
    while await sender.deliver():
        pass


async def tells(store: Store, member: int, *said: str, kind: str = "undone") -> None:
    """A member is to be told something."""
    await store.write(_tell, member, kind, said, key=None)


def _tell(tx: Tx, member: int, kind: str, said: tuple[str, ...]) -> None:
    notices.tell_each(tx, kind, [(member, {"says": words}) for words in said], f"test:{kind}")


def read_by(telegram: Telegram) -> list[tuple[int, str]]:
    """Who read what."""
    return [(letter["chat_id"], letter["text"]) for letter in telegram.letters]


@pytest.mark.parametrize(
    "error",
    [NetworkError("?"), NotSent("no"), ServerFault("502"), RetryAfter(3), TelegramError("?")],
)
async def test_a_notice_outlasts_every_outage(
    store: SqliteStore, clock: StandingClock, telegram: Telegram, error: TelegramError
) -> None:
    await buys(store, await joins(store, 1), 8840)
    sender = Sender(desk_of(store, telegram), write)
    telegram.trouble = lambda chat: error
    for _ in range(3 * FAULTS_MAX):
        await delivers(sender)
        clock.advance(600 * SECOND)
    assert telegram.got == []
    telegram.trouble = lambda chat: None
    await delivers(sender)
    assert telegram.got == [1]


@pytest.mark.parametrize(
    "error",
    [NotSent("no"), ServerFault("502"), RetryAfter(3), InvalidToken("not for now"), Conflict("?")],
)
async def test_news_that_surely_did_not_arrive_outlasts_it_too(
    store: SqliteStore, clock: StandingClock, telegram: Telegram, error: TelegramError
) -> None:
    await tells(store, await joins(store), "news", kind="rain")
    sender = Sender(desk_of(store, telegram), write)
    telegram.trouble = lambda chat: error
    await delivers(sender)
    clock.advance(600 * SECOND)
    telegram.trouble = lambda chat: None
    await delivers(sender)
    assert telegram.got == [1]


async def test_one_whose_server_fails_waits_longer_each_time_and_the_others_go_on(
    store: SqliteStore, clock: StandingClock, telegram: Telegram
) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    await tells(store, ann, "one")
    sender = Sender(desk_of(store, telegram), write)
    tries = []

    def fails(chat: int) -> TelegramError | None:
        if chat == 2:
            return None
        tries.append(clock.now())
        return ServerFault("502")

    telegram.trouble = fails
    for number in range(len(RETRY_SECONDS) + 1):
        await tells(store, lin, str(number))
        await delivers(sender)
        clock.advance(RETRY_SECONDS[min(number, len(RETRY_SECONDS) - 1)] * SECOND)
    assert telegram.got == [2] * (len(RETRY_SECONDS) + 1)
    waits = [(after - before) // SECOND for before, after in pairwise(tries)]
    assert waits == list(RETRY_SECONDS)


async def test_a_notice_that_telegram_refuses_is_given_up_in_the_end(
    store: SqliteStore, clock: StandingClock, telegram: Telegram
) -> None:
    await buys(store, await joins(store, 1), 8840)
    sender = Sender(desk_of(store, telegram), write)
    telegram.trouble = lambda chat: BadRequest("can't parse entities")
    for _ in range(FAULTS_MAX):
        assert len(await store.read(notices.due, 10)) == 1
        await delivers(sender)
        clock.advance(DAY)
    assert await store.read(notices.due, 10) == ()


@pytest.mark.parametrize(("error", "is_its_own"), [(KeyError(), True), (Busy(), False)])
async def test_a_notice_that_cannot_be_written_is_given_up_and_a_busy_database_is_not_its_fault(
    store: SqliteStore,
    clock: StandingClock,
    telegram: Telegram,
    error: Exception,
    is_its_own: bool,
) -> None:
    async def break_down(desk: Desk, notice: Notice, language: Language) -> Letter:
        raise error

    await buys(store, await joins(store, 1), 8840)
    sender = Sender(desk_of(store, telegram), break_down)
    for _ in range(FAULTS_MAX):
        await delivers(sender)
        clock.advance(DAY)
    assert (await store.read(notices.due, 10) == ()) == is_its_own


async def test_what_comes_after_a_notice_put_off_waits_for_it(
    store: SqliteStore, clock: StandingClock, telegram: Telegram
) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    sender = Sender(desk_of(store, telegram), write)
    telegram.trouble = lambda chat: ServerFault("502")
    await tells(store, ann, "first")
    await delivers(sender)
    telegram.trouble = lambda chat: None
    await tells(store, ann, "second")
    await tells(store, lin, "hers")
    await delivers(sender)
    assert read_by(telegram) == [(2, "hers")]
    clock.advance(5 * SECOND)
    await delivers(sender)
    assert read_by(telegram) == [(2, "hers"), (1, "first"), (1, "second")]


async def test_what_falls_together_is_one_message_for_each_member(
    store: SqliteStore, telegram: Telegram
) -> None:
    crowd = [await joins(store, number) for number in range(1, 65)]
    for words in ("one", "two", "three"):
        for member in crowd:
            await tells(store, member, words)
    await delivers(Sender(desk_of(store, telegram), write))
    assert sorted(read_by(telegram)) == [(n, "one\n\ntwo\n\nthree") for n in range(1, 65)]


async def test_news_is_never_inside_a_message_of_service_and_urgency_never_with_anything(
    store: SqliteStore, telegram: Telegram
) -> None:
    ann = await joins(store)
    for kind in ("rain", "streak", "goal", "undone", "payment_asked"):
        await tells(store, ann, f"{kind} 1", f"{kind} 2", kind=kind)
    await delivers(Sender(desk_of(store, telegram), write))
    assert sorted(words for _, words in read_by(telegram)) == [
        "payment_asked 1",
        "payment_asked 2",
        "rain 1\n\nrain 2",
        "streak 1\n\nstreak 2\n\ngoal 1\n\ngoal 2",
        "undone 1\n\nundone 2",
    ]


async def test_of_a_message_that_telegram_refuses_only_the_one_to_blame_is_held_up(
    store: SqliteStore, clock: StandingClock, telegram: Telegram
) -> None:
    await tells(store, await joins(store), "good", "bad", "late")
    wire = telegram.request.call

    async def refuses(method: str, params: dict[str, Any], *leaving: Callable[[], None]) -> None:
        if "bad" in params["text"]:
            raise BadRequest("can't parse entities")
        await wire(method, params, *leaving)

    telegram.request.call = refuses  # type: ignore[method-assign, assignment]
    sender = Sender(desk_of(store, telegram), write)
    for _ in range(FAULTS_MAX - 1):
        await delivers(sender)
        assert read_by(telegram) == [(1, "good")]
        clock.advance(DAY)
    await delivers(sender)
    assert read_by(telegram) == [(1, "good"), (1, "late")]


async def test_at_night_a_receipt_is_silent_and_a_nudge_comes_in_the_morning(
    store: SqliteStore, clock: StandingClock, telegram: Telegram
) -> None:
    ann = await joins(store)
    clock.advance(10 * HOUR)
    for kind in ("streak", "purchase", "payment_asked"):
        await tells(store, ann, kind, kind=kind)
    sender = Sender(desk_of(store, telegram), write)
    await delivers(sender)
    silent = {letter["text"]: letter.get("disable_notification") for letter in telegram.letters}
    assert silent == {"payment_asked": None, "purchase": True}
    clock.advance(11 * HOUR)
    await delivers(sender)
    assert telegram.letters[-1]["text"] == "streak"
    assert telegram.letters[-1].get("disable_notification") is None


@pytest.mark.parametrize(
    ("kind", "times"), [("payment_asked", 2), ("purchase", 2), ("streak", 1), ("rain", 1)]
)
async def test_what_may_have_arrived_is_sent_once_more_where_points_moved_and_never_else(
    store: SqliteStore, clock: StandingClock, telegram: Telegram, kind: str, times: int
) -> None:
    await tells(store, await joins(store), "it", kind=kind)
    tries = []

    def lost(chat: int) -> TelegramError:
        tries.append(chat)
        return TimedOut()

    telegram.trouble = lost
    sender = Sender(desk_of(store, telegram), write)
    for _ in range(5):
        await delivers(sender)
        clock.advance(HOUR)
    assert len(tries) == times


@pytest.mark.parametrize("error", [Forbidden("bot was blocked"), BadRequest("chat not found")])
async def test_who_is_gone_is_written_to_once_and_their_news_is_blamed(
    store: SqliteStore, telegram: Telegram, error: TelegramError
) -> None:
    ann = await joins(store)
    sender = Sender(desk_of(store, telegram), write)
    await tells(store, ann, "news", kind="rain")
    await delivers(sender)
    telegram.trouble = lambda chat: error
    for _ in range(3):
        await tells(store, ann, "receipt")
        await delivers(sender)
    assert read_by(telegram) == [(1, "news")]
    price = await store.read(notices.price, "test:rain")
    assert (price.told, price.blocked) == (1, 1)


class Refusing:
    """A store that cannot write down what became of notices, for a while."""

    def __init__(self, store: SqliteStore, times: int) -> None:
        self.store = store
        self.times = times

    async def write(self, verb: Callable[..., Any], *args: Any, key: None) -> Any:
        if verb is notices.settle and self.times:
            self.times -= 1
            raise Busy
        return await self.store.write(verb, *args, key=key)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


async def test_what_could_not_be_written_down_is_not_told_again_but_written_down_later(
    store: SqliteStore, telegram: Telegram
) -> None:
    refusing: Any = Refusing(store, times=2)
    ann, lin = await joins(store, 1), await joins(store, 2)
    for member in (ann, lin):
        await tells(store, member, "it")
    sender = Sender(desk_of(refusing, telegram), write, again_seconds=0)
    await delivers(sender)
    assert sorted(telegram.got) == [1, 2]
    assert await store.read(notices.due, 10) == ()


async def test_a_stop_waits_for_what_is_under_way_and_begins_nothing_more(
    store: SqliteStore, telegram: Telegram
) -> None:
    ann, lin = await joins(store, 1), await joins(store, 2)
    await tells(store, ann, "on its way")
    begun = asyncio.Event()

    async def note(desk: Desk, notice: Notice, language: Language) -> Letter:
        begun.set()
        return await write(desk, notice, language)

    sender = Sender(desk_of(store, telegram), note)
    telegram.gate.clear()
    delivering = asyncio.create_task(sender.deliver())
    await begun.wait()
    stopping = asyncio.create_task(sender.stop(5))
    await tells(store, lin, "too late")
    assert not stopping.done()
    telegram.gate.set()
    await asyncio.gather(delivering, stopping)
    assert await sender.deliver() == 0
    assert read_by(telegram) == [(1, "on its way")]
    assert [notice.member for notice in await store.read(notices.due, 10)] == [lin]
