"""Days of sending in seconds: virtual time, a real database, and a playground without sockets."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Self, TypeVar, TypeVarTuple, cast

from telegram.error import TimedOut
from telegram.ext import ExtBot
from telegram.request import RequestData

from bot.playground import Lost, Playground
from bot.playground.errors import ApiError
from bot.store.aio import connect
from bot.store.laned import LanedStore
from bot.store.sqlite import WRITER_PRAGMAS, SqliteSession
from bot.telegram.buttons import Buttons
from bot.telegram.desk import Desk
from bot.telegram.outcomes import refusal
from bot.telegram.pacing import Pacer
from bot.telegram.transport import AiohttpRequest, Leaving
from bot.texts import Texts
from domain.adoption import adopt
from domain.programme import Programme
from domain.tx import ReadTx, Tx
from tests.clock import DAY_ONE
from tests.scene import PROGRAMME, SHOP, VAULT
from tests.telegram.leaping import LeapingLoop

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
SECOND = 1_000_000


class LoopClock:
    """Day one, and since then the loop's own time: it leaps along."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._began = loop.time()

    def now(self) -> int:
        """Now, in UTC microseconds; any thread may ask."""
        return DAY_ONE + int((self._loop.time() - self._began) * SECOND)


class Handy(SqliteSession):
    """A connection that is used where it is asked: handing over to a thread costs more than it."""

    async def hop(self, function: Callable[..., Any], *args: Any) -> Any:
        """Runs `function(*args)` at once."""
        return function(*args)


class Books(LanedStore):
    """A real SQLite file at the newest schema, worked on by the loop's own thread."""

    @classmethod
    async def open(cls, path: Path, loop: asyncio.AbstractEventLoop) -> Self:
        """Opens it on the loop's clock."""
        books = cls(LoopClock(loop), VAULT)
        writer = await connect(str(path))
        for pragma in WRITER_PRAGMAS:
            writer.raw.execute(f"PRAGMA {pragma}")
        books._add_writer(Handy(writer, path, "BEGIN IMMEDIATE", None))
        reader = await connect(f"file:{path}?mode=ro", uri=True)
        books._add_reader(Handy(reader, path, "BEGIN", None))
        await books._begin()
        return books


class ProcessStore:
    """The books as one process sees them; once it `dies`, nothing it does reaches them any more.

    What was on its way to the database then may still be committed, as after a kill -9.
    """

    def __init__(self, books: Books) -> None:
        self.books = books
        self._dead = False

    def dies(self) -> "ProcessStore":
        """The end of this process; the one that comes after it."""
        self._dead = True
        return ProcessStore(self.books)

    async def write(
        self,
        verb: Callable[[Tx, *Ts], R],
        *args: *Ts,
        key: str | None,
        fence: int | None = None,
    ) -> R:
        """Runs a verb, while the process lives."""
        return await self._done(self.books.write(verb, *args, key=key, fence=fence))

    async def read(self, question: Callable[[ReadTx, *Ts], R], *args: *Ts) -> R:
        """Answers a question, while the process lives."""
        return await self._done(self.books.read(question, *args))

    @property
    def programme(self) -> Programme:
        """The rules in force now."""
        return self.books.programme

    def now(self) -> int:
        """The programme's time."""
        return self.books.now()

    def listen(self, bell: str, callback: Callable[[], None]) -> None:
        """Calls back while the process lives."""
        self.books.listen(bell, lambda: None if self._dead else callback())

    async def close(self) -> None:
        """The scene's end closes the books."""

    async def _done(self, work: Coroutine[Any, Any, R]) -> R:
        if self._dead:
            work.close()
            await asyncio.Future[R]()
        answer = await work
        if self._dead:
            await asyncio.Future[R]()
        return answer


class Direct(AiohttpRequest):
    """A wire without sockets to a playground in this process, `seconds` long there and back."""

    def __init__(self, playground: Playground, seconds: float = 0.04) -> None:
        super().__init__("http://127.0.0.1/bot", playground.token)
        self._playground = playground
        self._half = seconds / 2

    async def initialize(self) -> None:
        """Needs nothing."""

    async def call(
        self, method: str, params: dict[str, Any], leaving: Leaving = lambda: None
    ) -> Any:
        """Calls a method; raises what the real wire would."""
        self._gate()
        leaving()
        await asyncio.sleep(self._half)
        try:
            answer = await self._playground.answer(method, params)
        except ApiError as error:
            await asyncio.sleep(self._half)
            raise refusal(error.code, json.dumps(error.wire()).encode()) from None
        except Lost:
            await asyncio.sleep(self.read_timeout or 0)
            raise TimedOut from None
        await asyncio.sleep(self._half)
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: Any,
        **more_timeouts: Any,
    ) -> tuple[int, bytes]:
        """The same for what python-telegram-bot asks by itself."""
        params = request_data.json_parameters if request_data else {}
        answer = await self.call(url.rpartition("/")[2], dict(params))
        return 200, json.dumps({"ok": True, "result": answer}).encode()


def desk_at(playground: Playground, store: ProcessStore, pacer: Pacer | None = None) -> Desk:
    """A process's desk, whose answers go to that playground; 30 bulk messages a second."""
    wire = Direct(playground)
    bot: ExtBot[str] = ExtBot(
        playground.token,
        request=wire,
        get_updates_request=wire,
        rate_limiter=pacer or Pacer(bulk_rate=30.0),
    )
    return Desk(bot, store, Texts(store.now, {}), Buttons(VAULT), SHOP, 30.0)


def run_leaping_with_store(
    scene: Callable[[ProcessStore], Coroutine[Any, Any, None]],
    path: Path,
    programme: Programme = PROGRAMME,
    *,
    at_most: float = 1_000_000,
) -> None:
    """Runs a scene with the books at `path`; a file in /dev/shm is the fastest.

    Time leaps to the next timer whenever nobody works; fails after `at_most` seconds of it.
    """

    async def run() -> None:
        loop = cast("LeapingLoop", asyncio.get_running_loop())
        with loop.standing_still():
            books = await Books.open(path, loop)
        await books.write(adopt, programme, key=None)
        try:
            await asyncio.wait_for(scene(ProcessStore(books)), at_most)
        finally:
            with loop.standing_still():
                await books.close()

    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        runner.run(run())
