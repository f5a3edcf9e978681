"""A programme's purchase rules made ready: one purchase looks only at what can apply to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Generic, TypeVar

from domain.calendar import instant, local_date
from domain.earning.audience import in_pilot, segments_of, span_on, window
from domain.earning.facts import Facts
from domain.earning.taken import period_of
from domain.programme import (
    AmountRule,
    BonusRule,
    ChallengeRule,
    ComebackRule,
    FirstOrderRule,
    InKindRule,
    MemberDayRule,
    MultiplierRule,
    OnPurchase,
    Programme,
    ReferralRule,
    StepRule,
    SurpriseRule,
)

Campaign = MultiplierRule | MemberDayRule | FirstOrderRule
Fixed = BonusRule | StepRule | InKindRule | ChallengeRule | ComebackRule
PurchaseRule = AmountRule | Campaign | Fixed | SurpriseRule
R = TypeVar("R", bound=PurchaseRule)
# How many programmes, and how many of the days, shops, categories and tiers of one, stay ready.
PLANS_KEPT = 8
BENCHES_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class Line(Generic[R]):
    """One rule on one day, for one shop, category and tier: what is left to ask of a purchase.

    `open`: nothing is left. `once`: as what it is taken. `goal`: what its kind asks besides.
    """

    rule: R
    open: bool
    begins: int
    ends: int
    once: tuple[str, str] | None
    goal: Callable[[Facts], bool] | None

    def pays(self, facts: Facts) -> bool:
        """Whether the rule applies to a purchase that fits its day, shop, category and tier."""
        return (
            (self.open or self._meets(facts))
            and self.once not in facts.taken
            and (self.goal is None or self.goal(facts))
        )

    def _meets(self, facts: Facts) -> bool:
        rule = self.rule
        if not self.begins <= facts.at < self.ends:
            return False
        if isinstance(rule, OnPurchase):
            if facts.paid < rule.min_minor:
                return False
            if rule.products and facts.product not in rule.products:
                return False
        if rule.segments and not segments_of(facts).intersection(rule.segments):
            return False
        return in_pilot(rule, facts.member)


@dataclass(frozen=True, slots=True)
class Bench:
    """The rules that can apply on one day in one shop, to one category and tier.

    Campaigns come with the best first, everything else in order of id.
    """

    multiplier_percent: int
    rates: tuple[Line[AmountRule], ...]
    campaigns: tuple[Line[Campaign], ...]
    fixed: tuple[Line[Fixed], ...]
    member_days: tuple[Line[MemberDayRule], ...]
    surprises: tuple[Line[SurpriseRule], ...]


class Plan:
    """The purchase rules of one programme, made ready bench by bench as they are asked for."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.zone = programme.zone
        self.rules: tuple[PurchaseRule, ...] = tuple(
            sorted(
                (rule for rule in programme.rules if isinstance(rule, PurchaseRule)),
                key=lambda rule: rule.id,
            )
        )
        self.has_once = any(once_of(rule, date.min) for rule in self.rules)
        self.has_referrals = any(isinstance(rule, ReferralRule) for rule in programme.rules)
        self._rates = [rule for rule in self.rules if isinstance(rule, AmountRule)]
        self._campaigns = [rule for rule in self.rules if isinstance(rule, Campaign)]
        self._fixed = [rule for rule in self.rules if isinstance(rule, Fixed)]
        self._member_days = [rule for rule in self.rules if isinstance(rule, MemberDayRule)]
        self._surprises = [rule for rule in self.rules if isinstance(rule, SurpriseRule)]
        self._challenges = [rule for rule in self.rules if isinstance(rule, ChallengeRule)]
        # The best first; of two that are as good, the one that comes first by id.
        self._campaigns.sort(key=lambda rule: -rule.percent)
        self._bench = lru_cache(BENCHES_KEPT)(self._make_bench)

    def bench(self, facts: Facts) -> Bench:
        """What can apply to a purchase."""
        day = local_date(facts.at, self.zone)
        return self._bench(day, facts.shop, facts.category, facts.tier)

    def challenges(self, at: int) -> Iterable[tuple[ChallengeRule, int]]:
        """The challenges that run at an instant, each with the instant at which it began."""
        for rule in self._challenges:
            begins, ends = window(rule, self.zone)
            if begins <= at < ends and not rule.paused:
                yield rule, begins

    def _make_bench(self, day: date, shop: str, category: str | None, tier: str) -> Bench:
        def lines(rules: Iterable[R]) -> tuple[Line[R], ...]:
            fitting = (rule for rule in rules if _fits(rule, shop, category, tier))
            return tuple(line for rule in fitting if (line := _line(rule, day, self.zone)))

        found = self.programme.tier(tier) or self.programme.tiers[0]
        return Bench(
            multiplier_percent=found.multiplier_percent,
            rates=lines(self._rates),
            campaigns=lines(self._campaigns),
            fixed=lines(self._fixed),
            member_days=lines(self._member_days),
            surprises=lines(self._surprises),
        )


_plans: dict[int, Plan] = {}


def plan_of(programme: Programme) -> Plan:
    """The plan of a programme, made once for as long as it is among the last few."""
    # By identity: to compare two programmes costs more than to make a plan. A plan that is kept
    # keeps its programme, so nothing else can have its identity.
    plan = _plans.get(id(programme))
    if plan is None:
        if len(_plans) >= PLANS_KEPT:
            _plans.clear()
        plan = _plans[id(programme)] = Plan(programme)
    return plan


def once_of(rule: PurchaseRule, day: date) -> str | None:
    """The period for which a rule pays once, on a local day; None where it pays each time."""
    match rule:
        case StepRule() | InKindRule():
            return period_of(day, "month")
        case ChallengeRule() | FirstOrderRule():
            return "ever"
        case ComebackRule():
            return period_of(day, "day")
    return None


def _fits(rule: PurchaseRule, shop: str, category: str | None, tier: str) -> bool:
    if rule.paused or (rule.tiers and tier not in rule.tiers):
        return False
    if not isinstance(rule, OnPurchase):
        return True
    return (not rule.shops or shop in rule.shops) and (
        not rule.categories or category in rule.categories
    )


def _line(rule: R, day: date, zone: str) -> Line[R] | None:
    """A rule on a day; None where it does not run then."""
    span = span_on(rule, day, zone)
    if span is None:
        return None
    whole_day = span == (instant(day, zone), instant(day + timedelta(days=1), zone))
    asks = bool(rule.segments) or rule.pilot_percent < 100
    if isinstance(rule, OnPurchase):
        asks = asks or rule.min_minor > 0 or bool(rule.products)
    period = once_of(rule, day)
    return Line(
        rule=rule,
        open=whole_day and not asks,
        begins=span[0],
        ends=span[1],
        once=(rule.id, period) if period else None,
        goal=_goal(rule, day, zone),
    )


def _goal(rule: PurchaseRule, day: date, zone: str) -> Callable[[Facts], bool] | None:
    """What a kind asks of the member's purchases, this one included."""
    match rule:
        case FirstOrderRule():
            return lambda facts: facts.orders == 0
        case StepRule() | InKindRule():
            spend = rule.spend_minor
            return lambda facts: facts.month_spent + facts.paid >= spend
        case ChallengeRule():
            return lambda facts: reached(rule, facts)
        case ComebackRule():
            since, until = asleep(rule, day, zone)
            return lambda facts: (
                facts.last_order_at is not None and (since <= facts.last_order_at < until)
            )
    return None


def reached(rule: ChallengeRule, facts: Facts) -> bool:
    """Whether a purchase reaches a challenge's goal."""
    spent, orders = facts.progress.get(rule.id, (0, 0))
    if rule.orders:
        return orders + 1 >= rule.orders
    return spent + facts.paid >= rule.spend_minor


def asleep(rule: ComebackRule, day: date, zone: str) -> tuple[int, int]:
    """Between which instants the last purchase was of those to whom a comeback is open on a day.

    It opens `sleep_days` after it, and is open that day and `within_days` more.
    """
    first = day - timedelta(days=rule.sleep_days + rule.within_days)
    last = day - timedelta(days=rule.sleep_days)
    return instant(first, zone), instant(last + timedelta(days=1), zone)
