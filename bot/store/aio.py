"""aiosqlite's connection as this store uses it: whole functions on its thread, no BEGIN implied."""

import sqlite3
from collections.abc import Callable
from typing import Any

import aiosqlite


class Connection(aiosqlite.Connection):
    """aiosqlite's connection and thread, with one more verb: run a whole function there."""

    async def hop(self, function: Callable[..., Any], *args: Any) -> Any:
        """Runs `function(*args)` on the database thread and returns what it returns."""
        # Private, but the only way in: tests/store holds aiosqlite to it.
        return await self._execute(function, *args)  # type: ignore[no-untyped-call]

    @property
    def raw(self) -> sqlite3.Connection:
        """The sqlite3 connection; to be touched on the database thread only."""
        return self._conn


async def connect(target: str, *, uri: bool = False) -> Connection:
    """Opens a connection in autocommit mode: every BEGIN in this project is written out."""

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(
            target, uri=uri, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        for pragma in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "trusted_schema = OFF",
            "busy_timeout = 5000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    connection = Connection(opened, iter_chunk_size=64)
    await connection
    return connection
