"""The bots under test: processes of their own, talking to one playground over real HTTP."""

import asyncio
import contextlib
import os
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from benchmarks.shops import KEY
from benchmarks.table import CannotRun
from bot.playground import Playground, World
from bot.playground.people import Message

ROOT = Path(__file__).parents[1]
AIOGRAM = ROOT / ".venv-bench" / "bin" / "python"
_PATIENCE_SECONDS = 60.0


# A pace that no chat here reaches.
UNPACED = {
    "JIFEN_TELEGRAM__CHAT_BURST": "1000",
    "JIFEN_TELEGRAM__CHAT_PER_SECOND": "1000",
}


def jifen(
    playground: Playground, database: Path, *under: str, settings: Mapping[str, str] = UNPACED
) -> AbstractAsyncContextManager[Process]:
    """Our bot as it is shipped, but for these settings.

    `under` are arguments for the interpreter, such as a profiler's.
    """
    return _running(
        [sys.executable, *under, "bot.py", "run"],
        JIFEN_TELEGRAM__TOKEN=playground.token,
        JIFEN_TELEGRAM__BASE_URL=playground.api_url,
        JIFEN_DATABASE__URL=f"sqlite:///{database}",
        JIFEN_SECURITY__KEY=KEY.hex(),
        JIFEN_LOG__LEVEL="WARNING",
        **settings,
    )


def echo(playground: Playground) -> AbstractAsyncContextManager[Process]:
    """A bare aiogram bot; raises CannotRun where aiogram is not set up."""
    if not AIOGRAM.exists():
        raise CannotRun("aiogram is not set up: make bench does it")
    return _running(
        [str(AIOGRAM), "benchmarks/echo.py"], API_URL=playground.url, TOKEN=playground.token
    )


def bare(playground: Playground) -> AbstractAsyncContextManager[Process]:
    """Nothing but aiohttp: the most that a bot in Python could reach here."""
    return _running(
        [sys.executable, "-m", "benchmarks.bare"], API_URL=playground.url, TOKEN=playground.token
    )


@contextlib.asynccontextmanager
async def serving(people: Iterable[int]) -> AsyncIterator[Playground]:
    """A playground without limits, in which these people have written to the bot before."""
    playground = Playground(World(people=()), limits=False)
    for person in people:
        playground.world.add_person(person, f"Member {person}", started=True)
    await playground.start()
    try:
        yield playground
    finally:
        await playground.stop()


async def seconds_to_answer(world: World, people: Iterable[int], text: str) -> float:
    """All these people say this at once: how long until each has been written to."""
    waiting = set(people)
    answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def heard(event: str, chat: int, subject: object) -> None:
        if isinstance(subject, Message) and subject.sender == "bot":
            waiting.discard(chat)
            if not waiting and not answered.done():
                answered.set_result(None)

    stop_listening = world.listen(heard)
    try:
        for person in people:
            world.says(person, text)
        start = time.perf_counter()
        await asyncio.wait_for(answered, _PATIENCE_SECONDS)
        return time.perf_counter() - start
    except TimeoutError:
        raise CannotRun(f"{len(waiting)} people were not answered") from None
    finally:
        stop_listening()


@contextlib.asynccontextmanager
async def _running(command: list[str], **environment: str) -> AsyncIterator[Process]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("JIFEN_")}
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=own | environment)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
