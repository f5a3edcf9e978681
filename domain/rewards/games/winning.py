"""The draw of a raffle: different winners among the tickets, and word to all who took part."""

from dataclasses import dataclass

from domain import books, draws
from domain.calendar import local_date
from domain.notices import tell, tell_each
from domain.programme import Raffle, Reward
from domain.rewards import stock
from domain.rewards.games.playing import give
from domain.rewards.games.raffles import game_of, kept_raffle, runs
from domain.rewards.redeeming import told
from domain.rewards.terms import terms_of
from domain.tx import Tx


@dataclass(frozen=True)
class Sold:
    """A ticket that takes part, and what was paid for it."""

    number: int
    member: int
    points: int
    txn: int


def draw_raffles(tx: Tx) -> int:
    """Draws the raffle that is due for longest; how many there were, so one or none."""
    row = tx.sql.games.next_due(now=tx.now)
    if row is None:
        return 0
    reward, terms, prize_terms, at, count = row
    raffle = kept_raffle(tx, reward, terms)
    tickets = [Sold(*each) for each in tx.sql.games.tickets(reward=reward)]
    day = local_date(at, tx.programme.zone).isoformat()
    won = _draw(tx, raffle, day, tickets)
    # Members first, in order of id; the raffle after them, as whoever buys a ticket.
    for member in sorted(ticket.member for _, ticket in won):
        books.lock(tx, member)
    if tx.sql.games.close(reward=reward, tickets=count, at=tx.now) is None:
        # A ticket was sold while this change waited: it is drawn anew.
        return 0
    tx.makes_up_for(at)
    prize = terms_of(tx, raffle.prize_reward or "", prize_terms) if prize_terms else None
    for drawing, ticket in won:
        _give(tx, raffle, prize, drawing, ticket)
    if prize:
        for _ in range(raffle.winners - len(won)):
            stock.put_back(tx, prize.id)
    _tell_others(tx, raffle, tickets, [ticket for _, ticket in won])
    return 1


def _draw(
    tx: Tx, raffle: Raffle, day: str, tickets: list[Sold]
) -> list[tuple[draws.Drawing, Sold]]:
    """As many tickets as there are prizes, each of another member."""
    won: list[tuple[draws.Drawing, Sold]] = []
    left, game = tickets, game_of(raffle.id)
    while left and len(won) < raffle.winners:
        odds = runs([ticket.number for ticket in left])
        drawing = draws.draw_from(tx, day, game, f"{game}:{len(won)}", odds)
        ticket = left[drawing.ticket]
        won.append((drawing, ticket))
        left = [each for each in left if each.member != ticket.member]
    return won


def _give(
    tx: Tx, raffle: Raffle, prize: Reward | None, drawing: draws.Drawing, ticket: Sold
) -> None:
    member = ticket.member
    # The raffle took its prizes from the shelf with its first ticket.
    what = prize.model_copy(update={"stock": None}) if prize else raffle.prize_points
    given = give(tx, member, raffle, what, price=ticket.points, txn=ticket.txn)
    voucher = given.voucher.voucher if given.voucher else None
    draws.keep(tx, drawing, member, txn=ticket.txn, prize_txn=given.txn, voucher=voucher)
    facts = told(given.voucher) if given.voucher else {"points": raffle.prize_points}
    balance = books.available(tx, member)
    name = raffle.name.model_dump()
    tell(tx, member, "raffle_won", None, game=name, number=ticket.number, balance=balance, **facts)


def _tell_others(tx: Tx, raffle: Raffle, tickets: list[Sold], won: list[Sold]) -> None:
    others = {ticket.member for ticket in tickets} - {ticket.member for ticket in won}
    facts = {"game": raffle.name.model_dump(), "numbers": sorted(each.number for each in won)}
    if others:
        tell_each(tx, "raffle_over", [(member, facts) for member in sorted(others)])
