"""At the console: what an operator types, and the books that it is typed beside."""

import asyncio
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.store import open_store
from domain.adoption import adopt
from domain.programme import Programme
from tests.clock import StandingClock
from tests.scene import VAULT


async def opens_books(
    url: str, clock: StandingClock, settings: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There are books with a programme in them, and no bot that runs on them."""
    monkeypatch.setenv("JIFEN_DATABASE__URL", url)
    monkeypatch.setenv("JIFEN_SECURITY__KEY", (b"k" * 32).hex())
    store = await open_store(url, clock, VAULT)
    await store.write(adopt, settings, key=None)
    await store.close()


def changes(file: Path, found: str, made: str) -> None:
    """Somebody edits a file."""
    file.write_text(file.read_text().replace(found, made))


async def asks(commands: typer.Typer, *words: str) -> Result:
    """Somebody runs a command."""
    return await asyncio.to_thread(CliRunner().invoke, commands, words)


async def does(commands: typer.Typer, *words: str) -> str:
    """What a command says that does what it was asked."""
    answered = await asks(commands, *words)
    assert answered.exit_code == 0, answered.stderr
    return answered.stdout
