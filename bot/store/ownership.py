"""One process writes a database: the others are told so before they do harm."""

import fcntl
import os
from pathlib import Path
from typing import Self

from bot.store.unavailable import Unavailable


class Ownership:
    """An exclusive lock on a file beside the database, gone with the process that holds it.

    Two connections that write or checkpoint one WAL file can corrupt it before SQLite 3.51.3.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def take(cls, database: Path) -> Self:
        """Takes the database, or raises Unavailable where another process has it."""
        database.parent.mkdir(parents=True, exist_ok=True)
        lock = database.with_name(database.name + ".lock")
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            raise Unavailable(
                f"{database} is in use by another bot: stop it first, or set JIFEN_DATABASE__URL"
            ) from error
        return cls(handle)

    def release(self) -> None:
        """Gives the database up."""
        os.close(self._handle)
