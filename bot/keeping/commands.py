"""The commands that keep the books safe: copy, backup, restore, drill, outbox.

What they need is imported when one of them runs: the bot starts without it.
"""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot import keys
from bot.clock import SystemClock
from bot.console import refusing, settings, stop
from bot.settings import known_url
from bot.store import open_store
from bot.store.migrate import place
from domain import notices
from domain.ids import made_at
from domain.notices import HeldBack
from domain.tx import ReadTx, Tx
from domain.vault import Vault

commands = typer.Typer()

R = TypeVar("R")
MEGABYTE = 1_000_000


@commands.command()
def copy(
    source: Annotated[str, typer.Option("--from", help="The books: sqlite:///… or postgresql://…")],
    target: Annotated[str, typer.Option("--to", help="A new database to move them to.")],
    live: Annotated[bool, typer.Option("--live", help="Also while a bot runs on them.")] = False,
) -> None:
    """Copies the books to another database and proves that they arrived."""
    from bot.keeping import copying
    from bot.keeping.places import at_rest, file_of, new_file, url_of
    from bot.keeping.progress import Progress

    for name, url in (("--from", source), ("--to", target)):
        try:
            known_url(url)
        except ValueError as error:
            stop(f"{name}: {error}")
    file, progress = file_of(target), Progress()
    with (
        refusing(),
        nullcontext() if live else at_rest(source),
        # A file appears when it is whole; a server keeps nothing of a copy that fails.
        nullcontext() if file is None else new_file(file) as growing,
    ):
        where = target if growing is None else url_of(growing)
        digest = copying.copy(source, where, progress)
    for name, rows, _ in digest.tables:
        typer.echo(f"  {name}: {rows:,}")
    seconds = sum(step.seconds for step in progress.steps)
    typer.echo(
        f"{digest.rows:,} rows went to {place(target)} in {seconds:.1f} s and were read back.\n"
        f"Digest on both sides: {digest.whole}"
    )
    if live:
        typer.echo("What is written from now on is not in the copy: stop the bot and copy again.")
    else:
        typer.echo("Set JIFEN_DATABASE__URL to the copy before you start the bot.")


@commands.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The backup: one file, and FILE.json about it.")],
    overwrite: Annotated[bool, typer.Option(help="Replaces a backup that is there.")] = False,
) -> None:
    """Backs the books up into one file, also while the bot runs."""
    from bot.keeping import backup as backups
    from bot.keeping.progress import Progress

    source, progress = settings().database.url, Progress()
    if not file.parent.is_dir():
        # A disk that is not mounted: the backup would land beside what it is to save.
        stop(f"there is no folder {file.parent}: make it first")
    with refusing():
        manifest = backups.backup(source, file, SystemClock(), progress, overwrite=overwrite)
    typer.echo(
        f"{file}: {sum(manifest.rows.values()):,} rows, {manifest.points:,} points, "
        f"{manifest.bytes / MEGABYTE:,.1f} MB.\nDigest: {manifest.digest}\n"
        "It is of no use without the server's key: keep that too, elsewhere."
    )


@commands.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup, with FILE.json beside it.")],
) -> None:
    """Restores a backup to where JIFEN_DATABASE__URL points, where nothing may be yet."""
    from bot.keeping import restore as restores
    from bot.keeping.progress import Progress

    found = settings()
    with refusing():
        vault = keys.kept_vault(found)
        restored = restores.restore(file, found.database.url, SystemClock(), vault, Progress())
    manifest, silenced = restored.manifest, restored.silenced
    typer.echo(
        f"{place(found.database.url)}: the books as of {manifest.taken_at}, "
        f"{restored.findings.members:,} members, {restored.findings.transactions:,} transactions, "
        f"{manifest.points:,} points. The books are right.\n"
        f"Held back: {silenced.notices:,} notices (python bot.py outbox). "
        f"Paused: {silenced.broadcasts:,} broadcasts. "
        f"Not answered again: {silenced.updates:,} messages."
    )


@commands.command()
def drill(
    keep: Annotated[Path | None, typer.Option(help="Keeps both files in this folder.")] = None,
) -> None:
    """Backs up, restores elsewhere, audits and compares; exits with 0 if all is as it was."""
    from bot.keeping import drill as drills
    from bot.keeping.progress import Progress

    found, progress = settings(), Progress()
    folder = tempfile.TemporaryDirectory() if keep is None else nullcontext(str(keep))
    with refusing(code=1), folder as where:
        Path(where).mkdir(parents=True, exist_ok=True)
        vault = keys.kept_vault(found)
        done = drills.drill(found.database.url, Path(where), SystemClock(), vault, progress)
    for step in progress.steps:
        typer.echo(f"  {step.name}: {step.seconds:.2f} s")
    typer.echo(
        f"Backed up {done.manifest.bytes / MEGABYTE:,.1f} MB, restored "
        f"{done.restored_bytes / MEGABYTE:,.1f} MB, {sum(done.manifest.rows.values()):,} rows.\n"
        f"Digest of both: {done.manifest.digest}\nThe books are right. The backup can be relied on."
    )


@commands.command()
def outbox(
    send: Annotated[bool, typer.Option("--send", help="Lets them be sent.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Settles them, sent to nobody.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Asks no question.")] = False,
) -> None:
    """Lists the notices held back since a restore; sends or drops them."""
    if send and drop:
        raise typer.BadParameter("send and drop exclude each other")
    found = settings()
    with refusing():
        vault = keys.kept_vault(found)
        waiting: HeldBack = asyncio.run(_ask(found.database.url, vault, notices.held_back))
    if not waiting.count or waiting.oldest is None:
        typer.echo("Nothing is held back.")
        return
    for kind, count in waiting.kinds:
        typer.echo(f"  {kind}: {count:,}")
    since = datetime.fromtimestamp(made_at(waiting.oldest) // 1_000_000, UTC)
    typer.echo(f"{waiting.count:,} notices are held back, the oldest since {since.isoformat()}.")
    if not send and not drop:
        typer.echo("--send lets them be sent, --drop settles them unsent. Neither can be undone.")
        return
    if not yes:
        typer.confirm("Send them all?" if send else "Drop them all?", abort=True)
    with refusing():
        verb = notices.release if send else notices.drop
        count = asyncio.run(_do(found.database.url, vault, verb))
    typer.echo(f"{count:,} notices {'will be sent' if send else 'were dropped'}.")


async def _ask(url: str, vault: Vault, question: Callable[[ReadTx], R]) -> R:
    store = await open_store(url, SystemClock(), vault, writable=False)
    try:
        return await store.read(question)
    finally:
        await store.close()


async def _do(url: str, vault: Vault, verb: Callable[[Tx], R]) -> R:
    store = await open_store(url, SystemClock(), vault)
    try:
        return await store.write(verb, key=None)
    finally:
        await store.close()
