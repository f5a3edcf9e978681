"""The owner's console: campaigns listed, put, paused, ended, copied; and what points are worth."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import TypeAdapter, ValidationError

from bot.console import asked, changed, stop, things
from domain import adoption
from domain.adoption import Campaign
from domain.errors import BasketEmpty, RuleRefused, RuleUnknown
from domain.programme import Anchor, Currency, Programme, Rule, sentence, value_monitor
from domain.tx import ReadTx, Tx

commands = typer.Typer()
campaigns = typer.Typer()
commands.add_typer(campaigns, name="campaigns")

R = TypeVar("R")
Id = Annotated[str, typer.Argument(help="The campaign's id, as the list shows it.")]
Local = Annotated[str | None, typer.Option(help="A local day or minute: 2026-11-11T18:00.")]
ONE, MANY = TypeAdapter[Rule](Rule), TypeAdapter[tuple[Rule, ...]](tuple[Rule, ...])


@campaigns.callback(invoke_without_command=True)
def listed(context: typer.Context) -> None:
    """Lists the campaigns; or puts, pauses, resumes, ends or copies one, and says so."""
    if context.invoked_subcommand is not None:
        return
    found = asked(adoption.campaigns)
    for campaign in found:
        typer.echo(_line(campaign))
    if not found:
        typer.echo("No campaigns yet: put one with `campaigns put FILE`, or in the chat.")


@campaigns.command()
def put(
    file: Annotated[Path, typer.Argument(help="TOML with one or more [[rules]].")],
) -> None:
    """Adds the rules of a file, or puts them in place of those with their ids: all, or none."""
    rules = things(file, "rules", MANY)
    states = _changed(_put, rules)
    said = (f"{rule.id} is {state}" for rule, state in zip(rules, states, strict=True))
    typer.echo(f"{', '.join(said)}.")


@campaigns.command()
def pause(campaign: Id) -> None:
    """Pauses a campaign."""
    _changed(adoption.pause_rule, campaign, True, None)
    typer.echo(f"{campaign} is paused.")


@campaigns.command()
def resume(campaign: Id) -> None:
    """Lets a paused campaign go on."""
    _changed(adoption.pause_rule, campaign, False, None)
    typer.echo(f"{campaign} goes on.")


@campaigns.command()
def end(campaign: Id) -> None:
    """Ends a campaign now; one that has not started is taken out."""
    _changed(adoption.end_rule, campaign, None)
    typer.echo(f"{campaign} is over.")


@campaigns.command()
def copy(campaign: Id, starts: Local = None, ends: Local = None) -> None:
    """Starts a campaign like another one, under an id of its own, with a window of its own."""
    found = _changed(_copy, campaign, starts, ends)
    typer.echo(f"{found} is a copy of {campaign}.")


@commands.command()
def value() -> None:
    """Compares the basket of prices then and now, and says what points should be worth."""
    try:
        programme = asked(_programme)
        found = value_monitor(programme)
    except BasketEmpty:
        stop("programme.basket: is empty; list a few goods with what they cost then and now")
    currency, inflation = programme.currency, Decimal(found.inflation_bp).scaleb(-2)
    then, now = (_money(minor, currency) for minor in (found.then_minor, found.now_minor))
    typer.echo(f"The basket cost {then} and costs {now}: {inflation:+} %.")
    typer.echo(f"  now       {_worth(found.anchor, currency)}")
    if found.proposed:
        typer.echo(
            f"  proposed  {_worth(found.proposed, currency)}; /value in the chat announces it"
        )
    else:
        typer.echo("  nothing is proposed")


def _changed(verb: Callable[..., R], *args: Any) -> R:
    try:
        return changed(verb, *args)
    except RuleUnknown:
        stop(f"{args[0]}: there is no such campaign; `campaigns` lists them", code=1)


def _programme(tx: ReadTx) -> Programme:
    return tx.programme


def _put(tx: Tx, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    for rule in rules:
        adoption.put_rule(tx, rule, None)
    return tuple(adoption.state_of(rule, tx.now, tx.programme.zone) for rule in rules)


def _copy(tx: Tx, rule_id: str, starts: str | None, ends: str | None) -> str:
    rule = tx.programme.rule(rule_id)
    if rule is None:
        raise RuleUnknown
    own = {"id": adoption.free_id(tx.programme, rule_id), "starts": starts, "ends": ends}
    try:
        copied = ONE.validate_python(rule.model_dump() | own | {"paused": False})
    except ValidationError as error:
        raise RuleRefused(sentence(error.errors()[0])) from None
    adoption.put_rule(tx, copied, None)
    return copied.id


def _line(campaign: Campaign) -> str:
    rule = campaign.rule
    window = f"{rule.starts or ''} – {rule.ends or ''}" if rule.starts or rule.ends else "always"
    pilot = f", {rule.pilot_percent} %" if rule.pilot_percent < 100 else ""
    return (
        f"{campaign.state:<10} {rule.id:<16} {rule.kind:<12} {campaign.points:>12,} points  "
        f"{window}{pilot}  {rule.name.en}"
    )


def _worth(anchor: Anchor, currency: Currency) -> str:
    one = Decimal(anchor.minor).scaleb(-currency.digits) / anchor.points
    return f"{anchor.points:,} points = {_money(anchor.minor, currency)} ({one:.4f} a point)"


def _money(minor: int, currency: Currency) -> str:
    return f"{Decimal(minor).scaleb(-currency.digits):,} {currency.code}"
