"""Two words for the database: `write` a verb, `read` a question."""

from collections.abc import Callable
from typing import Protocol, TypeVar, TypeVarTuple

from bot.store.sqlite import SqliteStore, Unavailable
from domain.programme import Programme
from domain.tx import ReadTx, Tx

__all__ = ["SqliteStore", "Store", "Unavailable"]

R = TypeVar("R")
Ts = TypeVarTuple("Ts")


class Store(Protocol):
    """What every engine offers to the edges."""

    async def write(self, verb: Callable[[Tx, *Ts], R], *args: *Ts, key: str | None) -> R:
        """Runs a verb durably, once for each key; a key of None: the verb is idempotent itself."""
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
