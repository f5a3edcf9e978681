"""Raffles: tickets with numbers, sold until the draw, under the terms of the first one."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from domain import books, draws
from domain.calendar import local_date
from domain.earning.audience import between
from domain.errors import RewardGone, SoldOut
from domain.programme import Collected, Event, Privilege, Raffle, Reward
from domain.rewards import limits, stock
from domain.rewards.redeeming import as_shown
from domain.rewards.terms import as_of_now, over_at, terms_of
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Ticket:
    """A ticket that was bought: its number, how many the member has and all have; the balance."""

    raffle: Raffle
    number: int
    tickets_mine: int
    tickets_all: int
    balance: int


@dataclass(frozen=True)
class RaffleNow:
    """A raffle as it stands, for one member; `won` are the numbers drawn, in their order.

    Times in UTC microseconds.
    """

    raffle: Raffle
    mine: tuple[int, ...]
    tickets_all: int
    draws_at: int
    drawn_at: int | None
    won: tuple[int, ...]


def game_of(reward_id: str) -> str:
    """The name that a raffle's draws go by."""
    return f"raffle/{reward_id}"


def raffle_of(tx: ReadTx, member: int, reward_id: str) -> RaffleNow:
    """A raffle as a member sees it, also one that left the catalogue; raises RewardGone."""
    row = tx.sql.games.raffle(reward=reward_id)
    if row is None:
        raffle = tx.programme.reward(reward_id)
        if not isinstance(raffle, Raffle):
            raise RewardGone
        return RaffleNow(raffle, (), 0, draws_at(tx, raffle), None, ())
    terms, _, at, tickets, drawn_at = row
    mine = tuple(number for (number,) in tx.sql.games.tickets_of(reward=reward_id, member=member))
    raffle, won = kept_raffle(tx, reward_id, terms), won_in(tx, reward_id)
    return RaffleNow(raffle, mine, tickets, at, drawn_at, won)


def buy_ticket(tx: Tx, member: int, reward_id: str, mark: str) -> Ticket:
    """Buys a ticket at the price and the terms that were shown; raises as `as_shown`."""
    books.lock(tx, member)
    seen = as_shown(tx, member, reward_id, mark)
    raffle = seen.reward
    if not isinstance(raffle, Raffle):
        raise RewardGone
    posting = books.spend(tx, member, seen.price, "redeem", "member")
    _open(tx, raffle)
    if not stock.take(tx, raffle):
        raise SoldOut
    number = tx.sql.games.next_ticket(reward=raffle.id, now=tx.now)
    if number is None:
        raise RewardGone
    tx.sql.games.add_ticket(
        reward=raffle.id,
        number=number,
        member=member,
        points=seen.price,
        txn=posting.txn,
        at=tx.now,
    )
    limits.note(tx, member, raffle, posting.txn)
    mine = len(tx.sql.games.tickets_of(reward=raffle.id, member=member))
    return Ticket(raffle, number, mine, number, posting.balance)


def draws_at(tx: ReadTx, raffle: Raffle) -> int:
    """When a raffle is drawn (UTC us)."""
    return between(None, raffle.draws_at, tx.programme.zone)[1]


def kept_raffle(tx: ReadTx, reward_id: str, terms: str) -> Raffle:
    """A raffle by the terms that it was sold under."""
    raffle = terms_of(tx, reward_id, terms)
    assert isinstance(raffle, Raffle), "only raffles are kept as such"
    return raffle


def runs(tickets: int, out: Iterable[int]) -> draws.Odds:
    """The odds of so many tickets without those that are out: as runs of numbers."""
    edges = [0, *sorted(out), tickets + 1]
    return tuple(
        draws.run(before + 1, after - 1) for before, after in pairwise(edges) if after > before + 1
    )


def number_at(odds: draws.Odds, ticket: int) -> int:
    """The number that a draw of a raffle fell on."""
    return int(draws.label_at(odds, ticket).removeprefix(draws.ONE))


def won_in(tx: ReadTx, reward_id: str) -> tuple[int, ...]:
    """The numbers that were drawn in a raffle, in their order."""
    drawn = tx.sql.games.drawn(game=game_of(reward_id))
    return tuple(
        number_at(tuple((label, weight) for label, weight in json.loads(odds)), ticket)
        for odds, ticket in drawn
    )


def _open(tx: Tx, raffle: Raffle) -> None:
    """With the first ticket the terms stand, the day's seed is committed to, and prizes kept."""
    if tx.sql.games.raffle(reward=raffle.id) is not None:
        return
    prize = _prize(tx, raffle)
    at = draws_at(tx, raffle)
    added = tx.sql.games.open_raffle(
        reward=raffle.id,
        terms=raffle.model_dump_json(),
        prize=as_of_now(tx, prize).model_dump_json() if prize else None,
        draws_at=at,
    )
    if not added:
        # Somebody else's ticket was the first, at the same moment.
        return
    draws.promise_day(tx, local_date(at, tx.programme.zone).isoformat())
    if prize and not all(stock.take(tx, prize) for _ in range(raffle.winners)):
        raise SoldOut


def _prize(tx: ReadTx, raffle: Raffle) -> Reward | None:
    if raffle.prize_reward is None:
        return None
    prize = tx.programme.reward(raffle.prize_reward)
    if not isinstance(prize, Collected | Privilege | Event):
        raise RewardGone
    if over_at(prize, tx.programme.zone) <= draws_at(tx, raffle):
        raise RewardGone
    return prize
