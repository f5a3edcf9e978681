"""Bugs of many kinds, each planted in one statement on its way to the database.

The product's code stays as it is: what a bug does wrong is what reaches the tables.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

from bot.store import queries
from domain.calendar import DAY

Execute = Callable[..., Any]
NOTHING = SimpleNamespace(rowcount=0, fetchone=lambda: None, fetchall=list)


@dataclass(frozen=True)
class Bug:
    """One kind of bug: the statement it sits in, what it does there, and a seed that finds it."""

    kind: str
    statement: str
    does: Callable[[Execute, str, Any], Any]
    seed: int

    def through(self, execute: Execute) -> Execute:
        """What a store is given to wrap the `execute` of each connection that writes."""
        stem, _, name = self.statement.partition(".")
        meant = queries.load()[stem][name].sql if name else self.statement

        def passes(sql: str, given: Any) -> Any:
            return self.does(execute, sql, given) if sql == meant else execute(sql, given)

        return passes


def forgets(execute: Execute, sql: str, given: Any) -> Any:
    """Does nothing at all."""
    return NOTHING


def _writes(old: str, new: str, execute: Execute, sql: str, given: Any) -> Any:
    assert old in sql
    return execute(sql.replace(old, new), given)


def _alters(name: str, change: Callable[[int], int], execute: Execute, sql: str, given: Any) -> Any:
    if isinstance(given, list):
        return execute(sql, [row | {name: change(row[name])} for row in given])
    return execute(sql, given | {name: change(given[name])})


def writes(old: str, new: str) -> Callable[[Execute, str, Any], Any]:
    """Says something else."""
    return partial(_writes, old, new)


def alters(name: str, change: Callable[[int], int]) -> Callable[[Execute, str, Any], Any]:
    """Says it with another number."""
    return partial(_alters, name, change)


BUGS = (
    Bug("a lot is not drawn down", "endings.draw_down", forgets, 0),
    Bug("a draw is twice as large", "endings.add_draws", alters("points", lambda p: 2 * p), 0),
    Bug("entries are off by one", "books.add_entries", alters("points", lambda p: p + 1), 0),
    Bug(
        "an entry has a stale version",
        "books.add_entries",
        alters("version", lambda v: v and v - 1),
        0,
    ),
    Bug(
        "what ends last is spent first",
        "books.lots_left",
        writes("earned_at, expires_at,", "earned_at, 9000000000000000 - expires_at,"),
        0,
    ),
    Bug(
        "what is owed is never paid",
        "books.lock",
        writes("SELECT kind, points", "SELECT kind, CASE kind WHEN 'owed' THEN 0 ELSE points END"),
        0,
    ),
    Bug(
        "a transaction is dated early", "books.add_txn", alters("posted_at", lambda at: at - DAY), 0
    ),
    Bug("points end a day early", "endings.due_of", alters("now", lambda now: now + DAY), 2),
    Bug(
        "decay is rounded up",
        "endings.due_of",
        writes("expires_at, decay", "expires_at, (decay_percent > 0) + decay"),
        0,
    ),
    Bug("the trace of an extension is lost", "endings.add_extensions", forgets, 1),
    Bug("a hold ends twice", "holds.end", forgets, 0),
    Bug("the trace of a reversal is lost", "reversals.add", forgets, 0),
    Bug(
        "a return goes to what ends first",
        "reversals.drawn",
        writes("DESC, d.lot DESC", "ASC, d.lot ASC"),
        7,
    ),
    Bug("a cap is ignored", "earning.counted", alters("month", lambda at: at + 40 * DAY), 0),
    Bug("what an undo frees stays taken", "taken.free", forgets, 0),
    Bug(
        "a refund leaves a point too many",
        "earning.earned_by",
        writes("coalesce(sum(l.points), 0)", "coalesce(sum(l.points) - 1, 0)"),
        1,
    ),
    Bug("a pot is overdrawn", "earning.spend_budget", alters("most", lambda most: 2 * most), 1),
    Bug(
        "a tier falls two steps",
        "keeping.at_risk",
        writes("SELECT tier", "SELECT CASE tier WHEN 'gold' THEN 'silver' ELSE tier END"),
        43,
    ),
    Bug("the key is forgotten", "requests.keep", forgets, 0),
    Bug("a notice is lost", "outbox.add", forgets, 0),
    Bug("the shelf stays full", "rewards.take_one", writes("amount - 1", "amount"), 0),
    Bug(
        "a gift card is overspent by a cent",
        "vouchers.draw_down",
        alters("minor", lambda m: m - 1),
        0,
    ),
    Bug("a sold-out prize is drawn", "rewards.shelf", writes("amount FROM", "amount + 1 FROM"), 3),
    Bug("what was refused stays", "ROLLBACK TO verb", forgets, 1),
    Bug("a commit is lost", "COMMIT", writes("COMMIT", "ROLLBACK"), 0),
)
