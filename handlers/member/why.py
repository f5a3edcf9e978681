"""Why a movement is what it is, and why something was not: in plain words, from what was kept."""

from dataclasses import dataclass, replace

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html
from domain import books, rewards
from domain.adoption import programme_of
from domain.books import Line
from domain.earning.facts import Award, Facts
from domain.earning.purchase.why import Miss, misses
from domain.earning.refusals import KEPT, Refused, refused_lately
from domain.earning.traces import Trace, tier_change_of, trace_of, traces
from domain.programme import Named, Programme
from domain.tx import ReadTx
from handlers.member.history import choose_line
from handlers.member.misses import miss_text
from handlers.member.reasons import Movement, reasons
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, home_row, lines, page_of, pager
from handlers.wording import Words

LINES_MOST = 6
MISSES_MOST = 2
NOT_PAGE_SIZE = 4
# "Why not" looks back over so many explanations for the purchases that nearly earned more.
LOOKED_BACK = 20
PURCHASES_MOST = 5
# No other purchase on that day would have changed these.
BEYOND_HELP = ("paused", "taken")
AFTER_ALL = (1 << 63) - 1


@dataclass(frozen=True)
class Missed:
    """What a purchase nearly earned, under the programme of its time."""

    programme: Programme
    facts: Facts
    nearest: tuple[Miss, ...]

    @property
    def at(self) -> int:
        """When it was bought (UTC us)."""
        return self.facts.at


def newest(tx: ReadTx, member: int) -> Movement | None:
    """What happened to a member's points or tier last; None where nothing has."""
    told = traces(tx, member, AFTER_ALL, 3)
    latest = next(iter(told), None)
    # A tier changes with the credit that brought it: that is what happened.
    for cause in told[1:]:
        if cause.txn and tier_change_of(tx, cause) == latest:
            return movement(tx, member, cause.txn)
    line = next(iter(books.history(tx, member, 1, 1).items), None)
    if latest is None or (line is not None and line.txn > latest.id):
        return movement(tx, member, line.txn) if line else None
    return movement(tx, member, latest.txn) if latest.txn else _movement(tx, None, latest)


def movement(tx: ReadTx, member: int, txn: int) -> Movement:
    """One movement with all that explains it; raises LineUnknown."""
    line, trace = books.line_of(tx, member, txn), trace_of(tx, member, txn)
    return _movement(tx, line, trace, rewards.reward_of(tx, member, txn))


def not_lately(tx: ReadTx, member: int) -> tuple[Refused | Missed, ...]:
    """What a member did not get of late, newest first: refusals, and what purchases missed."""
    told = traces(tx, member, AFTER_ALL, LOOKED_BACK)
    undone = {trace.more.get("purchase") for trace in told if trace.more.get("whole")}
    bought = [
        trace
        for trace in told
        if trace.kind == "purchase"
        and trace.at > tx.now - KEPT
        and trace.more.get("purchase") not in undone
    ]
    nearly = [_missed(programme_of(tx, one.rules), one) for one in bought[:PURCHASES_MOST]]
    found: list[Refused | Missed] = [each for each in nearly if each and each.nearest]
    found += refused_lately(tx, member)
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


@ROUTES.command("why")
@ROUTES.button("why")
async def show_newest(ask: Ask) -> None:
    """Explains what happened last."""
    seen = await ask.read(newest, ask.member)
    if seen is None:
        await ask.show(ask.render("why-nothing"), _ways_on(ask))
    else:
        await ask.show(_explained(ask, seen), _ways_on(ask))


@ROUTES.button("why-lines")
async def choose(ask: Ask) -> None:
    """Shows a page of the history, each line with a number to press."""
    await choose_line(ask, "why-which", "why-of")


@ROUTES.button("why-of")
async def show_why(ask: Ask) -> None:
    """Explains one movement."""
    txn, *page = ask.args
    seen = await ask.read(movement, ask.member, int(txn, 36))
    back = [ask.button("back", "why-lines", *page)] if page else home_row(ask)
    await ask.show(_explained(ask, seen), [[ask.button("why-not", "why-not"), *back]])


@ROUTES.button("why-not")
async def show_why_not(ask: Ask) -> None:
    """Shows what was refused of late in the words it was refused with, and what nearly paid."""
    found = await ask.read(not_lately, ask.member)
    # Two purchases of a day often missed the same.
    told = list(dict.fromkeys(text for each in found for text in _not(ask, each)))
    shown, page, pages = page_of(told, asked_page(ask), NOT_PAGE_SIZE)
    text = lines(ask.render("why-not-title"), *(shown or [ask.render("why-not-none")]))
    ways = [[ask.button("why", "why"), ask.button("rules", "rules"), *home_row(ask)]]
    await ask.show(text, [*pager(ask, "why-not", page, pages), *ways])


def _movement(
    tx: ReadTx, line: Line | None, trace: Trace | None, reward: Named | None = None
) -> Movement:
    if trace is None:
        return Movement(line, None, tx.programme, None, reward)
    return Movement(line, trace, programme_of(tx, trace.rules), tier_change_of(tx, trace), reward)


def _missed(programme: Programme, trace: Trace) -> Missed | None:
    """The nearest of what a purchase missed; None for what is none."""
    if trace.kind != "purchase" or trace.facts is None:
        return None
    found = misses(programme, trace.facts, Award(trace.points, trace.shares))
    return Missed(programme, trace.facts, found[:MISSES_MOST])


def _explained(ask: Ask, seen: Movement) -> Html:
    told = reasons(ask, seen)
    missed = _missed(seen.programme, seen.trace) if seen.trace else None
    if missed:
        nearest = tuple(miss for miss in missed.nearest if miss.reason not in BEYOND_HELP)
        told += _nearest(ask, replace(missed, nearest=nearest))[: LINES_MOST - len(told)]
    return lines(*told)


def _nearest(ask: Ask, missed: Missed) -> list[Html]:
    words = Words.of(ask.desk, ask.language, missed.programme)
    return [miss_text(words, missed.facts, miss) for miss in missed.nearest]


def _not(ask: Ask, each: Refused | Missed) -> list[Html]:
    if isinstance(each, Missed):
        told = _nearest(ask, each)
    else:
        told = [ask.render(each.refusal.text_key(), **ask.refusal_facts(each.refusal))]
    return [ask.render("why-not-line", day=ask.day(each.at), told=text) for text in told]


def _ways_on(ask: Ask) -> Rows:
    ways = [ask.button("why-not", "why-not"), ask.button("history", "history")]
    return [[*ways, *home_row(ask)]]
