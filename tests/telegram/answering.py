"""What people send, who stands for the handlers, and what the inbox's table says of it."""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any

from bot.store import SqliteStore
from bot.telegram.queues import Queues

Raw = dict[str, Any]


def said(update_id: int, person: int = 1, text: str = "hello") -> Raw:
    return {"update_id": update_id, "message": {"from": {"id": person}, "text": text}}


class Handlers:
    """Stands for the handlers: notes what it is given, and holds or fails where a test says so."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.apologies: list[int] = []
        self.running = self.running_max = 0
        self.gates: dict[int, asyncio.Event] = {}
        self.started: dict[int, asyncio.Event] = {}
        self.failing: Callable[[int], BaseException | None] = lambda update_id: None

    def hold(self, update_id: int) -> None:
        self.gates[update_id] = asyncio.Event()
        self.started[update_id] = asyncio.Event()

    async def handle(self, raw: Raw) -> None:
        update_id = raw["update_id"]
        self.seen.append(update_id)
        self.running += 1
        self.running_max = max(self.running_max, self.running)
        try:
            if update_id in self.gates:
                self.started[update_id].set()
                await self.gates[update_id].wait()
            await asyncio.sleep(0)
            if (error := self.failing(update_id)) is not None:
                raise error
        finally:
            self.running -= 1

    async def apologise(self, raw: Raw) -> None:
        self.apologies.append(raw["update_id"])
        raise ConnectionError("not even this")

    def queues(self, store: Any, **limits: Any) -> Queues:
        return Queues(store, self.handle, self.apologise, **{"retry_delay": 0.001, **limits})


def states(store: SqliteStore) -> dict[int, str]:
    with sqlite3.connect(store.path) as connection:
        return dict(connection.execute("SELECT update_id, state FROM inbox"))
