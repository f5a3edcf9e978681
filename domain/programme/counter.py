"""What the counter may do, by role, and how: limits, refunds, paying with points, the card."""

from typing import Literal

from pydantic import Field

from domain.programme.basics import Frozen, Percent, Whole

Role = Literal["owner", "manager", "cashier", "support", "member"]


class Limits(Frozen):
    """What one role may do alone; above it, a second person agrees. Money in minor units.

    `make_good_points` are a day's; 0 is none at all.
    """

    sale_minor: Whole = 500_000
    refund_minor: Whole = 100_000
    make_good_points: Whole = 500


class Counter(Frozen):
    """How the counter works.

    A card's picture is dead after `card_seconds`. A purchase can be refunded for `refund_days`.
    Points pay at most `part_percent` of a bill (0: none of it), from `part_least_points` on, and
    are put aside for `hold_minutes` meanwhile. What was written down offline may be handed in for
    `late_days`. A visit with the code of the day gives `visit_points`.
    """

    card_seconds: Whole = Field(30, ge=5, le=300)
    refund_days: Whole = Field(30, ge=1, le=366)
    part_percent: Percent = 50
    part_least_points: Whole = Field(100, ge=1)
    hold_minutes: Whole = Field(10, ge=1, le=120)
    late_days: Whole = Field(7, ge=1, le=30)
    visit_points: Whole = 5
    cashier: Limits = Limits()
    manager: Limits = Limits(sale_minor=5_000_000, refund_minor=1_000_000, make_good_points=5_000)
    support: Limits = Limits(sale_minor=0, refund_minor=0, make_good_points=200)

    def limits(self, role: Role) -> Limits | None:
        """What a role may do alone; None for the owner, who has no limits."""
        found = {"cashier": self.cashier, "manager": self.manager, "support": self.support}
        return found.get(role)


class Switches(Frozen):
    """What the law may ask to switch off: draws of every kind, and donations."""

    draws: bool = True
    donations: bool = True
