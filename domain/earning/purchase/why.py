"""Why a rule did not pay, and the smallest change with which it would have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from domain.calendar import DAY, instant, local_date
from domain.earning.audience import in_pilot, segments_of, span_on, window
from domain.earning.facts import Award, Facts
from domain.earning.purchase.award import dimmed
from domain.earning.purchase.plan import PurchaseRule, once_of, plan_of
from domain.programme import (
    ChallengeRule,
    ComebackRule,
    FirstOrderRule,
    InKindRule,
    MemberDayRule,
    MultiplierRule,
    OnPurchase,
    Programme,
    StepRule,
    SurpriseRule,
)

Reason = Literal[
    "ended",
    "not_yet",
    "hours",
    "day",
    "spend",
    "orders",
    "shop",
    "category",
    "product",
    "tier",
    "segment",
    "pilot",
    "paused",
    "taken",
    "beaten",
    "dimmed",
]
# What is further away than this is no miss.
REACH_DAYS = 31
_MULTIPLIERS = ("multiplier", "member-day", "first-order")


@dataclass(frozen=True)
class Miss:
    """A rule that did not pay for a purchase. What is said besides depends on the reason.

    ended, not_yet, hours, day: `at` (UTC us), the nearest end or start of its time; with an
    `amount`, that was missing too. spend: `amount` more (minor units); orders: so many more.
    tier, category, shop, product, segment: `wanted`, any of these. beaten: `percent`, the
    multiplier that counted. dimmed: `percent`, how much of it the budget let shine.
    """

    rule: str
    kind: str
    reason: Reason
    amount: int = 0
    at: int | None = None
    percent: int = 0
    wanted: tuple[str, ...] = ()


def misses(programme: Programme, facts: Facts, award: Award) -> tuple[Miss, ...]:
    """The purchase rules that did not pay, each with what would have helped, nearest first."""
    rules = plan_of(programme).rules
    found = [
        miss
        for rule in rules
        if not isinstance(rule, SurpriseRule)
        and (miss := _miss(programme, rule, facts, award)) is not None
    ]
    return tuple(sorted(found, key=lambda miss: (_distance(miss, facts), miss.rule)))


def _miss(programme: Programme, rule: PurchaseRule, facts: Facts, award: Award) -> Miss | None:
    """The one reason to name: what could not be changed goes before what could."""
    if not _within_reach(programme, rule, facts):
        return None
    reasons = [
        *_person(rule, facts),
        *_purchase(rule, facts),
        *_once(programme, rule, facts),
        *_time(programme, rule, facts),
        *_goal(programme, rule, facts),
    ] or [*_multiplier(rule, facts, award)]
    if not reasons or reasons[0].at is None:
        return reasons[0] if reasons else None
    spend = sum(reason.amount for reason in reasons if reason.reason == "spend")
    return replace(reasons[0], amount=spend)


def _within_reach(programme: Programme, rule: PurchaseRule, facts: Facts) -> bool:
    """Whether the rule ran near the purchase, and had anything to say to this member."""
    begins, ends = window(rule, programme.zone)
    if not begins - REACH_DAYS * DAY <= facts.at < ends + REACH_DAYS * DAY:
        return False
    match rule:
        case FirstOrderRule():
            return facts.orders == 0
        case ComebackRule():
            slept = facts.at - (facts.last_order_at or facts.at)
            return slept >= rule.sleep_days * DAY
    return True


def _person(rule: PurchaseRule, facts: Facts) -> Iterator[Miss]:
    if rule.paused:
        yield Miss(rule.id, rule.kind, "paused")
    if rule.tiers and facts.tier not in rule.tiers:
        yield Miss(rule.id, rule.kind, "tier", wanted=rule.tiers)
    if rule.segments and not segments_of(facts).intersection(rule.segments):
        yield Miss(rule.id, rule.kind, "segment", wanted=rule.segments)
    if not in_pilot(rule, facts.member):
        yield Miss(rule.id, rule.kind, "pilot")


def _purchase(rule: PurchaseRule, facts: Facts) -> Iterator[Miss]:
    if not isinstance(rule, OnPurchase):
        return
    if rule.shops and facts.shop not in rule.shops:
        yield Miss(rule.id, rule.kind, "shop", wanted=rule.shops)
    if rule.categories and facts.category not in rule.categories:
        yield Miss(rule.id, rule.kind, "category", wanted=rule.categories)
    if rule.products and facts.product not in rule.products:
        yield Miss(rule.id, rule.kind, "product", wanted=rule.products)


def _once(programme: Programme, rule: PurchaseRule, facts: Facts) -> Iterator[Miss]:
    period = once_of(rule, local_date(facts.at, programme.zone))
    if period and (rule.id, period) in facts.taken:
        yield Miss(rule.id, rule.kind, "taken")


def _time(programme: Programme, rule: PurchaseRule, facts: Facts) -> Iterator[Miss]:
    """When the rule ran nearest to the purchase, where it did not run just then."""
    zone, at = programme.zone, facts.at
    today = local_date(at, zone)
    spans = [
        span
        for days in range(-REACH_DAYS, REACH_DAYS + 1)
        if (span := span_on(rule, today + timedelta(days=days), zone))
    ]
    if any(begins <= at < ends for begins, ends in spans):
        return
    edges = [ends if ends <= at else begins for begins, ends in spans]
    if not edges:
        return
    begins, ends = window(rule, zone)
    reason: Reason = "hours" if span_on(rule, today, zone) else "day"
    if at >= ends or at < begins:
        reason = "ended" if at >= ends else "not_yet"
    yield Miss(rule.id, rule.kind, reason, at=min(edges, key=lambda edge: abs(edge - at)))


def _goal(programme: Programme, rule: PurchaseRule, facts: Facts) -> Iterator[Miss]:
    """What its kind asks for besides: so much spent, so often bought, back in time."""
    spent, orders = facts.progress.get(rule.id, (0, 0))
    missing = 0
    match rule:
        case StepRule() | InKindRule():
            missing = rule.spend_minor - facts.month_spent - facts.paid
        case ChallengeRule():
            missing = rule.spend_minor - spent - facts.paid
            if rule.orders > orders + 1:
                yield Miss(rule.id, rule.kind, "orders", amount=rule.orders - orders - 1)
        case ComebackRule():
            yield from _woken_late(programme, rule, facts)
        case OnPurchase():
            missing = rule.min_minor - facts.paid
    if missing > 0:
        yield Miss(rule.id, rule.kind, "spend", amount=missing)


def _woken_late(programme: Programme, rule: ComebackRule, facts: Facts) -> Iterator[Miss]:
    """An offer to come back that was over; who had not slept is not told of one."""
    if facts.last_order_at is None:
        return
    last = local_date(facts.last_order_at, programme.zone)
    over = instant(last + timedelta(days=rule.sleep_days + rule.within_days + 1), programme.zone)
    if over <= facts.at < over + REACH_DAYS * DAY:
        yield Miss(rule.id, rule.kind, "ended", at=over)


def _multiplier(rule: PurchaseRule, facts: Facts, award: Award) -> Iterator[Miss]:
    """A multiplier that applied, and yet is not the one that counted."""
    if not isinstance(rule, MultiplierRule | MemberDayRule | FirstOrderRule):
        return
    counted = [share for share in award.shares if share.kind in _MULTIPLIERS]
    if any(share.rule == rule.id for share in counted) or rule.percent == 100:
        return
    if counted:
        yield Miss(rule.id, rule.kind, "beaten", percent=counted[0].percent)
    elif dimmed(rule.percent, facts.bright_percent) == 100:
        yield Miss(rule.id, rule.kind, "dimmed", percent=facts.bright_percent)


def _distance(miss: Miss, facts: Facts) -> int:
    """How far away the change was: a day is as far as to pay twice as much, or to buy again."""
    if miss.reason == "orders":
        return miss.amount * 1_000
    if miss.at is None and miss.amount == 0:
        return 1_000_000
    away = abs(miss.at - facts.at) * 1_000 // DAY if miss.at is not None else 0
    return away + miss.amount * 1_000 // max(facts.paid, 1)
