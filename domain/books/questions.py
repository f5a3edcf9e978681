"""What a member may ask of the books."""

from collections import defaultdict
from dataclasses import dataclass

from domain.books.endings import left_of
from domain.books.movements import Balances
from domain.books.rules import loss
from domain.errors import LineUnknown
from domain.tx import ReadTx


@dataclass(frozen=True)
class Expiring:
    """Points that end together at `at` (UTC microseconds)."""

    at: int
    points: int


@dataclass(frozen=True)
class Line:
    """One movement: signed points, the balance after it, and when it happened."""

    txn: int
    kind: str
    points: int
    balance_after: int
    at: int


@dataclass(frozen=True)
class Page:
    """A page of something: its number from 1, how many there are, and its items."""

    number: int
    pages: int
    items: tuple[Line, ...]


def available(tx: ReadTx, member: int) -> int:
    """What can be spent now: the balance less what ended and is not swept yet."""
    swept: int = tx.sql.books.balance(member=member) or 0
    return swept - _ended(tx, member)


def balances(tx: ReadTx, member: int) -> Balances:
    """What a member can spend now, what is held, and what is owed."""
    swept, held, owed = (points for _, points in tx.sql.books.accounts(member=member))
    return Balances(swept - _ended(tx, member), held, owed)


def _ended(tx: ReadTx, member: int) -> int:
    ended = tx.sql.books.ended(member=member, now=tx.now)
    return sum(left - left_of(tx, left, ends, decay) for left, ends, decay in ended)


def expiring(tx: ReadTx, member: int) -> tuple[Expiring, ...]:
    """What ends when, soonest first, summed per instant; of a lot that decays, its loss."""
    ends: dict[int, int] = defaultdict(int)
    for at, left, decay in tx.sql.books.expiring(member=member, now=tx.now):
        ends[at] += loss(left, decay)
    return tuple(Expiring(at, points) for at, points in ends.items())


def would_return(tx: ReadTx, txn: int) -> int:
    """What of the points that a spend took would be valid if it were given back now."""
    drawn = tx.sql.reversals.drawn_lots(txn=txn)
    return sum(left_of(tx, points, ends, decay) for points, ends, decay in drawn)


def history(tx: ReadTx, member: int, page: int, size: int) -> Page:
    """A page of movements, newest first; a page beyond the ends is the nearest one.

    Versions of an account are gapless, so a page is found without counting or skipping.
    """
    newest = tx.sql.books.newest_version(member=member) or 0
    pages = max(-(-newest // size), 1)
    page = min(max(page, 1), pages)
    rows = tx.sql.books.lines(member=member, version=newest - (page - 1) * size, most=size)
    return Page(page, pages, tuple(Line(*row[:5]) for row in rows))


def line_of(tx: ReadTx, member: int, txn: int) -> Line:
    """One movement of a member's; raises LineUnknown where their history has no such line."""
    row = tx.sql.books.line(member=member, txn=txn)
    if row is None:
        raise LineUnknown
    return Line(*row)
