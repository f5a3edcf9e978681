"""Repeats every draw of the books: from its day's seed, among its odds, with what it gave."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any

from domain.draws.exact import NOTHING, Odds, label_at, ticket, tickets
from domain.tx import ReadTx


def untrue(tx: ReadTx) -> Iterator[int | None]:
    """The draws that do not come out again, were skipped or gave something else, by id.

    None for a day whose seed is not the one it committed to. What is not told yet, only the
    server can repeat; everything else about it is looked at now.
    """
    for day, commitment, seed in list(tx.sql.draws.all_seeds()):
        if seed is not None and sha256(seed).digest() != commitment:
            yield None
        numbers: Counter[str] = Counter()
        for row in tx.sql.draws.with_prizes(day=day):
            id_, name, game, odds, of, drawn, points, reward = row
            stem, _, number = name.rpartition(":")
            lines = _lines(odds)
            follows = number == str(numbers[stem]) and stem.partition(":")[0] == game
            numbers[stem] += 1
            comes_out = seed is None or ticket(seed, name, of) == drawn
            is_whole = tickets(lines) == of
            if not (follows and is_whole and comes_out and _gave(lines, drawn, points, reward)):
                yield id_


def _gave(odds: Odds, drawn: int, points: int | None, reward: str | None) -> bool:
    """Whether a draw gave what it came to."""
    kind, _, what = label_at(odds, drawn).partition(":")
    if kind in (NOTHING, "active"):
        return points is None and reward is None
    if kind == "ticket":
        return (points is None) != (reward is None)
    return (points, reward) == ((int(what), None) if kind == "points" else (None, what))


@lru_cache(maxsize=256)
def _lines(odds: str) -> Odds:
    lines: list[Any] = json.loads(odds)
    return tuple((label, weight) for label, weight in lines)
