"""One thing drawn: computed first, and kept with what it gave in the same change."""

import json
from dataclasses import dataclass

from domain.draws.exact import Odds, line_at, ticket, tickets
from domain.draws.seeds import open_day, promise_day, seed_of
from domain.tx import Tx


@dataclass(frozen=True)
class Drawing:
    """What was drawn under a name from a day's seed: ticket `ticket` of `of`."""

    day: str
    name: str
    game: str
    odds: Odds
    of: int
    ticket: int

    @property
    def line(self) -> int:
        """The line of the odds that it fell on."""
        return line_at(self.odds, self.ticket)


def draw(tx: Tx, game: str, odds: Odds, member: int) -> Drawing:
    """Draws for a member, whose books are locked.

    The name is the game, the member, the day, and how many of them there were before: nobody
    chooses it, and a missing one is seen.
    """
    day = open_day(tx)
    number = tx.sql.draws.count(member=member, day=day, game=game)
    return _drawn(tx, day, game, f"{game}:{member}:{day}:{number}", odds)


def draw_from(tx: Tx, day: str, game: str, name: str, odds: Odds) -> Drawing:
    """Draws under a name that is fixed by other means, from one day's seed."""
    promise_day(tx, day)
    return _drawn(tx, day, game, name, odds)


def keep(
    tx: Tx,
    drawing: Drawing,
    member: int,
    *,
    txn: int | None = None,
    prize_txn: int | None = None,
    voucher: int | None = None,
) -> int:
    """Keeps a drawing for good: who it was for, what was paid for it, what it gave; its id."""
    id_ = tx.new_id()
    tx.sql.draws.add(
        id=id_,
        day=drawing.day,
        name=drawing.name,
        game=drawing.game,
        member=member,
        odds=json.dumps(drawing.odds, separators=(",", ":")),
        of=drawing.of,
        ticket=drawing.ticket,
        at=tx.now,
        txn=txn,
        prize_txn=prize_txn,
        voucher=voucher,
    )
    return id_


def _drawn(tx: Tx, day: str, game: str, name: str, odds: Odds) -> Drawing:
    of = tickets(odds)
    return Drawing(day, name, game, odds, of, ticket(seed_of(tx, day), name, of))
