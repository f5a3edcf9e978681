"""The time machine: what a draft would have given for the programme's real purchases.

Questions only: the books are read member by member, a few hundred purchases at a time.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from domain import books
from domain.earning.timemachine.drafts import Trial
from domain.earning.timemachine.outcome import Extent, Outcome, Tally
from domain.earning.timemachine.replay import Bought, Bright, Counted, Past, replay
from domain.earning.timemachine.tiers import Rules
from domain.tx import ReadTx


@dataclass(frozen=True)
class Page:
    """What a part of the members make of a trial, and where the next part begins."""

    tally: Tally
    purchases: int
    cursor: int
    done: bool


def extent(tx: ReadTx) -> Extent:
    """How many purchases there are to replay, and from when to when."""
    return Extent(*tx.sql.timemachine.extent())


def try_page(tx: ReadTx, trial: Trial, cursor: int, most: int) -> Page:
    """Replays the next members' purchases, about `most`, under both sets of rules."""
    now, draft = Rules([(0, trial.now)]), Rules([(0, trial.draft)])
    bright = brightness(tx)
    tally = Tally(trial)
    pasts, cursor, done = _pasts(tx, cursor, most)
    for past in pasts:
        ours = replay(past, now, bright)
        tally.add_member(past.member, ours, replay(past, draft, bright, ours))
    return Page(tally, sum(len(past.purchases) for past in pasts), cursor, done)


def sum_up(tx: ReadTx, trial: Trial, extent: Extent, tally: Tally) -> Outcome:
    """The outcome of a whole trial, with what share of the points issued is still outstanding."""
    return tally.outcome(extent, books.liability(tx, tx.now))


def past_of(tx: ReadTx, member: int) -> Past:
    """Everything about a member who bought something that a replay needs."""
    (past,) = _told(tx, tx.sql.timemachine.purchases_of(member=member))
    return past


def brightness(tx: ReadTx) -> Bright:
    """How bright campaigns were at an instant, in percent, as the budget dimmed them then."""
    rows = tx.sql.timemachine.brightness()
    if not rows:
        return lambda at: 100
    since, percents = [row[0] for row in rows], [100, *(row[1] for row in rows)]
    return lambda at: percents[bisect_right(since, at)]


def _pasts(tx: ReadTx, cursor: int, most: int) -> tuple[list[Past], int, bool]:
    """The next members' pasts, each whole; the cursor after them, and whether they are the last."""
    sql = tx.sql.timemachine
    rows = list(sql.purchases(cursor=cursor, most=most))
    done = len(rows) < most
    if not done:
        # The last member of a full page may go on in the next one.
        last = rows[-1][0]
        whole = [row for row in rows if row[0] != last]
        rows = whole or list(sql.purchases_of(member=last))
    return list(_told(tx, rows)), rows[-1][0] if rows else cursor, done


def _told(tx: ReadTx, rows: Sequence[Any]) -> Iterator[Past]:
    if not rows:
        return
    sql, bounds = tx.sql.timemachine, {"first": rows[0][0], "last": rows[-1][0]}
    joined = dict(sql.joined(**bounds))
    counted: dict[int, list[Counted]] = defaultdict(list)
    for member, at, lot, points, for_tier in sql.counted(**bounds):
        counted[member].append(Counted(at, lot, points, bool(for_tier)))
    for member, theirs in groupby(rows, key=lambda row: row[0]):
        bought = [Bought(*row[1:]) for row in theirs]
        yield Past(member, joined[member], bought, counted.get(member, ()))
