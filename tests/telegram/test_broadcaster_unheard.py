"""A broadcast beside books that fail it: nobody is written to twice, and it still ends."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any, cast

from telegram.error import RetryAfter, TelegramError

from bot.store import SqliteStore
from domain import broadcasts
from domain.errors import Busy
from domain.tx import Tx
from tests.telegram.desk import Telegram
from tests.telegram.test_broadcaster import (
    PEOPLE,
    UNDER_WAY,
    FaultyStore,
    Screen,
    sending,
    sends_to_all_at_once,
    starts,
)


class ForgetfulStore(FaultyStore):
    """A store that does not hear, a few times, that a claim was done, and does it once more."""

    async def write(self, verb: Callable[..., Any], *args: Any, key: str | None) -> Any:
        """Does it, perhaps twice."""
        if verb is broadcasts.claim and self.faults:
            self.faults -= 1
            await self._store.write(verb, *args, key=key)
        return await self._store.write(verb, *args, key=key)


class UnheardStore(FaultyStore):
    """A store that notes what became of messages and says, a few times, that it did not.

    Between that and the next time nothing gets through the gate.
    """

    def __init__(self, store: SqliteStore, faults: int, gate: asyncio.Event) -> None:
        super().__init__(store, faults)
        self._gate = gate

    async def write(self, verb: Callable[..., Any], *args: Any, key: str | None) -> Any:
        """Does it, and perhaps says it did not."""
        done = await self._store.write(verb, *args, key=key)
        if verb is broadcasts.settle:
            self._gate.set()
            if self.faults:
                self.faults -= 1
                self._gate.clear()
                await self._store.write(_look, key=None)
                raise Busy
        return done


class BrokenStore(FaultyStore):
    """A store that one broadcast cannot be claimed in."""

    async def write(self, verb: Callable[..., Any], *args: Any, key: str | None) -> Any:
        """Refuses, or does it."""
        if verb is broadcasts.claim and args[0] == self.faults:
            raise ValueError("broken")
        return await self._store.write(verb, *args, key=key)


async def test_what_was_noted_unheard_is_no_reason_to_write_twice(
    store: SqliteStore, telegram: Telegram
) -> None:
    """They may have another turn already when it is noted again that they had none."""
    tries: Counter[int] = Counter()

    def flood(chat: int) -> TelegramError | None:
        tries[chat] += 1
        return RetryAfter(1) if tries[chat] == 1 else None

    telegram.trouble = flood
    await starts(store, range(1, 11))
    unheard = UnheardStore(store, 2, telegram.gate)
    async with sending(cast("SqliteStore", unheard), telegram, screen := Screen(), 0.05):
        report = await screen.ends()
    assert sorted(telegram.got) == list(range(1, 11))
    assert (report.delivered, unheard.faults) == (10, 0)


async def test_a_claim_whose_answer_was_lost_is_in_doubt_and_holds_up_no_end(
    store: SqliteStore, telegram: Telegram
) -> None:
    await sends_to_all_at_once(store)
    await starts(store)
    forgetful = ForgetfulStore(store, 2)
    async with sending(cast("SqliteStore", forgetful), telegram, screen := Screen()):
        report = await screen.ends()
    assert 2 <= report.unknown <= UNDER_WAY
    assert (report.delivered, report.settled) == (len(PEOPLE) - report.unknown, len(PEOPLE))
    assert len(telegram.got) == len(set(telegram.got)) == report.delivered


async def test_a_broadcast_that_cannot_go_on_holds_up_no_other(
    store: SqliteStore, telegram: Telegram
) -> None:
    broken = await starts(store)
    await starts(store, ())
    faulty = BrokenStore(store, broken)
    async with sending(cast("SqliteStore", faulty), telegram, screen := Screen()):
        report = await screen.ends()
    assert report.broadcast != broken
    assert report.delivered == len(PEOPLE)


def _look(tx: Tx) -> None:
    tx.ring("broadcast")
