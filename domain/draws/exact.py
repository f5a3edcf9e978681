"""Exact chance: a ticket from a seed and a name, and the line of the odds that it falls on."""

import hashlib
import hmac
from collections.abc import Iterable

# What can come of a draw, as plain data (`points:20`, `reward:mug`), each with its weight.
Odds = tuple[tuple[str, int], ...]
NOTHING = "nothing"
# A run of numbered things, each with its own ticket: `tickets:18-40`.
RUN, ONE = "tickets:", "ticket:"
_SPAN = 1 << 64


def ticket(seed: bytes, name: str, of: int) -> int:
    """A ticket from 0 … of-1, the same each time this name is drawn from this seed.

    HMAC-SHA256 of the name, eight bytes of it; values beyond the last whole multiple of `of` are
    drawn again, so that every ticket has exactly its odds.
    """
    limit = _SPAN - _SPAN % of
    attempt = 0
    while True:
        digest = hmac.digest(seed, f"{name}/{attempt}".encode(), hashlib.sha256)
        number = int.from_bytes(digest[:8], "big")
        if number < limit:
            return number % of
        attempt += 1


def tickets(odds: Iterable[tuple[str, int]]) -> int:
    """How many tickets there are: the weights together."""
    return sum(weight for _, weight in odds)


def line_at(odds: Odds, ticket: int) -> int:
    """The line of the odds that a ticket falls on: each has exactly its odds."""
    return _fallen(odds, ticket)[0]


def label_at(odds: Odds, ticket: int) -> str:
    """What a ticket wins; of a run of numbers, which one: `ticket:23`."""
    line, place = _fallen(odds, ticket)
    label = odds[line][0]
    if not label.startswith(RUN):
        return label
    return f"{ONE}{int(label.removeprefix(RUN).partition('-')[0]) + place}"


def run(first: int, last: int) -> tuple[str, int]:
    """A line of the odds for the numbers from `first` to `last`."""
    return f"{RUN}{first}-{last}", last - first + 1


def _fallen(odds: Odds, ticket: int) -> tuple[int, int]:
    for line, (_, weight) in enumerate(odds):
        if ticket < weight:
            return line, ticket
        ticket -= weight
    raise AssertionError("a ticket beyond the weights")
