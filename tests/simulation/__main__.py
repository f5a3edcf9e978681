"""`python -m tests.simulation 7` plays seed 7 again; without a seed, many, or what is planted."""

from typing import Annotated

import typer

from tests.simulation.campaign import all_found, campaign, empty_databases, play
from tests.simulation.simulation import Violation


def main(
    seed: Annotated[int | None, typer.Argument(help="Play this seed.")] = None,
    ops: Annotated[int, typer.Option(help="So many acts.")] = 500,
    seeds: Annotated[int, typer.Option(help="Play so many seeds, from 0.")] = 1_000,
    planted: Annotated[bool, typer.Option(help="Find the planted bugs instead.")] = False,
) -> None:
    """Plays the shop's life by seeds, and stops at the first thing that is not as it must be."""
    try:
        if planted:
            for bug, finder, violation in all_found(range(seeds)):
                wrong = type(violation.error).__name__
                typer.echo(f"{bug.kind:36} seed {finder:3}  act {violation.act:3}  {wrong}")
        elif seed is None:
            tallies = list(campaign(range(seeds), ops))
            typer.echo(
                f"{len(tallies)} seeds, {sum(t.acts for t in tallies)} acts, "
                f"{sum(t.faults for t in tallies)} faults, "
                f"{sum(t.restarts for t in tallies)} restarts, "
                f"{sum(t.seals for t in tallies)} seals: 0 violations"
            )
        else:
            with empty_databases() as template:
                typer.echo(f"SEED={seed}: {play(template, ops, seed)}")
    except Violation as violation:
        typer.echo(str(violation))
        raise typer.Exit(1) from violation


if __name__ == "__main__":
    typer.run(main)
