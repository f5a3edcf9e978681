"""A way to make calls queue up, without waiting for luck."""

import asyncio
import threading

from bot.store import Store
from domain.tx import ReadTx, Tx


class Gate:
    """Holds the database thread inside a verb, so that what comes after queues up behind it."""

    def __init__(self) -> None:
        self.entered, self.opened = threading.Event(), threading.Event()

    def verb(self, tx: Tx) -> None:
        self.entered.set()
        assert self.opened.wait(10)

    def question(self, tx: ReadTx) -> None:
        self.entered.set()
        assert self.opened.wait(10)

    async def held(self, store: Store) -> asyncio.Task[None]:
        """Closes the gate; the task ends once it is opened and its batch committed."""
        task = asyncio.create_task(store.write(self.verb, key=None))
        await asyncio.to_thread(self.entered.wait, 10)
        return task
