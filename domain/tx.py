"""What a verb may touch: the time, the rules and the tables.

A question takes ReadTx, a verb takes Tx: the types differ, so a question cannot write.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from domain.programme import Programme, Version
from domain.vault import Vault


@dataclass(slots=True)
class ReadTx:
    """One consistent look at the books at `now` (UTC microseconds)."""

    now: int
    sql: Any
    version: Version
    vault: Vault

    @property
    def programme(self) -> Programme:
        """The rules in force at `now`."""
        return self.version.programme


@dataclass(slots=True)
class Tx(ReadTx):
    """One change, whole or not at all. Never commits, never sleeps, never calls out."""

    new_id: Callable[[], int]
    key: str | None = None
    bells: set[str] = field(default_factory=set)
    postings: int = 0
    # When the books were restored (UTC us), for jobs that ask.
    restored_at: int = 0
    # Makes up for a time before a restore: what it tells may have been told.
    hushed: bool = False

    def ring(self, bell: str) -> None:
        """Wakes a worker once this change is committed: nothing is told that did not happen."""
        self.bells.add(bell)

    def makes_up_for(self, due_at: int) -> None:
        """Does what was due at `due_at` (UTC us): not told if that was before a restore."""
        self.hushed = due_at < self.restored_at

    def posting_key(self) -> str:
        """The key of this verb's next posting: `key/1`, `key/2`, …"""
        self.postings += 1
        return f"{self.key or f'id:{self.new_id()}'}/{self.postings}"
