"""While the books take nothing, little is told of which they would not know after a crash."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from bot.playground import Playground, World
from bot.telegram.ask import Desk
from bot.telegram.letters import Letter
from bot.telegram.sender import Sender
from bot.texts.formats import Html
from domain import notices
from domain.errors import Busy
from domain.notices import Notice
from domain.programme import Language
from domain.tx import Tx
from tests.scene import joins
from tests.weather import ProcessStore, desk_at, run_leaping_with_store

CROWD = range(1, 201)
# What leaves in two seconds.
FEW = 60


class Full:
    """Books that can be read, and take no outcome as long as they are `full`."""

    def __init__(self, store: ProcessStore) -> None:
        self.store = store
        self.full = True

    async def write(self, verb: Callable[..., Any], *args: Any, key: None) -> Any:
        if self.full and verb is notices.settle:
            raise Busy
        return await self.store.write(verb, *args, key=key)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


async def write(_: Desk, notice: Notice, language: Language) -> Letter:
    """A letter that says what it is."""
    return Letter(Html(notice.kind))


def _tell(tx: Tx, members: list[int]) -> None:
    notices.tell_each(tx, "undone", [(member, {}) for member in members])


def test_while_the_books_are_full_the_sender_stops_and_goes_on_where_it_stood(
    path: Path,
) -> None:
    async def scene(store: ProcessStore) -> None:
        arrived: list[int] = []
        playground = Playground(World(people=(), crowd=CROWD))
        playground.on_call.append(lambda _, params, __: arrived.append(params["chat_id"]))
        members = [await joins(store, person) for person in CROWD]
        await store.write(_tell, members, key=None)
        books = Full(store)
        sender = Sender(desk_at(playground, cast("ProcessStore", books)), write)
        running = asyncio.create_task(sender.run())
        await asyncio.sleep(600)
        assert 0 < len(arrived) <= FEW
        books.full = False
        await asyncio.sleep(60)
        assert sorted(arrived) == list(CROWD)
        running.cancel()

    run_leaping_with_store(scene, path)
