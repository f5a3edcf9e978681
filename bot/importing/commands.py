"""The command that imports purchases.

What it needs is imported when it runs: the bot starts without it.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import keys
from bot.clock import SystemClock
from bot.console import refusing, settings, stop
from bot.settings import Settings
from bot.store import Store, open_store
from domain.adoption import begin
from domain.earning import TakenIn
from domain.errors import Refusal

if TYPE_CHECKING:
    from bot.importing.importing import BadFile, Checked

commands = typer.Typer(no_args_is_help=True)
COLUMNS = "CSV or JSON: receipt, member, time, amount and, where there is one, category."


@commands.callback()
def group() -> None:
    """Brings in what the shop knew before."""


@commands.command()
def purchases(
    file: Annotated[Path, typer.Argument(help=COLUMNS)],
    award: Annotated[
        bool, typer.Option("--award", help="They earn, as of their own time.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Checks, and writes nothing.")] = False,
    shop: Annotated[str, typer.Option(help="Where they were made; else staff.shop.")] = "",
) -> None:
    """Imports purchases: the whole file or, where a record is wrong, nothing of it."""
    from bot.importing.importing import BadFile

    found = settings()
    where, shops = shop or found.staff.shop, found.programme.shops
    if where not in shops:
        stop(f"--shop {where}: is none of programme.shops: {', '.join(shops)}")
    if not file.is_file():
        stop(f"there is no file {file}")
    try:
        with refusing():
            if dry_run:
                checked = asyncio.run(_check(found, file, where))
                typer.echo(f"{_said(checked)}; nothing was written")
                return
            checked, taken = asyncio.run(_import(found, file, where, award))
    except BadFile as bad:
        stop(*_faults(file, bad), code=1)
    except Refusal as refused:
        why = type(refused).__name__
        stop(f"{file}: {why}; run it again: what was written is known, the rest follows", code=1)
    earned = f", {taken.points:,} points were earned" if award else ""
    done = f"{taken.members:,} members joined{earned}" if taken.new else "nothing was changed"
    typer.echo(f"{_said(checked)}; {done}")


async def _check(found: Settings, file: Path, shop: str) -> "Checked":
    from bot.importing.importing import check
    from bot.keeping.progress import Progress

    vault = keys.kept_vault(found)
    store = await open_store(found.database.url, SystemClock(), vault, writable=False)
    try:
        return await check(store, found.programme, file, shop, Progress())
    finally:
        await store.close()


async def _import(found: Settings, file: Path, shop: str, award: bool) -> "tuple[Checked, TakenIn]":
    from bot.importing.importing import check, write
    from bot.keeping.progress import Progress

    store: Store = await open_store(found.database.url, SystemClock(), keys.open_vault(found))
    try:
        progress = Progress()
        checked = await check(store, found.programme, file, shop, progress)
        await store.write(begin, found.programme, key=None)
        return checked, await write(store, checked, shop, award, progress)
    finally:
        await store.close()


def _said(checked: "Checked") -> str:
    return (
        f"{checked.purchases:,} purchases of {checked.people:,} people: "
        f"{len(checked.new):,} new, {checked.known:,} known"
    )


def _faults(file: Path, bad: "BadFile") -> list[str]:
    """The first faults, how many more there are, and what they mean."""
    faults = bad.faults
    more = faults.count - len(faults.shown)
    return [
        *faults.shown,
        *([f"… and {more:,} more"] if more else []),
        f"{file}: faults: {faults.count:,}; nothing was imported",
    ]
