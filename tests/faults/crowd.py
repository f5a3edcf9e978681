"""A shop of so many members that they are put into its books together, and what they are sent."""

import asyncio
import json
import sqlite3
from array import array
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.playground import Faults, Playground, World
from bot.telegram.broadcaster import Broadcaster
from bot.telegram.desk import Desk
from bot.telegram.letters import Letter
from bot.telegram.sender import Sender
from bot.texts.formats import Html
from domain.calendar import DAY
from domain.ids import first_id
from domain.notices import Notice
from domain.programme import Language
from tests.clock import DAY_ONE
from tests.scene import VAULT
from tests.weather import ProcessStore, desk_at

JOINED_AT = DAY_ONE - 365 * DAY
RECEIPT = "receipt"
# A process that died is not back at once: Python alone takes so long to start.
RESTART_SECONDS = 2.0
_CHUNK = 20_000
_TABLES = (
    "INSERT INTO member (id, joined_at, card, language_hint) VALUES (:member, :at, :card, 'en')",
    "INSERT INTO identity (lookup, member, sealed, wrapped_key)"
    " VALUES (:lookup, :member, :sealed, :key)",
    "INSERT INTO account (member, kind, points, version) VALUES"
    " (:member, 'available', 0, 0), (:member, 'held', 0, 0), (:member, 'owed', 0, 0)",
    "INSERT INTO preference (member, kind, wanted) VALUES (:member, 'news', 1)",
    "INSERT INTO consent (id, member, purpose, given, wording, source, at)"
    " VALUES (:member, :member, 'news', 1, 'news-1', 'start', :at)",
)


def member_of(person: int) -> int:
    """The member that a person of the crowd is; members are written to in this order."""
    return first_id(JOINED_AT) + person


def put_into(path: Path, crowd: range) -> None:
    """All of them have been members for a year and want news, as if verbs had written it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as books:
        books.execute("PRAGMA synchronous = OFF")
        for first in range(crowd.start, crowd.stop, _CHUNK):
            rows = _rows(range(first, min(first + _CHUNK, crowd.stop)))
            books.execute("BEGIN IMMEDIATE")
            for sql in _TABLES:
                books.executemany(sql, rows)
            books.execute("COMMIT")


def _rows(people: range) -> list[dict[str, Any]]:
    key = VAULT.new_key()
    return [
        {
            "member": member_of(person),
            "card": VAULT.lookup("card", str(person)),
            "lookup": VAULT.lookup("telegram", str(person)),
            "sealed": VAULT.seal_for(key, json.dumps({"id": person, "name": "Ann"}).encode()),
            "key": key,
            "at": JOINED_AT,
        }
        for person in people
    ]


class Crowd:
    """What each person got, and when first; how often one was written to who wants no news."""

    def __init__(self, ids: range, faults: Faults | None = None) -> None:
        self.ids = ids
        self.world = World(people=(), crowd=ids)
        self.playground = Playground(self.world, faults=faults)
        self.broadcasts = array("B", bytes(len(ids)))
        self.receipts = array("B", bytes(len(ids)))
        self.broadcast_at = array("d", bytes(8 * len(ids)))
        self.receipt_at = array("d", bytes(8 * len(ids)))
        self.told = 0
        self.on_broadcast: list[Callable[[], None]] = []
        # From when on somebody wants no news; what is sent later than a second after is too late.
        self.left_at: dict[int, float] = {}
        self.too_late = 0
        self.playground.on_call.append(self._called)
        self.world.listen(self._arrived)

    def _called(self, method: str, params: dict[str, Any], _: object) -> None:
        """Also what does not arrive must not be sent."""
        if params.get("text") != RECEIPT:
            left_at = self.left_at.get(params["chat_id"])
            now = asyncio.get_running_loop().time()
            self.too_late += left_at is not None and now > left_at + 1
            for callback in self.on_broadcast:
                callback()

    def _arrived(self, event: str, chat: int, message: Any) -> None:
        if event == "message":
            receipt, place = message.text == RECEIPT, self.ids.index(chat)
            got, at = (
                (self.receipts, self.receipt_at)
                if receipt
                else (self.broadcasts, self.broadcast_at)
            )
            got[place] += 1
            self.told += not receipt
            at[place] = at[place] or asyncio.get_running_loop().time()


class Process:
    """A process that sends broadcasts and notices, until it is killed."""

    def __init__(self, crowd: Crowd, store: ProcessStore) -> None:
        self._store = store
        desk = desk_at(crowd.playground, store)
        self._running = [
            asyncio.create_task(Broadcaster(desk, _unwatched, 5.0).run()),
            asyncio.create_task(Sender(desk, _receipt).run()),
        ]

    async def killed(self) -> ProcessStore:
        """Nothing that it does reaches the books any more; the store of the next one."""
        heir = self._store.dies()
        while not all(task.done() for task in self._running):
            for task in self._running:
                task.cancel()
            await asyncio.sleep(0)
        return heir


async def _receipt(desk: Desk, notice: Notice, language: Language) -> Letter:
    return Letter(Html(RECEIPT))


async def _unwatched(*_: object) -> None:
    """Nobody looks at the progress."""
