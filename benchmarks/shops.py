"""Shops as they stand before a measurement: every member came in through the verbs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from bot.clock import SystemClock
from bot.settings import load
from bot.store import SqliteStore, Store
from domain import earning
from domain.adoption import adopt
from domain.members import Person
from domain.vault import Vault

KEY = b"b" * 32
FIRST_PERSON = 10_000_000
_CALLERS = 256

T = TypeVar("T")


def people(count: int) -> range:
    """The outside ids of a shop's members, in the order in which they joined."""
    return range(FIRST_PERSON, FIRST_PERSON + count)


@asynccontextmanager
async def open_shop(path: Path) -> AsyncIterator[SqliteStore]:
    """Opens a shop's database with the programme of settings.toml in force."""
    store = await SqliteStore.open(path, SystemClock(), Vault(KEY))
    try:
        await store.write(adopt, load().programme, key=None)
        yield store
    finally:
        await store.close()


async def build_shop(path: Path, members: int) -> list[int]:
    """Makes a shop of so many members and closes it; returns their ids."""
    async with open_shop(path) as store:
        return await joined(store, members)


async def joined(store: Store, members: int) -> list[int]:
    """Lets so many people join; returns their ids."""
    ids: list[int] = []

    async def joins(person: int) -> None:
        member = Person(person, f"Member {person}", "en")
        ids.append((await store.write(earning.join, member, key=f"join:{person}")).member)

    await by_callers(_CALLERS, people(members), joins)
    return ids


async def by_callers(callers: int, items: Iterable[T], do: Callable[[T], Awaitable[None]]) -> None:
    """Does every item once, so many at a time."""
    left = iter(items)

    async def call() -> None:
        for item in left:
            await do(item)

    await asyncio.gather(*(call() for _ in range(callers)))
