"""What a purchase's rules look at, and what they make of it: plain values in, plain values out."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Facts:
    """A purchase and its member as the rules see them, just before it counts.

    Money in minor units, times in UTC microseconds; sums leave undone purchases out.
    """

    member: int
    at: int
    paid: int
    shop: str
    tier: str
    joined_at: int
    category: str | None = None
    product: str | None = None
    # Purchases before this one: how many ever, how many in the last 12 months, when the last was.
    orders: int = 0
    orders_in_year: int = 0
    last_order_at: int | None = None
    # What was paid earlier in this local calendar month.
    month_spent: int = 0
    # For each challenge in its window: what was paid and how often was bought before this one.
    progress: dict[str, tuple[int, int]] = field(default_factory=dict)
    # The rule and period of what was paid once already: ("step", "2026-11").
    taken: frozenset[tuple[str, str]] = frozenset()
    # Points earned so far in this local month and year, as the caps count them.
    month_earned: int = 0
    year_earned: int = 0
    # How much of campaigns' multipliers the budget lets shine, in percent.
    bright_percent: int = 100


@dataclass(frozen=True, slots=True)
class Share:
    """One rule's part of a credit. `rule` is its id; "base", "tier" and "cap" are no rules.

    `percent` is a multiplier's, as it was applied.
    """

    rule: str
    kind: str
    points: int
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Award:
    """What a purchase earns: the shares add up to the points.

    `taken`: what it uses up, as (rule, period); `gifts`: rules whose reward in kind it earns.
    """

    points: int
    shares: tuple[Share, ...]
    taken: tuple[tuple[str, str], ...] = ()
    gifts: tuple[str, ...] = ()
