"""Raffles: tickets with numbers, sold until the draw, under the terms of the first one."""

import json
from dataclasses import dataclass

from domain import books, draws
from domain.calendar import local_date
from domain.earning.audience import between
from domain.errors import RewardChanged, RewardGone, SoldOut
from domain.programme import Collected, Event, Privilege, Raffle, Reward
from domain.rewards import limits, stock
from domain.rewards.catalogue import offer
from domain.rewards.redeeming import refuse
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
    won = tuple(_won(*row) for row in tx.sql.games.drawn(game=game_of(reward_id)))
    return RaffleNow(kept_raffle(tx, reward_id, terms), mine, tickets, at, drawn_at, won)


def buy_ticket(tx: Tx, member: int, reward_id: str, shown: str) -> Ticket:
    """Buys a ticket at the price and the terms that were shown (its offer's mark).

    Raises RewardChanged where they are others by now, and what stands against the offer.
    """
    books.lock(tx, member)
    seen = offer(tx, member, reward_id)
    raffle = seen.reward
    if not isinstance(raffle, Raffle):
        raise RewardGone
    if seen.mark != shown:
        raise RewardChanged
    refuse(seen)
    posting = books.spend(tx, member, seen.price, "redeem", "member")
    _open(tx, raffle)
    if not stock.take(tx, raffle):
        raise SoldOut
    number = tx.sql.games.next_ticket(reward=raffle.id)
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


def runs(numbers: list[int]) -> draws.Odds:
    """The odds of tickets, each with its own: as runs of numbers."""
    edges = [at for at in range(1, len(numbers)) if numbers[at] != numbers[at - 1] + 1]
    parts = zip([0, *edges], [*edges, len(numbers)], strict=True)
    return tuple(draws.run(numbers[first], numbers[after - 1]) for first, after in parts)


def _won(odds: str, ticket: int) -> int:
    """The number that a draw of the raffle fell on."""
    lines = tuple((label, weight) for label, weight in json.loads(odds))
    return int(draws.label_at(lines, ticket).removeprefix(draws.ONE))


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
