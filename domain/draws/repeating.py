"""Repeats every draw of the books: from its day's seed, among its odds, with what it gave."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any

from domain.draws.exact import NOTHING, ONE, Odds, label_at, ticket, tickets
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
            id_, name, game, member, odds, of, drawn, points, reward = row
            stem, _, number = name.rpartition(":")
            lines = _lines(odds)
            follows = number == str(numbers[stem]) and stem.partition(":")[0] == game
            numbers[stem] += 1
            is_whole = 0 <= drawn < of == tickets(lines)
            if not (
                follows
                and is_whole
                and (seed is None or ticket(seed, name, of) == drawn)
                and _gave(lines, drawn, points, reward)
                and _took_part(tx, name, member, label_at(lines, drawn), of)
            ):
                yield id_


def _gave(odds: Odds, drawn: int, points: int | None, reward: str | None) -> bool:
    """Whether a draw gave what it came to."""
    kind, _, what = label_at(odds, drawn).partition(":")
    if kind in (NOTHING, "active"):
        return points is None and reward is None
    if kind == "ticket":
        return (points is None) != (reward is None)
    return (points, reward) == ((int(what), None) if kind == "points" else (None, what))


def _took_part(tx: ReadTx, name: str, member: int, label: str, of: int) -> bool:
    """Whether a ticket that was drawn is its winner's, and the first was drawn among all."""
    if not label.startswith(ONE):
        return True
    game, _, number = name.rpartition(":")
    reward = game.partition("/")[2]
    sold = tx.sql.draws.sold(reward=reward, number=int(label.removeprefix(ONE)))
    return sold is not None and sold[0] == member and (number != "0" or sold[1] == of)


@lru_cache(maxsize=256)
def _lines(odds: str) -> Odds:
    try:
        lines: list[Any] = json.loads(odds)
        return tuple((str(label), int(weight)) for label, weight in lines)
    except (TypeError, ValueError):
        # Whoever changed it left no odds at all.
        return ()
