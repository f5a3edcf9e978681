"""The value monitor: what a basket of prices cost when the anchor was set, what it costs now.

Inflation is basket now / basket then - 1. Above 5 % the value of a point is proposed to grow by
half of it: who holds points shares in what has become dearer.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from domain.errors import BasketEmpty

if TYPE_CHECKING:
    from domain.programme.programme import Programme

CALM = Fraction(5, 100)
# The value of a point is told in so many parts of the currency's major unit.
PARTS = 10_000


@dataclass(frozen=True)
class Anchor:
    """So many points are worth so much, in minor units."""

    points: int
    minor: int


@dataclass(frozen=True)
class Value:
    """The basket then and now (minor units), inflation in hundredths of a percent, a proposal."""

    then_minor: int
    now_minor: int
    inflation_bp: int
    anchor: Anchor
    proposed: Anchor | None


def value_monitor(programme: "Programme") -> Value:
    """Compares the basket's prices and proposes an anchor where they have risen by more than 5 %.

    Raises BasketEmpty.
    """
    if not programme.basket:
        raise BasketEmpty
    then = sum(good.then_minor for good in programme.basket)
    now = sum(good.now_minor for good in programme.basket)
    inflation = Fraction(now, then) - 1
    currency = programme.currency
    anchor = Anchor(currency.anchor_points, currency.anchor_minor)
    grown = _grown(anchor, currency.digits, inflation)
    rises = inflation > CALM and grown.minor * anchor.points > anchor.minor * grown.points
    return Value(then, now, round(inflation * PARTS), anchor, grown if rises else None)


def _grown(anchor: Anchor, digits: int, inflation: Fraction) -> Anchor:
    """The anchor for a point's value x (1 + inflation/2), rounded to the nearest part."""
    worth = Fraction(anchor.minor, anchor.points * 10**digits)
    return Anchor(PARTS, round(worth * (1 + inflation / 2) * PARTS) * 10**digits)
