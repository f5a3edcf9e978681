"""The governor: what points cost is booked per day, and dims what costs the most at the caps.

Cost is what points are worth at the anchor, against what was paid, in hundredths of a percent.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from domain.calendar import SECOND, local_date
from domain.earning import traces
from domain.earning.audience import in_force
from domain.earning.expiry import Swept
from domain.ids import first_id
from domain.notices import alert
from domain.programme import Budget, Named, Programme
from domain.tx import ReadTx, Tx

REVENUE = "revenue"
# Ids made earlier may be committed later by another worker: what is this old is complete.
SETTLED = 10 * SECOND
# Brightness changes by so much, in percent, before it is said anew.
STEP = 5
# What points are given for besides the rules of the programme, as the shares name it.
OF_THE_PLAN = ("base", "tier", "surprise", "welcome", "sign_in")


@dataclass(frozen=True)
class Line:
    """What one rule, or one part of the plan, cost: points, and in hundredths of a percent."""

    share: str
    points: int
    cost_bp: int


@dataclass(frozen=True)
class Knob:
    """What would bring the cost down most: a live campaign, or else a part of the plan.

    `without_bp` is what points would have cost without it; `name` is a campaign's.
    """

    share: str
    cost_bp: int
    without_bp: int
    name: Named | None = None


@dataclass(frozen=True)
class Cost:
    """What points cost over the budget's window; money in minor units, `worth` at the anchor.

    Not `judged` before enough was paid. `bright_percent` is how bright campaigns shine now.
    """

    revenue: int
    points: int
    worth: int
    cost_bp: int
    soft_percent: int
    hard_percent: int
    window_days: int
    judged: bool
    bright_percent: int
    lines: tuple[Line, ...]
    knob: Knob | None


def book(tx: Tx, most: int) -> Swept:
    """Books the next explanations, at most `most`: each rule's points, and what was paid.

    A purchase counts on its own day, also one that was imported later.
    """
    upto = tx.sql.governor.booked() or 0
    batch = traces.after(tx, upto, first_id(tx.now - SETTLED), most)
    costs: Counter[tuple[str, str]] = Counter()
    for trace in batch:
        at = trace.facts.at if trace.facts else trace.at
        day = local_date(at, tx.programme.zone).isoformat()
        for share in trace.shares:
            costs[day, share.rule] += share.points
        if trace.facts:
            costs[day, REVENUE] += trace.facts.paid
    if batch:
        tx.sql.governor.book(
            [{"day": day, "share": share, "amount": n} for (day, share), n in sorted(costs.items())]
        )
        tx.sql.governor.mark_booked(upto=batch[-1].id)
    return Swept(len(batch), batch[-1].id if batch else upto, done=len(batch) < most)


def bright(tx: ReadTx) -> int:
    """How much of campaigns' multipliers and of surprises the budget lets shine, in percent."""
    found: int | None = tx.sql.governor.bright()
    return 100 if found is None else found


def bright_at(cost_bp: int, budget: Budget) -> int:
    """How bright campaigns may shine at a cost: all at the soft cap, nothing at the hard one."""
    soft, hard = 100 * budget.soft_percent, 100 * budget.hard_percent
    if cost_bp >= hard:
        return 0
    return 100 if cost_bp <= soft else (hard - cost_bp) * 100 // (hard - soft)


def state(tx: ReadTx) -> Cost:
    """What points cost now, what each rule has of it, and what would bring it down."""
    programme, budget = tx.programme, tx.programme.budget
    today = local_date(tx.now, programme.zone)
    since = today - timedelta(days=budget.window_days)
    booked = dict(tx.sql.governor.between(since=since.isoformat(), until=today.isoformat()))
    revenue = booked.pop(REVENUE, 0)
    points = sum(booked.values())
    lines = tuple(
        Line(share, given, _bp(programme, given, revenue))
        for share, given in sorted(booked.items(), key=lambda line: (-line[1], line[0]))
        if given
    )
    return Cost(
        revenue=revenue,
        points=points,
        worth=programme.worth_minor(points),
        cost_bp=_bp(programme, points, revenue),
        soft_percent=budget.soft_percent,
        hard_percent=budget.hard_percent,
        window_days=budget.window_days,
        judged=revenue > 0 and revenue >= budget.from_revenue_minor,
        bright_percent=bright(tx),
        lines=lines,
        knob=_knob(tx, lines, points, revenue),
    )


def govern(tx: Tx) -> None:
    """Dims campaigns as the cost asks, and tells the owner when a cap is crossed or left."""
    cost = state(tx)
    meant = bright_at(cost.cost_bp, tx.programme.budget) if cost.judged else 100
    was = cost.bright_percent
    if meant == was or (abs(meant - was) < STEP and meant not in (0, 100)):
        return
    # From the next instant on: what was credited at this one already is told apart by its time.
    tx.sql.governor.dim(id=tx.new_id(), at=tx.now + 1, bright_percent=meant, cost_bp=cost.cost_bp)
    if _stage(meant) != _stage(was):
        alert(
            tx,
            "budget",
            stage=_stage(meant),
            bright=meant,
            cost_bp=cost.cost_bp,
            soft=cost.soft_percent,
            hard=cost.hard_percent,
            knob=cost.knob,
        )


def _stage(bright_percent: int) -> str:
    return {0: "stopped", 100: "restored"}.get(bright_percent, "dimmed")


def _bp(programme: Programme, points: int, revenue: int) -> int:
    """Points at the anchor against what was paid, in hundredths of a percent, rounded down."""
    currency = programme.currency
    worth = points * currency.anchor_minor * 10_000
    return worth // (currency.anchor_points * revenue) if revenue > 0 else 0


def _knob(tx: ReadTx, lines: tuple[Line, ...], points: int, revenue: int) -> Knob | None:
    """The dearest campaign that is live, or else the dearest part of the plan."""
    zone = tx.programme.zone
    names = {rule.id: rule.name for rule in tx.programme.rules if in_force(rule, tx.now, zone)}
    dear = [line for line in lines if line.points > 0]
    found = next((line for line in dear if line.share in names), None)
    found = found or next((line for line in dear if line.share in OF_THE_PLAN), None)
    if found is None:
        return None
    rest = _bp(tx.programme, points - found.points, revenue)
    return Knob(found.share, found.cost_bp, rest, names.get(found.share))
