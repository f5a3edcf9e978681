"""The real process, as an operator starts it, against a Telegram of this test's own."""

import asyncio
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.playground import Playground, World
from tests.clock import StandingClock
from tests.faults.place import FIGURES, SEED, Place
from tests.handlers.watch import Watch

BOT = Path(__file__).parents[2] / "bot.py"
PATIENCE_SECONDS = 20
Process = asyncio.subprocess.Process


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it wrote."""

    code: int | None
    out: str
    err: str


@dataclass
class Operator:
    """Somebody who runs bot.py with an environment; whatever still runs at the end is killed."""

    telegram: Playground
    watch: Watch
    env: dict[str, str]
    started: list[Process] = field(default_factory=list)

    async def starts(self, command: str = "run", *options: str, **env: str) -> Process:
        """Starts bot.py; `env` beats the usual environment."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(BOT),
            command,
            *options,
            env={**os.environ, **self.env, **env},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self.started.append(process)
        return process

    async def runs(self, **env: str) -> Process:
        """Starts the bot and waits until it listens."""
        polls = self.watch.made("getUpdates")
        process = await self.starts(**env)
        await self.watch.until(lambda: self.watch.made("getUpdates") > polls)
        return process

    async def ends(self, process: Process) -> Ended:
        """Waits for a process to end by itself."""
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE_SECONDS)
        return Ended(process.returncode, out.decode(), err.decode())

    async def tries(self, command: str = "run", *options: str, **env: str) -> Ended:
        """Runs a command to its end."""
        return await self.ends(await self.starts(command, *options, **env))

    async def audits(self) -> tuple[int, int, int]:
        """Audits the books, which must be sound: members, transactions, outstanding points."""
        ended = await self.tries("audit", "--json")
        found = json.loads(ended.out)
        assert (ended.code, found["ok"]) == (0, True)
        return found["members"], found["transactions"], found["outstanding_points"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures are worth as much as dots."""
    if FIGURES:
        terminalreporter.section(f"faults, SEED={SEED}")
    for text in FIGURES:
        terminalreporter.write_line(text)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    """What must never happen must not happen on either."""
    return str(request.param)


@pytest.fixture
def place(url: str, clock: StandingClock) -> Place:
    """An empty database, on each engine in turn."""
    return Place(url, clock)


@pytest.fixture
def file(template: Path, tmp_path: Path, clock: StandingClock) -> Place:
    """An empty database of SQLite's."""
    path = tmp_path / "jifen.db"
    shutil.copy(template, path)
    return Place(f"sqlite:///{path}", clock)


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    telegram = Playground(World(), limits=False)
    await telegram.start()
    env = {
        "JIFEN_TELEGRAM__TOKEN": telegram.token,
        "JIFEN_TELEGRAM__BASE_URL": telegram.api_url,
        "JIFEN_DATABASE__URL": f"sqlite:///{tmp_path / 'shop' / 'jifen.db'}",
        "JIFEN_STAFF__OWNERS": "[9001]",
        "JIFEN_STAFF__CASHIERS": "[9002]",
    }
    operator = Operator(telegram, Watch(telegram), env)
    yield operator
    for process in operator.started:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    await telegram.stop()
