"""Two words for the database: `write` a verb, `read` a question."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar, TypeVarTuple

from bot.clock import Clock
from bot.store.batches import Through
from bot.store.fences import StaleFence
from bot.store.lane import WAIT_SECONDS_MAX
from bot.store.migrate import SQLITE
from bot.store.sqlite import SqliteStore
from bot.store.unavailable import Unavailable
from domain.programme import Programme
from domain.tx import ReadTx, Tx
from domain.vault import Vault

__all__ = ["SqliteStore", "StaleFence", "Store", "Unavailable", "open_store"]

R = TypeVar("R")
Ts = TypeVarTuple("Ts")


class Store(Protocol):
    """What every engine offers to the edges."""

    async def write(
        self,
        verb: Callable[[Tx, *Ts], R],
        *args: *Ts,
        key: str | None,
        fence: int | None = None,
    ) -> R:
        """Runs a verb durably, once for each key; a key of None: the verb is idempotent itself.

        With a fence it runs only while that is the leader's, and raises StaleFence otherwise.
        """
        ...

    async def read(self, question: Callable[[ReadTx, *Ts], R], *args: *Ts) -> R:
        """Answers a question from what is committed."""
        ...

    @property
    def programme(self) -> Programme:
        """The rules in force now."""
        ...

    def now(self) -> int:
        """The programme's time, in UTC microseconds."""
        ...

    def listen(self, bell: str, callback: Callable[[], None]) -> None:
        """Calls back on the loop after each commit in which a verb rang the bell."""
        ...

    async def close(self) -> None:
        """Finishes what waits, and lets go of the database."""
        ...


async def open_store(
    url: str,
    clock: Clock,
    vault: Vault,
    *,
    writable: bool = True,
    through: Through | None = None,
    workers: int = 4,
    wait_seconds: float = WAIT_SECONDS_MAX,
) -> Store:
    """Opens the books at `sqlite:///path` or `postgresql://…`, migrating them where `writable`.

    `through` wraps the `execute` of every connection that writes: it may watch, or raise.
    On a server, `workers` connections write; a file has one. What waited `wait_seconds` without
    having begun is refused as Busy.
    """
    if not url.startswith(SQLITE):
        from bot.store.postgres import PostgresStore

        return await PostgresStore.open(
            url,
            clock,
            vault,
            writable=writable,
            through=through,
            workers=workers,
            wait_seconds=wait_seconds,
        )
    return await SqliteStore.open(
        Path(url.removeprefix(SQLITE)),
        clock,
        vault,
        writable=writable,
        through=through,
        wait_seconds=wait_seconds,
    )
