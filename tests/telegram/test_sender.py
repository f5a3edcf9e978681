"""Notices outlast an outage, come in order, and one that is broken holds up nobody else."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.store import SqliteStore
from bot.telegram.ask import Desk
from bot.telegram.sender import Letter, Sender
from bot.texts.formats import Html
from domain import notices
from domain.calendar import DAY, SECOND
from domain.errors import Busy
from domain.notices import Notice
from domain.notices.outbox import FAULTS_MAX
from domain.programme import Language
from tests.clock import StandingClock
from tests.scene import buys, joins
from tests.telegram.desk import Telegram, desk_of


async def write(desk: Desk, notice: Notice, language: Language) -> Letter:
    return Letter(Html(notice.kind))


async def delivers(sender: Sender) -> None:
    while await sender.deliver():
        pass


@pytest.mark.parametrize("error", [NetworkError("502"), RetryAfter(3), TelegramError("no JSON")])
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
    order: list[int] = []

    async def note(desk: Desk, notice: Notice, language: Language) -> Letter:
        order.append(notice.facts["points"])
        return Letter(Html("x"))

    ann, lin = await joins(store, 1), await joins(store, 2)
    sender = Sender(desk_of(store, telegram), note)
    telegram.trouble = lambda chat: NetworkError("502")
    await buys(store, ann, 100)
    await delivers(sender)
    telegram.trouble = lambda chat: None
    await buys(store, ann, 200)
    await buys(store, lin, 900)
    await delivers(sender)
    assert telegram.got == [2]
    clock.advance(5 * SECOND)
    await delivers(sender)
    assert telegram.got == [2, 1, 1]
    assert order == [1, 9, 1, 2]


class Refusing:
    """A store that refuses to settle one member's notices."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.refused = asyncio.Event()
        self.member = 0

    async def write(self, verb: Callable[..., Any], *args: Any, key: None) -> Any:
        if verb is notices.settle and args[1] == self.member:
            self.refused.set()
            raise Busy
        return await self.store.write(verb, *args, key=key)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


async def test_a_batch_lasts_until_its_last_notice_is_through_whatever_fails_before(
    store: SqliteStore, telegram: Telegram
) -> None:
    refusing: Any = Refusing(store)
    ann, lin = await joins(store, 1), await joins(store, 2)
    refusing.member = ann
    await buys(store, ann, 100)
    await buys(store, lin, 100)
    gate = asyncio.Event()

    async def hold(desk: Desk, notice: Notice, language: Language) -> Letter:
        if notice.member == lin:
            await gate.wait()
        return Letter(Html("x"))

    sender = Sender(desk_of(refusing, telegram), hold)
    delivering = asyncio.create_task(sender.deliver())
    await refusing.refused.wait()
    stopping = asyncio.create_task(sender.stop(5))
    for _ in range(5):
        await asyncio.sleep(0)
    assert {delivering.done(), stopping.done()} == {False}
    gate.set()
    with pytest.raises(Busy):
        await delivering
    await stopping
    assert [notice.member for notice in await store.read(notices.due, 10)] == [ann]
