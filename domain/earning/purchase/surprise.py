"""Surprises: drawn exactly, paid inside one daily budget, never the cause of another."""

from dataclasses import dataclass
from typing import Any

from domain import books
from domain.calendar import DAY, local_date
from domain.earning.facts import Facts, Share
from domain.earning.governor import bright
from domain.earning.granting import grant
from domain.earning.purchase.plan import Plan
from domain.ids import first_id
from domain.notices import tell
from domain.programme import Prize
from domain.tx import Tx

BUDGET = "surprise"


@dataclass(frozen=True, slots=True)
class Chance:
    """What a purchase may win: how likely, from which prizes, by which rule ("surprise": none)."""

    percent: int
    prizes: tuple[Prize, ...]
    rule: str


@dataclass(frozen=True)
class Drawn:
    """How many won in a day's draw, and how many points they were given."""

    winners: int
    points: int


def chance(plan: Plan, facts: Facts) -> Chance:
    """How likely a purchase wins, and what: as usual, or as the best rule for it says.

    The budget dims it as it dims campaigns.
    """
    usual = plan.programme.surprise
    percent, prizes, rule_id = usual.purchase_percent, usual.prizes, BUDGET
    for line in plan.bench(facts).surprises:
        rule = line.rule
        if rule.percent > percent and line.pays(facts):
            percent, prizes, rule_id = rule.percent, rule.prizes or usual.prizes, rule.id
    return Chance(percent * facts.bright_percent // 100, prizes, rule_id)


def surprise_purchase(tx: Tx, plan: Plan, facts: Facts, purchase: int) -> books.Posting | None:
    """Draws for one purchase; None where it does not win or today's budget is spent."""
    odds = chance(plan, facts)
    if odds.percent == 0 or tx.random(f"purchase:{purchase}", 100) >= odds.percent:
        return None
    today = local_date(tx.now, plan.zone).isoformat()
    draw = f"prize:purchase:{purchase}"
    return _give(tx, facts.member, draw, today, odds, percent=odds.percent, purchase=purchase)


def draw_of_the_day(tx: Tx, slot: int) -> Drawn:
    """Draws a day's winners among members active in the days before `slot` (UTC us).

    The budget dims how many there are; none win when it is spent.
    """
    rule = tx.programme.surprise
    day = local_date(slot, tx.programme.zone).isoformat()
    since, until = first_id(slot - rule.draw_active_days * DAY), first_id(slot)
    active = tx.sql.earning.count_active(since_id=since, until_id=until)
    wanted = -(-rule.draw_winners * bright(tx) // 100)
    drawn = [
        tx.sql.earning.active_at(since_id=since, until_id=until, skip=place)
        for place in _places(tx, f"daily:{day}", wanted, active)
    ]
    # Members first, in order of id; the budget after them.
    for member in sorted(drawn):
        books.lock(tx, member)
    odds = Chance(100, rule.prizes, BUDGET)
    winners = points = 0
    for number, member in enumerate(drawn):
        draw = f"prize:daily:{day}:{number}"
        posting = _give(tx, member, draw, day, odds, day=day, winners=wanted, active=active)
        if posting is not None:
            winners, points = winners + 1, points + posting.points
    return Drawn(winners, points)


def take_back(tx: Tx, purchase: int, txn: int, actor: str) -> books.Reversed:
    """Takes a surprise back with the purchase that won it, and frees its day's budget."""
    reversed_ = books.reverse(tx, txn, "undo", actor)
    tx.sql.earning.refund_budget(name=BUDGET, purchase=purchase, points=reversed_.points)
    return reversed_


def prize_at(prizes: tuple[Prize, ...], ticket: int) -> Prize:
    """The prize that a ticket from 0 … total weight-1 wins: each has exactly its odds."""
    for prize in prizes:
        if ticket < prize.weight:
            return prize
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


def _give(
    tx: Tx, member: int, draw: str, budget_day: str, odds: Chance, **more: Any
) -> books.Posting | None:
    total = sum(prize.weight for prize in odds.prizes)
    prize = prize_at(odds.prizes, tx.random(draw, total))
    most = tx.programme.surprise.daily_budget
    within = tx.sql.earning.spend_budget(
        name=BUDGET, day=budget_day, points=prize.points, most=most
    )
    if within is None:
        return None
    posting = grant(
        tx,
        member,
        prize.points,
        "surprise",
        "programme",
        shares=(Share(odds.rule, "surprise", prize.points),),
        weight=prize.weight,
        of_weight=total,
        **more,
    )
    tell(tx, member, "surprise", posting.txn, points=prize.points, balance=posting.balance)
    return posting
