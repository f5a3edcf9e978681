"""What the rules are to know of a purchase and its member, read from the tables."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain.calendar import instant, local_date, months_later
from domain.earning.facts import Facts
from domain.earning.purchase.plan import Plan
from domain.earning.taken import taken
from domain.earning.tiers import WINDOW_MONTHS, best_tier
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

    The tier of one made in the past is the one held then, or what had been earned by then.
    """
    day = local_date(at, plan.zone)
    spans = _spans(day, plan.zone)
    sql = tx.sql.earning
    joined_at, held, grace_until, bright = sql.buyer(member=member, at=at, now=tx.now)
    orders, in_year, last, spent = sql.bought(member=member, at=at, **spans)
    earned, month_earned, year_earned = sql.counted(member=member, at=at, **spans)
    tier = best_tier(plan.programme, held, earned)
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
        taken=taken(tx, member, day) if plan.has_once else frozenset(),
        month_earned=month_earned,
        year_earned=year_earned,
        bright_percent=100 if bright is None else bright,
    )
    return Seen(facts, tier, earned, grace_until is not None)


@lru_cache(maxsize=64)
def _spans(day: date, zone: str) -> dict[str, int]:
    """The instants that bound a local day's month and year, and whence a tier counts."""
    month, year = day.replace(day=1), day.replace(month=1, day=1)
    return {
        "since": instant(months_later(day, -WINDOW_MONTHS), zone),
        "month": instant(month, zone),
        "month_end": instant(months_later(month, 1), zone),
        "year": instant(year, zone),
        "year_end": instant(months_later(year, 12), zone),
    }


def _progress(tx: ReadTx, plan: Plan, member: int, at: int) -> dict[str, tuple[int, int]]:
    return {
        rule.id: tuple(tx.sql.earning.bought_since(member=member, at=at, since=begins))
        for rule, begins in plan.challenges(at)
    }
