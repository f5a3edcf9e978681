"""The draw of a raffle: different winners among the tickets; later, word to all who took part."""

from dataclasses import dataclass

from domain import books, draws
from domain.notices import tell, tell_each
from domain.programme import Raffle, Reward
from domain.rewards import stock
from domain.rewards.games.playing import give
from domain.rewards.games.raffles import game_of, kept_raffle, number_at, runs, won_in
from domain.rewards.redeeming import told
from domain.rewards.terms import terms_of
from domain.tx import Tx


@dataclass(frozen=True)
class Sold:
    """A ticket that was drawn, and what was paid for it."""

    number: int
    member: int
    points: int
    txn: int


def draw_raffles(tx: Tx) -> int:
    """Draws the raffle that is due for longest; how many there were, so one or none.

    Where draws are switched off, it waits until they are not.
    """
    row = tx.sql.games.next_due(now=tx.now) if tx.programme.allowed.draws else None
    if row is None:
        return 0
    reward, terms, prize_terms, at, count = row
    raffle = kept_raffle(tx, reward, terms)
    won = _draw(tx, raffle, draws.open_day(tx, at), count)
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
    return 1


def tell_raffles(tx: Tx, most: int) -> int:
    """Tells who won nothing with the next `most` tickets of a raffle that was drawn; how many.

    The raffle keeps up to which ticket that is done, in the same change.
    """
    row = tx.sql.games.next_untold()
    if row is None:
        return 0
    reward, terms, at, tickets, after = row
    upto: int = min(after + most, tickets)
    if tx.sql.games.tell_upto(reward=reward, after=after, upto=upto) is None:
        return 0
    tx.makes_up_for(at)
    name = kept_raffle(tx, reward, terms).name.model_dump()
    facts = {"game": name, "numbers": sorted(won_in(tx, reward))}
    others = tx.sql.games.without_luck(reward=reward, game=game_of(reward), after=after, upto=upto)
    tell_each(tx, "raffle_over", [(member, facts) for (member,) in others])
    return upto - int(after)


def _draw(tx: Tx, raffle: Raffle, day: str, tickets: int) -> list[tuple[draws.Drawing, Sold]]:
    """As many tickets as there are prizes, each of another member."""
    won: list[tuple[draws.Drawing, Sold]] = []
    out: list[int] = []
    game = game_of(raffle.id)
    while len(out) < tickets and len(won) < raffle.winners:
        drawing = draws.draw_from(tx, day, game, f"{game}:{len(won)}", runs(tickets, out))
        number = number_at(drawing.odds, drawing.ticket)
        ticket = Sold(number, *tx.sql.games.ticket(reward=raffle.id, number=number))
        won.append((drawing, ticket))
        same = tx.sql.games.tickets_of(reward=raffle.id, member=ticket.member)
        out += (number for (number,) in same if number <= tickets)
    return won


def _give(
    tx: Tx, raffle: Raffle, prize: Reward | None, drawing: draws.Drawing, ticket: Sold
) -> None:
    member = ticket.member
    # The raffle took its prizes from the shelf with its first ticket.
    what = prize or raffle.prize_points
    given = give(tx, member, raffle, what, price=ticket.points, txn=ticket.txn, is_kept=True)
    voucher = given.voucher.voucher if given.voucher else None
    draws.keep(tx, drawing, member, txn=ticket.txn, prize_txn=given.txn, voucher=voucher)
    facts = told(given.voucher) if given.voucher else {"points": raffle.prize_points}
    balance = books.available(tx, member)
    name = raffle.name.model_dump()
    tell(tx, member, "raffle_won", None, game=name, number=ticket.number, balance=balance, **facts)
