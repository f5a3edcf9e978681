"""What a purchase earns: the one place where rules become points. No database, no clock.

credit = floor(floor(paid x rate) x best tier multiplier x best campaign multiplier), then fixed
points, then caps. One floor for both multipliers: rounding never makes a point.
"""

from domain.earning.facts import Award, Facts, Share
from domain.earning.purchase.plan import Bench, Campaign, Line, Plan
from domain.earning.purchase.rules import base_points, multiplied, room_under
from domain.programme import AmountRule, Budget, InKindRule


def award(plan: Plan, facts: Facts) -> Award:
    """What a purchase earns under a programme, and each rule's share of it.

    One that no money paid for earns nothing, and uses nothing up.
    """
    if facts.paid == 0:
        return Award(0, (Share("base", "base", 0),))
    bench = plan.bench(facts)
    base = _base(plan, bench, facts)
    by_tier = multiplied(base, bench.multiplier_percent)
    shares = [Share("base", "base", base)]
    taken: list[tuple[str, str]] = []
    gifts: list[str] = []
    points = by_tier
    if by_tier > base:
        shares.append(Share("tier", "tier", by_tier - base, bench.multiplier_percent))
    campaign = best_campaign(bench, facts)
    if campaign is not None:
        percent = dimmed(campaign.rule.percent, facts.bright_percent)
        points = base * bench.multiplier_percent * percent // 10_000
        if points > by_tier:
            shares.append(Share(campaign.rule.id, campaign.rule.kind, points - by_tier, percent))
            if campaign.once:
                taken.append(campaign.once)
    for line in bench.fixed:
        if line.pays(facts):
            rule = line.rule
            if isinstance(rule, InKindRule):
                gifts.append(rule.id)
            else:
                shares.append(Share(rule.id, rule.kind, rule.points))
                points += rule.points
            if line.once:
                taken.append(line.once)
    left = room_under(plan.programme.budget, facts.month_earned, facts.year_earned)
    if left is not None and points > left:
        shares.append(Share("cap", "cap", left - points))
        points = left
    return Award(points, tuple(shares), tuple(taken), tuple(gifts))


def discount(plan: Plan, facts: Facts) -> int:
    """What is off the price, in percent: the tier's, or a better member day's.

    `facts.paid` is the price here.
    """
    tier = plan.programme.tier(facts.tier)
    best = tier.discount_percent if tier else 0
    for line in plan.bench(facts).member_days:
        if line.rule.discount_percent > best and line.pays(facts):
            best = line.rule.discount_percent
    return best


def best_campaign(bench: Bench, facts: Facts) -> Line[Campaign] | None:
    """The best multiplier that applies to a purchase."""
    for line in bench.campaigns:
        if line.pays(facts):
            return line
    return None


def dimmed(percent: int, bright_percent: int) -> int:
    """A multiplier at a budget's brightness: 200 at 50 % is 150."""
    return 100 + (percent - 100) * bright_percent // 100


def tighter_cap(budget: Budget, facts: Facts) -> str:
    """Which cap leaves less: "month" or "year"."""
    caps = (budget.month_points, facts.month_earned), (budget.year_points, facts.year_earned)
    month, year = (most - earned if most else None for most, earned in caps)
    return "month" if year is None or (month is not None and month <= year) else "year"


def _base(plan: Plan, bench: Bench, facts: Facts) -> int:
    """floor(paid x rate), at the best rate that applies."""
    best = base_points(facts.paid, plan.programme.earning)
    for line in bench.rates:
        if (base := base_by(line.rule, facts.paid)) > best and line.pays(facts):
            best = base
    return best


def base_by(rule: AmountRule, paid: int) -> int:
    """What an amount earns by a rule's rate: 39.99 in whole units of 40.00 is none."""
    if rule.whole_units:
        return paid // rule.per_minor * rule.points
    return paid * rule.points // rule.per_minor
