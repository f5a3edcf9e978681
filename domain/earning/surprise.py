"""Surprises: drawn exactly, paid inside one daily budget, never the cause of another."""

from dataclasses import dataclass

from domain import books
from domain.calendar import DAY, local_date
from domain.earning.granting import grant
from domain.ids import first_id
from domain.notices import tell
from domain.programme import Surprise
from domain.tx import Tx

BUDGET = "surprise"


@dataclass(frozen=True)
class Drawn:
    """How many won in a day's draw, and how many points they were given."""

    winners: int
    points: int


def surprise_purchase(tx: Tx, member: int, purchase: int) -> books.Posting | None:
    """Draws for one purchase; None where it does not win or today's budget is spent."""
    if tx.random(f"purchase:{purchase}", 100) >= tx.programme.surprise.purchase_percent:
        return None
    today = local_date(tx.now, tx.programme.zone).isoformat()
    return _give(tx, member, f"prize:purchase:{purchase}", today)


def draw_of_the_day(tx: Tx, slot: int) -> Drawn:
    """Draws a day's winners among members active in the days before `slot` (UTC us)."""
    rule = tx.programme.surprise
    day = local_date(slot, tx.programme.zone).isoformat()
    since, until = first_id(slot - rule.draw_active_days * DAY), first_id(slot)
    active = tx.sql.earning.count_active(since_id=since, until_id=until)
    drawn = [
        tx.sql.earning.active_at(since_id=since, until_id=until, skip=place)
        for place in _places(tx, f"daily:{day}", rule.draw_winners, active)
    ]
    # Members first, in order of id; the budget after them.
    for member in sorted(drawn):
        books.lock(tx, member)
    winners = points = 0
    for number, member in enumerate(drawn):
        posting = _give(tx, member, f"prize:daily:{day}:{number}", day)
        if posting is not None:
            winners, points = winners + 1, points + posting.points
    return Drawn(winners, points)


def take_back(tx: Tx, txn: int, given_at: int, actor: str) -> books.Reversed:
    """Takes a surprise back with the purchase that won it, and frees its day's budget."""
    reversed_ = books.reverse(tx, txn, "undo", actor)
    tx.sql.earning.refund_budget(
        name=BUDGET,
        day=local_date(given_at, tx.programme.zone).isoformat(),
        points=reversed_.points,
    )
    return reversed_


def prize_at(rule: Surprise, ticket: int) -> int:
    """The prize that a ticket from 0 … total weight-1 wins: each has exactly its odds."""
    for prize in rule.prizes:
        if ticket < prize.weight:
            return prize.points
        ticket -= prize.weight
    raise AssertionError("a ticket beyond the weights")


def _places(tx: Tx, draw: str, winners: int, people: int) -> list[int]:
    """So many different places among `people`, each set of them with the same odds."""
    places: list[int] = []
    for number in range(min(winners, people)):
        place = tx.random(f"{draw}:{number}", people - number)
        for taken in sorted(places):
            place += place >= taken
        places.append(place)
    return places


def _give(tx: Tx, member: int, draw: str, day: str) -> books.Posting | None:
    rule = tx.programme.surprise
    points = prize_at(rule, tx.random(draw, sum(prize.weight for prize in rule.prizes)))
    within = tx.sql.earning.spend_budget(
        name=BUDGET, day=day, points=points, most=rule.daily_budget
    )
    if within is None:
        return None
    posting = grant(tx, member, points, "surprise", "programme")
    tell(tx, member, "surprise", posting.txn, points=points, balance=posting.balance)
    return posting
