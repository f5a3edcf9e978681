"""Jifen: the composition root and the command line. `python bot.py --help` lists the commands."""

import asyncio
import json
import signal
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Annotated, Any

import typer

from bot import keys, logs, process
from bot.clock import Clock, SystemClock
from bot.settings import Faults, Settings, load
from bot.store import SqliteStore, Unavailable
from domain.vault import KEY_BYTES, Vault

cli = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False)


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
    """Says what is wrong with the settings, a sentence for each fault."""
    settings = _settings()
    typer.echo(
        f"The settings hold together: {len(settings.programme.rewards)} rewards, "
        f"{len(settings.programme.tiers)} tiers, zone {settings.programme.zone}."
    )


@cli.command()
def audit(
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object instead of text.")
    ] = False,
) -> None:
    """Recomputes the books and compares; exits with 1 on the first lie."""
    settings = _settings()
    findings = asyncio.run(_audit(settings))
    if as_json:
        typer.echo(json.dumps(findings))
    else:
        for name, count in findings.get("breaches", {}).items():
            typer.echo(f"{name}: broken {count} times", err=True)
        typer.echo("The books are right." if findings["ok"] else "The books are wrong.")
    raise typer.Exit(0 if findings["ok"] else 1)


@cli.command()
def docs() -> None:
    """Writes docs/settings.md and docs/commands.md from what they describe."""
    from handlers.pages import write_pages

    for page in write_pages():
        typer.echo(page)


async def _run(settings: Settings, clock: Clock, stopped: asyncio.Event) -> None:
    from bot.playground.shop import world_beside
    from bot.telegram.app import App
    from handlers import EDGES

    path = settings.database.path
    if world_beside(path).exists():
        raise Unavailable(
            f"{path} holds a playground's books: set JIFEN_DATABASE__URL to the shop's own"
        )
    app = App(settings, clock, keys.open_vault(settings), EDGES)
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


async def _audit(settings: Settings) -> dict[str, Any]:
    from domain.audit import audit as recompute

    # Nothing that is recomputed is sealed: the audit needs no key.
    vault = Vault(bytes(KEY_BYTES))
    try:
        store = await SqliteStore.open(settings.database.path, SystemClock(), vault, writable=False)
    except Unavailable as error:
        _stop(str(error))
    try:
        findings = await store.read(recompute)
    finally:
        await store.close()
    told = {"ok": findings.ok} | asdict(findings)
    breaches = dict(told.pop("breaches"))
    return told | ({"breaches": breaches} if breaches else {})


def _until_stopped(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    from telegram.error import InvalidToken

    async def guarded() -> None:
        stopped = asyncio.Event()
        for each in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(each, stopped.set)
        await work(stopped)

    try:
        process.run(guarded())
    except Unavailable as error:
        _stop(str(error))
    except InvalidToken:
        _stop("telegram.token: Telegram refuses it; copy it again from @BotFather")


def _settings() -> Settings:
    """The settings, or every fault in them and the end."""
    from bot.texts import Texts

    try:
        settings = load()
        Texts(lambda: 0, settings.texts)
    except Faults as faults:
        _stop(*faults.sentences)
    except ValueError as error:
        _stop(str(error))
    return settings


def _stop(*sentences: str) -> Any:
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(2)


if __name__ == "__main__":
    cli()
