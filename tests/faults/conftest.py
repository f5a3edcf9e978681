"""The real process, as an operator starts it, against a Telegram of this test's own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.playground import Playground, World
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
