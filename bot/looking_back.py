"""The commands that look back: what members had at a moment, and what points cost lately."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any, TypeVar

import typer
from pydantic_core import to_jsonable_python

from bot import keys
from bot.clock import SystemClock
from bot.console import refusing, settings, stop
from bot.store import Store, open_store
from domain import books
from domain.calendar import instant, local_date, moment
from domain.earning import governor
from domain.errors import UnknownCode
from domain.members import by_card
from domain.vault import KEY_BYTES, Vault

commands = typer.Typer()

R = TypeVar("R")
At = Annotated[
    str | None,
    typer.Option(help="The end of a day, 2026-10-31, or a minute, 2026-10-31T18:00; else now."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]


@commands.command()
def liability(at: At = None, as_json: Json = False) -> None:
    """Says what was issued, redeemed, expired and outstanding by a moment, and its worth."""

    async def look(store: Store) -> dict[str, Any]:
        found = await store.read(books.liability, _moment(store, at))
        currency = store.programme.currency
        worth = Decimal(found.worth_minor).scaleb(-currency.digits)
        return asdict(found) | {"at": _local(store, found.at), "worth": f"{worth} {currency.code}"}

    # Nothing that is looked at is encrypted: no key is needed.
    with refusing():
        told = asyncio.run(_on_the_books(Vault(bytes(KEY_BYTES)), look))
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo(
        f"By {told['at']}:\n  issued {told['issued']:,}, redeemed {told['redeemed']:,}, "
        f"expired {told['expired']:,}\n  outstanding {told['outstanding']:,} points, "
        f"worth {told['worth']}"
    )


@commands.command()
def balance(
    card: Annotated[str, typer.Argument(help="The code of a member's card.")],
    at: At = None,
    as_json: Json = False,
) -> None:
    """Says what a member had at a moment: available, held, owed, and the lots with their ends."""

    async def look(store: Store) -> dict[str, Any]:
        try:
            member = await store.read(by_card, card)
        except UnknownCode:
            stop(f"{card}: nobody's card has this code; a member sees theirs under /card")
        found = await store.read(books.as_of, member, _moment(store, at))
        lots = [
            asdict(lot)
            | {name: _local(store, getattr(lot, name)) for name in ("earned_at", "expires_at")}
            for lot in found.lots
        ]
        return asdict(found) | {"at": _local(store, found.at), "lots": lots}

    with refusing():
        told = asyncio.run(_on_the_books(keys.kept_vault(settings()), look))
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo(
        f"By {told['at']}:\n  available {told['available']:,}, held {told['held']:,}, "
        f"owed {-told['owed']:,}"
    )
    for lot in told["lots"]:
        end = f"lose {lot['decay_percent']} %" if lot["decay_percent"] else "end"
        typer.echo(f"  {lot['points_left']:,} of {lot['points']:,} {end} at {lot['expires_at']}")


@commands.command()
def cost(as_json: Json = False) -> None:
    """Says what points cost lately, of what was paid: rule by rule, and what would lower it."""

    async def look(store: Store) -> dict[str, Any]:
        found = await store.read(governor.state)
        currency = store.programme.currency
        money = {
            name: f"{Decimal(getattr(found, name)).scaleb(-currency.digits)} {currency.code}"
            for name in ("revenue", "worth")
        }
        told: dict[str, Any] = to_jsonable_python(found)
        return told | money

    # Nothing that is looked at is encrypted: no key is needed.
    with refusing():
        told = asyncio.run(_on_the_books(Vault(bytes(KEY_BYTES)), look))
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo(
        f"In {told['window_days']} days {told['points']:,} points, worth {told['worth']}: "
        f"{_percent(told['cost_bp'])} of {told['revenue']} paid.\n"
        f"  soft cap {told['soft_percent']} %, hard cap {told['hard_percent']} %; "
        f"campaigns and surprises run at {told['bright_percent']} %"
        + ("" if told["judged"] else "; too little was paid to judge")
    )
    for line in told["lines"]:
        typer.echo(f"  {line['points']:>12,}  {_percent(line['cost_bp']):>8}  {line['share']}")
    if told["judged"] and (knob := told["knob"]):
        typer.echo(f"Without {knob['share']} it would be {_percent(knob['without_bp'])}.")


async def _on_the_books(vault: Vault, look: Callable[[Store], Awaitable[R]]) -> R:
    store = await open_store(settings().database.url, SystemClock(), vault, writable=False)
    try:
        return await look(store)
    finally:
        await store.close()


def _moment(store: Store, text: str | None) -> int:
    """What was asked for, on the programme's clock; stops where it is none, or still to come."""
    now, zone = store.now(), store.programme.zone
    if text is None:
        return now
    try:
        told = datetime.strptime(text, "%Y-%m-%dT%H:%M" if "T" in text else "%Y-%m-%d")
        if "T" in text:
            at = instant(told.date(), zone, told.hour, told.minute)
        elif told.date() == local_date(now, zone):
            at = now
        else:
            at = instant(told.date() + timedelta(days=1), zone) - 1
    except (ValueError, OverflowError):
        stop(f"--at {text}: a day is written 2026-10-31, a minute 2026-10-31T18:00")
    if at > now:
        stop(f"--at {text}: that is still to come; it is {_local(store, now)} now")
    return max(at, 0)


def _percent(basis_points: int) -> str:
    return f"{Decimal(basis_points).scaleb(-2).normalize():f} %"


def _local(store: Store, us: int) -> str:
    return moment(us, store.programme.zone).isoformat(timespec="minutes")
