"""Trying a draft on the programme's real purchases: in the chat, and as a command."""

import asyncio
import tomllib
from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from bot.clock import SystemClock
from bot.console import refusing, settings, stop
from bot.scheduler import Pace
from bot.store import Store, open_store
from domain.calendar import local_date
from domain.earning import timemachine
from domain.earning.timemachine.drafts import Moved, laid_over, trial_of
from domain.earning.timemachine.outcome import Outcome, Side, Tally
from domain.programme import Currency, Programme, sentence
from domain.vault import KEY_BYTES, Vault

commands = typer.Typer()
Shown = Callable[[int, int], Awaitable[None]]
"""Told how many purchases are done, and of how many."""


async def try_draft(store: Store, draft: Programme, shown: Shown) -> Outcome:
    """What a draft would have come to beside the rules in force; the books are only read.

    They are read page by page, so that nobody else waits for an answer.
    """
    extent = await store.read(timemachine.extent)
    at = store.now()
    trial = trial_of(store.programme, draft, at, at if extent.last is None else extent.last)
    tally, pace, time = Tally(trial), Pace(), asyncio.get_running_loop().time
    cursor, tried, done = 0, 0, extent.purchases == 0
    while not done:
        begun = time()
        page = await store.read(timemachine.try_page, trial, cursor, pace.most)
        pace.learn(page.purchases, time() - begun)
        tally.take(page.tally)
        cursor, done, tried = page.cursor, page.done, tried + page.purchases
        await shown(min(tried, extent.purchases), extent.purchases)
    return await store.read(timemachine.sum_up, trial, extent, tally)


@commands.command("try")
def try_file(
    file: Annotated[
        Path, typer.Argument(help="TOML with rules and other keys of programme, as a draft.")
    ],
    only: Annotated[bool, typer.Option("--only", help="Without the rules in force.")] = False,
    chart: Annotated[Path | None, typer.Option(help="Draws points by month into this PNG.")] = None,
) -> None:
    """Says what a draft would have given for the purchases so far; nothing is changed."""
    words = _words(file)
    with refusing():
        currency, zone, outcome = asyncio.run(_try(settings().database.url, words, only))
        for line in _told(outcome, currency, zone):
            typer.echo(line)
        if chart is not None and outcome.months:
            from bot import charts

            labels = charts.Labels("Points by month", "rules in force", "draft")
            chart.write_bytes(charts.months(outcome.months, labels))


def _words(file: Path) -> dict[str, Any]:
    """The keys of a draft; a table [programme] is taken as what it holds."""
    with refusing():
        text = file.read_bytes()
    try:
        words = tomllib.loads(text.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        stop(f"{file}: {error}")
    inner = words.pop("programme", {})
    return words | inner if isinstance(inner, dict) else stop(f"{file}: programme is no table")


async def _try(url: str, words: dict[str, Any], only: bool) -> tuple[Currency, str, Outcome]:
    from bot.keeping.progress import Progress

    # Nothing that is looked at is encrypted: no key is needed.
    store = await open_store(url, SystemClock(), Vault(bytes(KEY_BYTES)), writable=False)
    try:
        try:
            draft = laid_over(store.programme, words, only)
        except ValidationError as error:
            stop(*map(sentence, error.errors()))
        with Progress().step("try", (await store.read(timemachine.extent)).purchases) as moved:
            done = 0

            async def shown(tried: int, _: int) -> None:
                nonlocal done
                moved(tried - done, "")
                done = tried

            return draft.currency, draft.zone, await try_draft(store, draft, shown)
    finally:
        await store.close()


def _told(outcome: Outcome, currency: Currency, zone: str) -> Iterator[str]:
    extent = outcome.extent
    if extent.first is None or extent.last is None:
        yield "There are no purchases yet: import them, or wait for some."
        return
    first, last = local_date(extent.first, zone), local_date(extent.last, zone)
    yield f"{extent.purchases:,} purchases from {first} to {last} by {outcome.members:,} members"
    yield f"{'':<24}{'in force':>16}{'draft':>16}"
    for name, ours, theirs in _lines(outcome, currency):
        yield f"{name:<24}{ours:>16}{theirs:>16}"
    money = _money(outcome.owed_minor, currency)
    yield f"Outstanding today would be {outcome.owed_points:+,} points, worth {money}."
    yield (
        f"Members who would have more: {outcome.winners:,}, less: {outcome.losers:,}, "
        f"as many: {outcome.unchanged:,}."
    )
    if most := outcome.most:
        paid = _money(most.paid, currency)
        yield (
            f"Most would go to one with {most.purchases:,} purchases of {paid}: "
            f"{most.draft:,} points, not {most.now:,}."
        )
    yield from (_as_if(each) for each in outcome.moved)
    if outcome.left_out:
        yield f"Not in these figures, as purchases do not tell: {', '.join(outcome.left_out)}."


def _lines(outcome: Outcome, currency: Currency) -> Iterator[tuple[str, str, str]]:
    sides = outcome.now, outcome.draft

    def line(name: str, tell: Callable[[Side], str]) -> tuple[str, str, str]:
        ours, theirs = map(tell, sides)
        return name, ours, theirs

    yield line("points", lambda side: f"{side.points:,}")
    yield line(f"worth, {currency.code}", lambda side: _money(side.worth_minor, currency))
    yield line("of what was paid, %", lambda side: str(Decimal(side.cost_bp).scaleb(-2)))
    yield line("of the soft cap, %", lambda side: str(outcome.budget_percent(side)[0]))
    yield line("of the hard cap, %", lambda side: str(outcome.budget_percent(side)[1]))
    yield line(f"discounts, {currency.code}", lambda side: _money(side.off, currency))
    if outcome.now.gifts or outcome.draft.gifts:
        yield line("gifts in kind", lambda side: f"{side.gifts:,}")
        yield line(f"worth, {currency.code}", lambda side: _money(side.gifts_minor, currency))


def _as_if(moved: Moved) -> str:
    if moved.starts is None:
        return f"{moved.rule} is still to come: tried as if it had always run."
    return f"{moved.rule} is still to come: tried from {moved.starts} to {moved.ends}."


def _money(minor: int, currency: Currency) -> str:
    return f"{Decimal(minor).scaleb(-currency.digits):,}"
