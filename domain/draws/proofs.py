"""What shows that a draw was fair: everything that docs/verify.py needs to repeat it."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.draws.exact import Odds, label_at
from domain.draws.seeds import Seed, told_at
from domain.errors import LineUnknown
from domain.tx import ReadTx


@dataclass(frozen=True)
class Drawn:
    """A draw of the past; `label` is what came of it. Times in UTC microseconds."""

    id: int
    day: str
    name: str
    game: str
    odds: Odds
    of: int
    ticket: int
    at: int

    @property
    def label(self) -> str:
        """What came of it."""
        return label_at(self.odds, self.ticket)


@dataclass(frozen=True)
class Proof:
    """A draw with its day's commitment, and the seed once it is told, which is `told_at`."""

    drawn: Drawn
    seed: Seed
    told_at: int

    def told(self) -> dict[str, Any]:
        """The proof as JSON has it: what docs/verify.py reads."""
        drawn, seed = self.drawn, self.seed
        return {
            "kind": "draw",
            "day": drawn.day,
            "commitment": seed.commitment.hex(),
            "seed": seed.seed.hex() if seed.seed else None,
            "name": drawn.name,
            "odds": drawn.odds,
            "of": drawn.of,
            "ticket": drawn.ticket,
            "outcome": drawn.label,
        }


def drawings_of(tx: ReadTx, member: int, page: int, size: int) -> tuple[tuple[Drawn, ...], int]:
    """A page of what was drawn for a member, newest first, and how many pages there are.

    A raffle is drawn for each of its tickets.
    """
    pages = max(-(-tx.sql.draws.count_of(member=member) // size), 1)
    skip = (min(max(page, 1), pages) - 1) * size
    rows = tx.sql.draws.of_member(member=member, most=size, skip=skip)
    return tuple(_drawn(row) for row in rows), pages


def proof_of(tx: ReadTx, member: int, drawing: int) -> Proof:
    """The proof of a draw for this member; raises LineUnknown for anybody else's."""
    row = tx.sql.draws.drawing(id=drawing, member=member)
    if row is None:
        raise LineUnknown
    drawn = _drawn(row)
    ((*seed,),) = tx.sql.draws.seeds(first=drawn.day, last=drawn.day)
    return Proof(drawn, Seed(*seed), told_at(tx, drawn.day))


def posted_seeds(tx: ReadTx, day: str) -> tuple[Seed, ...]:
    """What the night's seal of `day` is posted with: the seeds of the next two days, hashed."""
    after = date.fromisoformat(day)
    first, last = (after + timedelta(days=days) for days in (1, 2))
    rows = tx.sql.draws.seeds(first=first.isoformat(), last=last.isoformat())
    return tuple(Seed(*row) for row in rows)


def _drawn(row: tuple[int, str, str, str, str, int, int, int]) -> Drawn:
    id_, day, name, game, odds, of, ticket, at = row
    lines = tuple((label, weight) for label, weight in json.loads(odds))
    return Drawn(id_, day, name, game, lines, of, ticket, at)
