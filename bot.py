"""Jifen: the composition root and the command line. `python bot.py --help` lists the commands."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import Any

import typer

from bot import keys, logs, process
from bot.auditing import commands as auditing
from bot.campaigning import commands as campaigning
from bot.clock import Clock, SystemClock
from bot.console import settings as _settings
from bot.console import stop as _stop
from bot.importing.commands import commands as importing
from bot.keeping.commands import commands as keeping
from bot.looking_back import commands as looking_back
from bot.recording import commands as recording
from bot.settings import Settings
from bot.shelving import commands as shelving
from bot.store import Unavailable
from bot.store.linked import linked
from bot.trying import commands as trying
from domain.adoption import warnings

cli = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False)
cli.add_typer(auditing)
cli.add_typer(keeping)
cli.add_typer(looking_back)
cli.add_typer(recording)
cli.add_typer(campaigning)
cli.add_typer(shelving)
cli.add_typer(importing, name="import")
cli.add_typer(trying)


@cli.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """A loyalty programme in a Telegram chat. Without a command: run, or play without a token."""
    if context.invoked_subcommand is None:
        has_token = _settings().telegram.token.get_secret_value()
        (run if has_token else playground)()


@cli.command()
def run() -> None:
    """Runs the bot; needs JIFEN_TELEGRAM__TOKEN."""
    settings = _settings()
    if not settings.telegram.token.get_secret_value():
        _stop("telegram.token: is missing; set JIFEN_TELEGRAM__TOKEN, or try: bot.py playground")
    logs.configure(settings.log)
    _until_stopped(lambda stopped: _run(settings, SystemClock(), stopped))


@cli.command()
def playground() -> None:
    """Runs the bot without Telegram: a chat page on this machine, with time travel."""
    settings = _settings()
    logs.configure(settings.log)
    from bot.playground.shop import play
    from handlers import EDGES

    _until_stopped(lambda stopped: play(settings, EDGES, stopped, announce=typer.echo))


@cli.command()
def check() -> None:
    """Says what is wrong with the settings, a sentence for each fault, and what defeats itself."""
    settings = _settings()
    typer.echo(
        f"The settings hold together: {len(settings.programme.rewards)} rewards, "
        f"{len(settings.programme.tiers)} tiers, zone {settings.programme.zone}."
    )
    for warning in warnings(settings.programme, SystemClock().now()):
        typer.echo(f"Worth a look: programme.{warning}.")
    if settings.database.is_file:
        typer.echo(linked())


@cli.command()
def docs() -> None:
    """Writes docs/settings.md and docs/commands.md from what they describe."""
    from handlers.pages import write_pages

    for page in write_pages():
        typer.echo(page)


async def _run(settings: Settings, clock: Clock, stopped: asyncio.Event) -> None:
    from bot.playground.shop import world_beside
    from bot.reloading import reload
    from bot.telegram.app import App
    from handlers import EDGES

    database = settings.database
    if database.is_file and world_beside(database.path).exists():
        raise Unavailable(
            f"{database.path} holds a playground's books: set JIFEN_DATABASE__URL to the shop's own"
        )
    app = App(settings, clock, keys.open_vault(settings), EDGES)
    readings: list[asyncio.Task[None]] = []
    asyncio.get_running_loop().add_signal_handler(
        signal.SIGHUP, lambda: readings.append(asyncio.create_task(reload(app)))
    )
    try:
        await _unless_stopped(app.start(), stopped)
        await _unless_stopped(app.failed, stopped)
    finally:
        await app.stop()


async def _unless_stopped(work: Awaitable[Any], stopped: asyncio.Event) -> None:
    """Waits for work, or for the signal to stop; raises what the work raises."""
    waits = [asyncio.ensure_future(work), asyncio.create_task(stopped.wait())]
    done, rest = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in rest:
        wait.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    for wait in done:
        wait.result()


def _until_stopped(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    from telegram.error import InvalidToken

    async def guarded() -> None:
        stopped = asyncio.Event()

        def stop() -> None:
            if not stopped.is_set():
                process.ends_soon()
            stopped.set()

        for each in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(each, stop)
        await work(stopped)

    try:
        process.run(guarded())
    except Unavailable as error:
        _stop(str(error))
    except InvalidToken:
        _stop("telegram.token: Telegram refuses it; copy it again from @BotFather")


if __name__ == "__main__":
    cli()
