"""Plays a script on a store of its own, and stops at the first thing that is not as it must be."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.store import Store, open_store
from bot.store.laned import LanedStore
from domain import books
from domain.adoption import adopt
from domain.ids import first_id
from tests.clock import StandingClock
from tests.faults.place import Place
from tests.faults.wire import Wire
from tests.scene import VAULT
from tests.simulation.pair import Pair
from tests.simulation.rules import RULED
from tests.simulation.script import (
    PEOPLE,
    Again,
    Burst,
    Fault,
    Jump,
    Night,
    Restart,
    Step,
    script,
)
from tests.simulation.things import Look

CHECK_EVERY = 100
MOMENTS = 5
MILLISECOND = 1_000
# A wire that lasts in breaking is told to the caller about once for two tries.
LASTING = 6

Execute = Callable[..., Any]


class Violation(AssertionError):
    """Something was not as it must be; says with which seed, and at which act."""

    def __init__(self, seed: int, act: int, step: Step, error: Exception) -> None:
        super().__init__(seed, act, step, error)
        self.seed, self.act, self.step, self.error = seed, act, step, error

    def __str__(self) -> str:
        return f"SEED={self.seed}, after {self.act} acts, at {self.step}:\n{self.error!r}"


@dataclass(frozen=True)
class Tally:
    """What was played."""

    acts: int
    faults: int
    restarts: int
    seals: int


class JumpingClock(StandingClock):
    """A clock that somebody sets, back as well."""

    def jump(self, us: int) -> None:
        """Moves time."""
        self._now += us


class Spell:
    """Breaks the wire at one statement, before or after it, and at each next one, `times` times.

    Acts that share a commit keep their order, unless its answer is lost: what was refused in it
    is then asked for again, after what was done. So a shared commit is spared that.
    """

    def __init__(self, statement: int, done: bool, times: int, is_shared: bool) -> None:
        self._point = statement, done
        self._times = times
        self._is_shared = is_shared
        self.broke = 0

    def __call__(self, number: int, sql: str, done: bool) -> bool:
        if self._times == self.broke or (number, done) < self._point:
            return False
        if self._is_shared and done and sql == "COMMIT":
            return False
        self.broke += 1
        return True


class Simulation:
    """One shop's life, from the first member to the last audit."""

    def __init__(
        self, url: str, seed: int, ops: int, through: Callable[[Execute], Execute] | None = None
    ) -> None:
        self._url = url
        self._seed = seed
        self._ops = ops
        self._inner = through or (lambda execute: execute)
        self._wire = Wire(Place(url).fault)
        self._clock = JumpingClock()
        self._latest = self._clock.now()
        self._seen: list[tuple[int, tuple[Look, ...]]] = []
        self._dice = Random(seed)
        self.acts = self.faults = self.restarts = self.nights = 0

    async def run(self) -> "Simulation":
        """Plays the whole script; raises Violation."""
        self._pair = Pair(await self._begun())
        step: Step = Restart()
        try:
            await self._pair.store.write(adopt, RULED, key=None)
            await self._pair.opens(PEOPLE)
            checked = 0
            for step in script(self._seed, self._ops):
                await self._play(step)
                if self.acts - checked >= CHECK_EVERY:
                    checked = self.acts
                    await self._check()
            await self._check()
        except Exception as error:
            raise Violation(self._seed, self.acts, step, error) from error
        finally:
            await self._pair.store.close()
        return self

    @property
    def tally(self) -> Tally:
        """What was played."""
        return Tally(self.acts, self.faults, self.restarts, self.nights)

    @property
    def transcript(self) -> list[str]:
        """What every act did, and what every member saw after it."""
        return self._pair.transcript

    async def _begun(self) -> Store:
        """Ids begin at random, and what is drawn goes by them: here each seed has its own draws."""
        store = await self._opened()
        assert isinstance(store, LanedStore)
        store._shared.ids.rise_above(first_id(self._clock.now()) + self._seed)
        return store

    async def _opened(self) -> Store:
        return await open_store(self._url, self._clock, VAULT, through=self._through, workers=1)

    def _through(self, execute: Execute) -> Execute:
        return self._wire.through(self._inner(execute))

    async def _play(self, step: Step) -> None:
        match step:
            case Burst(ops, fault):
                spell = self._broken(fault, is_shared=len(ops) > 1)
                await self._pair.does(*ops)
                self._wire.mends()
                self.acts += len(ops)
                self.faults += spell.broke
            case Jump(us):
                self._jump(us)
            case Again(which):
                await self._pair.again(which)
            case Restart():
                await self._restart()
            case Night():
                await self._seal()

    def _broken(self, fault: Fault | None, is_shared: bool) -> Spell:
        spell = Spell(0, False, 0, is_shared)
        if fault is not None:
            times = LASTING if fault.lasts else 1
            spell = Spell(fault.statement, fault.done, times, is_shared)
        self._wire.count()
        self._wire.breaks = spell
        return spell

    def _jump(self, us: int) -> None:
        if self._clock.now() >= self._latest:
            self._latest = self._clock.now()
            self._seen.append((self._latest, self._pair.looks()))
        self._clock.jump(us)
        now = self._pair.oracle.now = self._clock.now()
        # What is posted from here on was posted by then, too.
        self._seen = [(at, looks) for at, looks in self._seen if at < now]

    async def _restart(self) -> None:
        self.restarts += 1
        await self._pair.store.close()
        self._pair.store = await self._opened()

    async def _seal(self) -> None:
        done = False
        while not done:
            self.nights += 1
            batch = await self._pair.store.write(
                books.seal_batch, self._clock.now(), key=f"night:{self.nights}"
            )
            done = batch.done

    async def _check(self) -> None:
        await self._pair.agrees_in_all()
        moments = self._dice.sample(self._seen, min(MOMENTS, len(self._seen)))
        if self._clock.now() >= self._latest:
            await self._pair.totals_agree()
            moments.append((self._clock.now(), self._pair.looks()))
        for at, looks in moments:
            await self._pair.agrees_on_the_past(at, looks)


def simulate(
    url: str, seed: int, ops: int, through: Callable[[Execute], Execute] | None = None
) -> Simulation:
    """Plays a seed's script on the empty database at `url`."""
    return asyncio.run(Simulation(url, seed, ops, through).run())
