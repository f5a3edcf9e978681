"""The arithmetic of earning: ints only, every rounding named."""

from domain.programme import Budget, Earning


def paid_after_discount(price: int, discount_percent: int) -> int:
    """What is to pay, in minor units: rounded half up, and at least one."""
    return max((price * (100 - discount_percent) + 50) // 100, 1)


def base_points(paid: int, rule: Earning) -> int:
    """floor(amount x rate): 88.40 at one point per 1.00 is 88."""
    return paid * rule.points // rule.per_minor


def multiplied(base: int, multiplier_percent: int) -> int:
    """floor(base x multiplier): 88 at silver's 120 % is 105."""
    return base * multiplier_percent // 100


def paid_for(points: int, multiplier_percent: int, rule: Earning) -> int:
    """The least to pay that earns so many points: what `multiplied(base_points)` undoes."""
    base = -(-points * 100 // multiplier_percent)
    return -(-base * rule.per_minor // rule.points)


def room_under(budget: Budget, month_earned: int, year_earned: int) -> int | None:
    """Points left under the tighter cap, 0 at least; None where there is no cap."""
    caps = (budget.month_points, month_earned), (budget.year_points, year_earned)
    left = [most - earned for most, earned in caps if most]
    return max(min(left), 0) if left else None
