"""The commands that look into the books and change nothing: audit and seals."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Annotated, Any

import typer

from bot import keys
from bot.clock import SystemClock
from bot.console import refusing, settings
from bot.keeping.progress import Moved, Progress
from bot.store import Store, open_store
from bot.store.migrate import present
from domain.audit import INVARIANTS, NAMED_MAX, Breach, Size, check, looks_at_seals, size
from domain.books import Seal, chain
from domain.books.tampering import Fault
from domain.vault import KEY_BYTES, Vault

commands = typer.Typer()
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]
FAULTS_MAX = 20


@dataclass(frozen=True)
class Report:
    """What an audit found."""

    size: Size
    breaches: tuple[Breach, ...]
    sealed: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether the books tell the truth."""
        return not self.breaches and not self.sealed


@commands.command()
def audit(as_json: Json = False) -> None:
    """Recomputes the books and compares; exits with 1 on the first lie."""
    with refusing():
        present(settings().database.url)
        # The record of staff is chained under the key.
        report = asyncio.run(_on_the_books(_recompute, keys.kept_vault(settings())))
    if as_json:
        typer.echo(json.dumps(_told(report)))
    else:
        _tell(report)
    raise typer.Exit(0 if report.ok else 1)


@commands.command()
def seals(as_json: Json = False) -> None:
    """Lists the seals of the books, a line each; --json is the chain that docs/verify.py reads."""
    with refusing():
        # Nothing that is looked at is encrypted: no key is needed.
        found = asyncio.run(_on_the_books(lambda store: store.read(chain), Vault(bytes(KEY_BYTES))))
    if as_json:
        typer.echo(json.dumps({"seals": [seal.told() for seal in found]}, indent=2))
    else:
        for seal in found:
            typer.echo(f"{seal.day}  {seal.records:>8,} records  {seal.root.hex()}")
        typer.echo(_ending(found))


async def _on_the_books(look: Callable[[Store], Any], vault: Vault) -> Any:
    store = await open_store(settings().database.url, SystemClock(), vault, writable=False)
    try:
        return await look(store)
    finally:
        await store.close()


async def _recompute(store: Store) -> Report:
    """Asks two questions at a time: each is answered from one state of the books."""
    work: deque[tuple[Any, ...]] = deque((check, name) for name in INVARIANTS)
    work += await store.read(looks_at_seals)
    found: list[Any] = []

    async def until_done(take: Callable[[], tuple[Any, ...]], moved: Moved) -> None:
        while work:
            question, *args = take()
            found.append(await store.read(question, *args))
            moved(1, "")

    with Progress().step("audit", total=len(work)) as moved:
        # From both ends, for they are different work: SQL here, hashes there.
        await asyncio.gather(until_done(work.popleft, moved), until_done(work.pop, moved))
    breaches = tuple(each for each in found if isinstance(each, Breach) and each.count)
    faults = [fault for each in found if isinstance(each, tuple) for fault in each]
    return Report(await store.read(size), breaches, tuple(dict.fromkeys(faults))[:FAULTS_MAX])


def _told(report: Report) -> dict[str, Any]:
    told = {"ok": report.ok} | asdict(report.size)
    if report.breaches:
        told["breaches"] = {breach.name: breach.count for breach in report.breaches}
    if report.sealed:
        told["sealed"] = [asdict(fault) for fault in report.sealed]
    return told


def _tell(report: Report) -> None:
    for breach in report.breaches:
        named = ", ".join(map(str, breach.ids))
        where = f" ({named}{', …' if breach.count > NAMED_MAX else ''})" if named else ""
        typer.echo(f"{breach.name}: {INVARIANTS[breach.name]}{where}", err=True)
    for fault in report.sealed:
        typer.echo(f"seals: {fault.sentence()}", err=True)
    typer.echo("The books are right." if report.ok else "The books are wrong.")


def _ending(found: tuple[Seal, ...]) -> str:
    if not found:
        return "Nothing is sealed yet: the first night seals all that was posted before it."
    return f"{len(found)} seals; the newest one's hash stands for all: {found[-1].hash.hex()}"
