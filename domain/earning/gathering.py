"""What the rules are to know of a purchase and its member, read from the tables."""

from dataclasses import dataclass

from domain.calendar import instant, local_date
from domain.earning.facts import Facts
from domain.earning.plan import Plan
from domain.earning.taken import period_of
from domain.earning.tiers import best_tier, window_start
from domain.programme import Tier
from domain.tx import ReadTx


@dataclass(frozen=True, slots=True)
class Sale:
    """A purchase as a till reports it: what it is of, and where."""

    shop: str
    category: str | None = None
    product: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The facts for the rules; the tier they speak of, what was earned towards it, its grace."""

    facts: Facts
    tier: Tier
    earned: int
    in_grace: bool


def gather(tx: ReadTx, plan: Plan, member: int, at: int, paid: int, sale: Sale) -> Seen:
    """Everything the rules ask about a purchase made `at` (UTC us), just before it counts.

    The tier of one made in the past is what had been earned by then.
    """
    day = local_date(at, plan.zone)
    year = instant(day.replace(month=1, day=1), plan.zone)
    month = instant(day.replace(day=1), plan.zone)
    since = window_start(at, plan.zone)
    sql = tx.sql.earning
    joined_at, held, grace_until, bright = sql.buyer(member=member, at=at)
    orders, in_year, last, spent = sql.bought(member=member, at=at, year=since, month=month)
    earned, month_earned, year_earned = sql.counted(
        member=member, at=at, since=since, year=year, month=month
    )
    tier = best_tier(plan.programme, held if at == tx.now else None, earned)
    facts = Facts(
        member=member,
        at=at,
        paid=paid,
        shop=sale.shop,
        tier=tier.id,
        joined_at=joined_at,
        category=sale.category,
        product=sale.product,
        orders=orders,
        orders_in_year=in_year,
        last_order_at=last,
        month_spent=spent,
        progress=_progress(tx, plan, member, at),
        taken=_taken(tx, plan, member, at),
        month_earned=month_earned,
        year_earned=year_earned,
        bright_percent=100 if bright is None else bright,
    )
    return Seen(facts, tier, earned, grace_until is not None)


def _taken(tx: ReadTx, plan: Plan, member: int, at: int) -> frozenset[tuple[str, str]]:
    if not plan.has_once:
        return frozenset()
    day = local_date(at, plan.zone)
    month, today = period_of(day, "month"), period_of(day, "day")
    rows = tx.sql.earning.taken_now(member=member, month=month, day=today)
    return frozenset((rule, period) for rule, period in rows)


def _progress(tx: ReadTx, plan: Plan, member: int, at: int) -> dict[str, tuple[int, int]]:
    return {
        rule.id: tuple(tx.sql.earning.bought_since(member=member, at=at, since=begins))
        for rule, begins in plan.challenges(at)
    }
