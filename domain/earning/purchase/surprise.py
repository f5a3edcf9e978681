"""Surprises: drawn exactly, paid inside one daily budget, never the cause of another."""

from dataclasses import dataclass
from typing import Any

from domain import books, draws
from domain.calendar import DAY, local_date
from domain.earning.facts import Facts, Share
from domain.earning.governor import bright
from domain.earning.granting import grant
from domain.earning.purchase.plan import Plan
from domain.ids import first_id
from domain.notices import tell
from domain.programme import Prize
from domain.tx import ReadTx, Tx

BUDGET = "surprise"


@dataclass(frozen=True, slots=True)
class Chance:
    """What a purchase may win: how likely, from which prizes, by which rule ("surprise": none)."""

    percent: int
    prizes: tuple[Prize, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Won:
    """A prize out of those that could be won, by a rule ("surprise": none)."""

    prizes: tuple[Prize, ...]
    prize: Prize
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
    if odds.percent == 0 or not plan.programme.allowed.draws:
        return None
    today = local_date(tx.now, plan.zone).isoformat()
    # Only who wins takes the day's budget. Where somebody else spent what paid the prize meanwhile,
    # it is kept from others, and drawn under the same name with the odds that are left.
    for look in (tx.sql.surprise.spent, tx.sql.surprise.lock_budget):
        prizes = _within(tx, look(name=BUDGET, day=today), odds.prizes)
        if not prizes:
            return None
        drawing = draws.draw(tx, BUDGET, odds_of(prizes, odds.percent), facts.member)
        if drawing.line == len(prizes):
            draws.keep(tx, drawing, facts.member)
            return None
        won = Won(prizes, prizes[drawing.line], odds.rule)
        if _spend(tx, today, won.prize):
            return _give(tx, facts.member, drawing, won, percent=odds.percent, purchase=purchase)
    raise AssertionError("what is kept from others pays what it is drawn with")


def draw_of_the_day(tx: Tx, slot: int) -> Drawn:
    """Draws a day's winners among members active in the days before `slot` (UTC us).

    The budget dims how many there are; none win when it is spent.
    """
    rule = tx.programme.surprise
    if not tx.programme.allowed.draws:
        return Drawn(0, 0)
    day = local_date(slot, tx.programme.zone).isoformat()
    since, until = first_id(slot - rule.draw_active_days * DAY), first_id(slot)
    active = tx.sql.earning.count_active(since_id=since, until_id=until)
    wanted = -(-rule.draw_winners * bright(tx) // 100)
    drawn = [
        (drawing, tx.sql.earning.active_at(since_id=since, until_id=until, skip=place))
        for drawing, place in _places(tx, day, wanted, active)
    ]
    # Members first, in order of id; the budget after them.
    for member in sorted(member for _, member in drawn):
        books.lock(tx, member)
    winners = points = 0
    for drawing, member in drawn:
        prizes = _within(tx, tx.sql.surprise.lock_budget(name=BUDGET, day=day), rule.prizes)
        if not prizes:
            break
        draws.keep(tx, drawing, member)
        prize = draws.draw(tx, "daily-prize", odds_of(prizes, 100), member)
        won = Won(prizes, prizes[prize.line], BUDGET)
        is_paid = _spend(tx, day, won.prize)
        assert is_paid, "only what the budget pays is drawn"
        posting = _give(tx, member, prize, won, day=day, winners=wanted, active=active)
        winners, points = winners + 1, points + posting.points
    return Drawn(winners, points)


def usual_odds(tx: ReadTx) -> draws.Odds:
    """The odds of a usual purchase now; none where nothing can be won."""
    usual, day = tx.programme.surprise, local_date(tx.now, tx.programme.zone).isoformat()
    percent = usual.purchase_percent * bright(tx) // 100
    prizes = _within(tx, tx.sql.surprise.spent(name=BUDGET, day=day), usual.prizes)
    if percent == 0 or not tx.programme.allowed.draws or not prizes:
        return ()
    return odds_of(prizes, percent)


def odds_of(prizes: tuple[Prize, ...], percent: int) -> draws.Odds:
    """A table of prizes that `percent` of the draws win, as odds: the last line wins nothing."""
    won = [(f"points:{prize.points}", prize.weight * percent) for prize in prizes]
    lost = sum(prize.weight for prize in prizes) * (100 - percent)
    return (*won, (draws.NOTHING, lost)) if lost else tuple(won)


def take_back(tx: Tx, purchase: int, txn: int, actor: str) -> books.Reversed:
    """Takes a surprise back with the purchase that won it, and frees its day's budget."""
    reversed_ = books.reverse(tx, txn, "undo", actor)
    tx.sql.earning.refund_budget(name=BUDGET, purchase=purchase, points=reversed_.points)
    return reversed_


def _within(tx: ReadTx, spent: int | None, prizes: tuple[Prize, ...]) -> tuple[Prize, ...]:
    """The prizes that a day's budget still pays: what it does not pay is no part of a draw."""
    left = tx.programme.surprise.daily_budget - (spent or 0)
    return tuple(prize for prize in prizes if prize.points <= left)


def _spend(tx: Tx, day: str, prize: Prize) -> bool:
    """Spends a prize of a day's budget; False where the day does not pay it any more."""
    most = tx.programme.surprise.daily_budget
    spent = tx.sql.earning.spend_budget(name=BUDGET, day=day, points=prize.points, most=most)
    return spent is not None


def _places(tx: Tx, day: str, winners: int, people: int) -> list[tuple[draws.Drawing, int]]:
    """So many different places among `people`, each set of them with the same odds.

    Each is drawn among those that are left; its ticket counts only them.
    """
    if people == 0:
        return []
    seed_day = draws.open_day(tx)
    drawn: list[tuple[draws.Drawing, int]] = []
    for number in range(min(winners, people)):
        odds = (("active", people - number),)
        drawing = draws.draw_from(tx, seed_day, "daily", f"daily:{day}:{number}", odds)
        place = drawing.ticket
        for taken in sorted(place for _, place in drawn):
            place += place >= taken
        drawn.append((drawing, place))
    return drawn


def _give(tx: Tx, member: int, drawing: draws.Drawing, won: Won, **more: Any) -> books.Posting:
    prize = won.prize
    posting = grant(
        tx,
        member,
        prize.points,
        "surprise",
        "programme",
        shares=(Share(won.rule, "surprise", prize.points),),
        weight=prize.weight,
        of_weight=sum(each.weight for each in won.prizes),
        **more,
    )
    draws.keep(tx, drawing, member, prize_txn=posting.txn)
    tell(tx, member, "surprise", posting.txn, points=prize.points, balance=posting.balance)
    return posting
