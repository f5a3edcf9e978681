"""A database of a test's own, on either engine, and how a store is opened on it."""

import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

import psycopg

from bot.clock import Clock
from bot.store import Store, Unavailable, open_store
from domain.adoption import adopt
from domain.errors import Busy
from domain.programme import Programme
from tests.clock import StandingClock
from tests.faults.wire import Execute
from tests.scene import VAULT, found

__all__ = ["FIGURES", "LONG", "SEED", "Place", "Unavailable", "dice", "figure", "is_sound"]

LONG = os.environ.get("FAULTS") == "long"
SEED = int(os.environ.get("SEED") or Random().randrange(10**6))


FIGURES: list[str] = []


def dice(*names: object) -> Random:
    """Chance that can be had again: `SEED=…` in the environment repeats a run."""
    sys.stdout.write(f"SEED={SEED}\n")
    return Random(f"{SEED}:{names}")


def figure(text: str) -> None:
    """Says at the end of the run what a proof measured."""
    FIGURES.append(text)


async def is_sound(store: Store) -> None:
    """Raises AssertionError unless every invariant of the books holds."""
    breaches = (await found(store)).breaches
    assert breaches == (), breaches


@dataclass(frozen=True)
class Place:
    """An empty database at the newest schema; `url` is what the settings would say."""

    url: str
    clock: StandingClock = field(default_factory=StandingClock)

    @property
    def is_file(self) -> bool:
        """Whether it is SQLite's."""
        return self.url.startswith("sqlite:")

    @property
    def engine(self) -> str:
        """The database's name."""
        return self.url.partition(":")[0]

    def fault(self) -> Exception:
        """What the database says when it breaks."""
        if self.is_file:
            return sqlite3.OperationalError("disk I/O error")
        return psycopg.OperationalError("the server closed the connection unexpectedly")

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What a caller may be told of a broken database."""
        return (Unavailable, Busy)

    @asynccontextmanager
    async def opened(
        self,
        programme: Programme,
        through: Callable[[Execute], Execute] | None = None,
        clock: Clock | None = None,
    ) -> AsyncIterator[Store]:
        """A store on it, with a programme in force."""
        store = await open_store(self.url, clock or self.clock, VAULT, through=through)
        try:
            await store.write(adopt, programme, key=None)
            yield store
        finally:
            await store.close()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Store]:
        """A store on it that cannot write."""
        store = await open_store(self.url, self.clock, VAULT, writable=False)
        try:
            yield store
        finally:
            await store.close()
