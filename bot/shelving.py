"""The catalogue at the console: rewards listed, put, hidden, shown, restocked, called off."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import TypeAdapter

from bot.console import asked, changed, stop, things
from domain import adoption
from domain.adoption import Shelved
from domain.errors import RewardGone
from domain.programme import Reward
from domain.programme.catalogue import GIVEN
from domain.tx import Tx

commands = typer.Typer()
rewards = typer.Typer()
commands.add_typer(rewards, name="rewards")

R = TypeVar("R")
Id = Annotated[str, typer.Argument(help="The reward's id, as the list shows it.")]
MANY = TypeAdapter[tuple[Reward, ...]](tuple[Reward, ...])


@rewards.callback(invoke_without_command=True)
def listed(context: typer.Context) -> None:
    """Lists the rewards; or puts, hides, shows, restocks or calls one off, and says so."""
    if context.invoked_subcommand is not None:
        return
    found = asked(adoption.shelf)
    for seen in found:
        typer.echo(_line(seen))
    if not found:
        typer.echo("No rewards yet: put one with `rewards put FILE`, or in the chat.")


@rewards.command()
def put(
    file: Annotated[Path, typer.Argument(help="TOML with one or more [[rewards]].")],
) -> None:
    """Adds the rewards of a file, or puts them in place of those with their ids: all, or none."""
    found = things(file, "rewards", MANY)
    changed(_put, found)
    typer.echo(f"On the shelf: {', '.join(reward.id for reward in found)}.")


@rewards.command()
def hide(reward: Id) -> None:
    """Takes a reward out of sight; vouchers go on."""
    _changed(adoption.hide_reward, reward, True, None)
    typer.echo(f"{reward} is hidden.")


@rewards.command()
def show(reward: Id) -> None:
    """Shows a hidden reward again."""
    _changed(adoption.hide_reward, reward, False, None)
    typer.echo(f"{reward} is shown.")


@rewards.command(context_settings={"ignore_unknown_options": True})
def restock(
    reward: Id,
    by: Annotated[int, typer.Argument(help="How many more there are; -3: three fewer.")],
) -> None:
    """Puts more of a reward on the shelf, or takes some away."""
    left = _changed(_restock, reward, by)
    typer.echo(f"{reward} has {left} left.")


@rewards.command("call-off")
def call_off(
    event: Annotated[str, typer.Argument(help="The event's id, as the list shows it.")],
) -> None:
    """Calls an event off for good; the running bot gives its seats back and tells their holders."""
    held = _changed(adoption.call_off, event, None, what="event")
    typer.echo(f"{event} is called off. Seats to give back: {held.seats}, {held.points:,} points.")


def _changed(verb: Callable[..., R], *args: Any, what: str = "reward") -> R:
    try:
        return changed(verb, *args)
    except RewardGone:
        stop(f"{args[0]}: there is no such {what}; `rewards` lists them", code=1)


def _put(tx: Tx, found: tuple[Reward, ...]) -> None:
    # Prizes before the games that name them.
    for reward in sorted(found, key=lambda each: not isinstance(each, GIVEN)):
        adoption.put_reward(tx, reward, None)


def _restock(tx: Tx, reward_id: str, by: int) -> int:
    adoption.restock(tx, reward_id, by, None)
    return next(seen.left or 0 for seen in adoption.shelf(tx) if seen.reward.id == reward_id)


def _line(seen: Shelved) -> str:
    reward = seen.reward
    left = "no end" if seen.left is None else f"{seen.left:,} left"
    return (
        f"{seen.state:<10} {reward.id:<16} {reward.kind:<12} {reward.points:>9,} points "
        f"{left:>12} {seen.redeemed:>9,} redeemed  {reward.name.en}"
    )
