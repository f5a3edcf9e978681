"""The record of staff as a file, and on the console."""

import asyncio
import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from bot import keys
from bot.clock import SystemClock
from bot.console import refusing, settings
from bot.store import open_store
from domain.calendar import moment
from domain.members import staff
from domain.staff import Act, acts
from domain.tx import ReadTx

commands = typer.Typer()
COLUMNS = ("at", "person", "name", "number", "act", "card", "flagged", "facts")
# What a spreadsheet would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def told(act: Act, zone: str) -> dict[str, Any]:
    """An act as plain data."""
    outside_id, name = act.person
    return {
        "at": moment(act.at, zone).isoformat(timespec="seconds"),
        "person": outside_id,
        "name": name,
        "number": act.number,
        "act": act.act,
        "card": act.card,
        "flagged": act.flagged,
        "facts": act.facts,
    }


def as_csv(found: Iterable[Act], zone: str) -> bytes:
    """Acts as a file for a spreadsheet, in which no cell is a formula."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for act in found:
        line = told(act, zone)
        line["facts"] = json.dumps(line["facts"], ensure_ascii=False)
        writer.writerow([_harmless(str(line[name])) for name in COLUMNS])
    # The mark by which spreadsheets know the encoding.
    return file.getvalue().encode("utf-8-sig")


@commands.command()
def record(
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object for each act.")] = False,
    person: Annotated[int | None, typer.Option(help="Only this numeric id's acts.")] = None,
    flagged: Annotated[bool, typer.Option("--flagged", help="Only what is flagged.")] = False,
    most: Annotated[int, typer.Option(help="So many acts, the newest.", min=1)] = 100,
) -> None:
    """Says what staff did, newest first: who, when, what, and to which card."""

    def look(tx: ReadTx) -> tuple[Act, ...]:
        actor = None if person is None else staff(tx, person)
        return acts(tx, tx.now, most, 0, actor, flagged)

    with refusing():
        found, zone = asyncio.run(_asked(look))
    for act in found:
        line = told(act, zone)
        typer.echo(json.dumps(line) if as_json else _line(line))


async def _asked(look: Callable[[ReadTx], tuple[Act, ...]]) -> tuple[tuple[Act, ...], str]:
    found = settings()
    vault = keys.kept_vault(found)
    store = await open_store(found.database.url, SystemClock(), vault, writable=False)
    try:
        return await store.read(look), store.programme.zone
    finally:
        await store.close()


def _line(line: dict[str, Any]) -> str:
    card = f" card …{line['card']}" if line["card"] else ""
    facts = " ".join(f"{name}={value}" for name, value in line["facts"].items())
    flag = "! " if line["flagged"] else "  "
    who = f"{line['name']} ({line['person']})"
    return f"{flag}{line['at']}  {who}  {line['act']}{card}  {facts}".rstrip()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
