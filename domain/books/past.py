"""The books at any past moment: what they said then, whatever was posted since."""

from dataclasses import dataclass

from domain.books.rules import Lot
from domain.tx import ReadTx


@dataclass(frozen=True)
class Past:
    """A member's balances and lots at one moment (UTC microseconds)."""

    at: int
    available: int
    held: int
    owed: int
    lots: tuple[Lot, ...]


@dataclass(frozen=True)
class Liability:
    """What the programme owed its members at one moment; its worth is in minor units.

    `outstanding` = `issued` - `redeemed` - `expired`: held points included, debts deducted.
    """

    at: int
    issued: int
    redeemed: int
    expired: int
    outstanding: int
    worth_minor: int


def as_of(tx: ReadTx, member: int, at: int) -> Past:
    """A member's books as they stood at `at`: every transaction posted by then, none after."""
    available, held, owed = (points for _, points in tx.sql.past.balances(member=member, at=at))
    lots = tuple(Lot(*row) for row in tx.sql.past.lots(member=member, at=at))
    return Past(at, available, held, owed, lots)


def liability(tx: ReadTx, at: int) -> Liability:
    """What was outstanding at `at`, worth what the rules in force say now."""
    totals = dict(tx.sql.past.totals(at=at))
    issued = -totals.get("issued", 0)
    redeemed, expired = totals.get("redeemed", 0), totals.get("expired", 0)
    outstanding = issued - redeemed - expired
    return Liability(
        at, issued, redeemed, expired, outstanding, tx.programme.worth_minor(outstanding)
    )
