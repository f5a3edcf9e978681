"""However it goes, and in whatever order, everybody ends in one place and the figures add up."""

import random
from collections.abc import Awaitable, Callable

import pytest

from bot.store import Store
from domain import broadcasts, notices
from domain.broadcasts import Report
from domain.calendar import HOUR, SECOND
from tests.clock import StandingClock
from tests.domain.test_broadcast_claims import OWNER, reports, rules, starts
from tests.scene import found, joins

PEOPLE, STEPS_MOST = 40, 2_000
GOES_WELL = 12
BADLY = ("retry", "unsent", "blocked", "failed", "unknown")


class Run:
    """Two broadcasts to the same people, a sender of whims, and members who change their minds."""

    def __init__(self, store: Store, clock: StandingClock, seed: int) -> None:
        self.store, self.clock, self.chance = store, clock, random.Random(seed)
        self.under_way: dict[int, list[int]] = {}
        self.ended: dict[tuple[int, int], str] = {}
        self.members: list[int] = []

    async def begins(self) -> None:
        """People with and without a wish for news join, some of whom sleep at odd hours."""
        chance = self.chance
        await rules(self.store, canary_percent=chance.choice((0, 20)), weekly_most=1)
        for number in range(PEOPLE):
            member = await joins(self.store, number + 1, news=chance.random() < 0.9)
            self.members.append(member)
            if chance.random() < 0.2:
                hours = chance.randrange(1440), chance.randrange(1440)
                await self.store.write(notices.set_quiet, member, *hours, key=None)
        for _ in range(2):
            self.under_way[await starts(self.store, holdout_percent=chance.choice((0, 30)))] = []

    async def ends(self) -> list[Report]:
        """Goes on until both are over and nothing is under way."""
        for _ in range(STEPS_MOST):
            found = [await reports(self.store, each) for each in self.under_way]
            if all(each.over for each in found) and not any(self.under_way.values()):
                return found
            for report in found:
                await self._owner_acts(report)
                await self._claims(report.broadcast)
            await self._sometimes(0.05, self._crashes)
            for broadcast in self.under_way:
                await self._settles(broadcast)
            await self._sometimes(0.1, self._somebody_leaves)
            self.clock.advance(self.chance.choice((0, SECOND, 10 * SECOND, HOUR)))
        raise AssertionError("it never ends")

    async def _owner_acts(self, report: Report) -> None:
        if report.state == "paused":
            await self.store.write(broadcasts.resume, report.broadcast, OWNER, key=None)
        elif report.state == "running" and self.chance.random() < 0.05:
            act = self.chance.choice((broadcasts.pause,) * 9 + (broadcasts.cancel,))
            await self.store.write(act, report.broadcast, OWNER, key=None)

    async def _claims(self, broadcast: int) -> None:
        most = self.chance.choice((1, 3, 8))
        claimed = await self.store.write(broadcasts.claim, broadcast, most, key=None)
        under_way = self.under_way[broadcast]
        for each in claimed.recipients:
            assert (broadcast, each.member) not in self.ended, "at most once"
            assert each.member not in under_way, "by one at a time"
            under_way.append(each.member)
        waits = not (claimed.recipients or claimed.over or claimed.rests_until is not None)
        assert under_way or not waits, "it waits for nothing"

    async def _settles(self, broadcast: int) -> None:
        under_way = self.under_way[broadcast]
        self.chance.shuffle(under_way)
        outcomes = []
        for _ in range(self.chance.randrange(len(under_way) + 1)):
            outcome = self.chance.choice((*("delivered",) * GOES_WELL, *BADLY))
            outcomes.append((under_way.pop(), outcome))
            if outcome not in ("retry", "unsent"):
                self.ended[broadcast, outcomes[-1][0]] = outcome
        await self.store.write(broadcasts.settle, broadcast, outcomes, key=None)

    async def _crashes(self) -> None:
        await self.store.write(broadcasts.recover, key=None)
        for broadcast, under_way in self.under_way.items():
            self.ended |= {(broadcast, member): "unknown" for member in under_way}
            under_way.clear()

    async def _somebody_leaves(self) -> None:
        member = self.chance.choice(self.members)
        if self.chance.random() < 0.5:
            await self.store.write(notices.block, member, key=None)
        else:
            await self.store.write(notices.stop_news, member, "settings", None, key=None)

    async def _sometimes(self, often: float, act: Callable[[], Awaitable[None]]) -> None:
        if self.chance.random() < often:
            await act()


@pytest.mark.parametrize("seed", range(4))
async def test_everybody_ends_in_one_place_however_it_goes(
    store: Store, clock: StandingClock, seed: int
) -> None:
    run = Run(store, clock, seed)
    await run.begins()
    for report in await run.ends():
        assert report.settled + report.gone + report.left == report.expected
        assert report.state == "cancelled" or (report.left, report.waiting) == (0, 0)
        assert report.under_way == 0
        for outcome in ("delivered", "unknown"):
            ours = [end for (of, _), end in run.ended.items() if of == report.broadcast]
            assert getattr(report, outcome) == ours.count(outcome)
        assert report.price.told == report.delivered + report.unknown
    assert (await found(store)).ok
