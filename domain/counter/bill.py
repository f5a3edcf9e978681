"""A bill: what is bought, and how it is paid with a voucher, points and money."""

from dataclasses import dataclass

from domain.earning.facts import Share
from domain.programme import Named, Programme, Tier


@dataclass(frozen=True)
class Bill:
    """What is bought for how much (minor units); a voucher and a hold's points pay a part.

    `points` are those that would pay before any are put aside: a hold brings its own.
    """

    price: int
    category: str | None = None
    voucher: int | None = None
    points: int = 0
    hold: int | None = None


@dataclass(frozen=True)
class BillQuote:
    """What a bill comes to, in minor units: price, less discount, voucher and points, is `paid`.

    `points` are earned, `points_used` pay; `most_points`: so many the member could pay with, 0
    where they cannot.
    """

    tier: Tier
    price: int
    discount_percent: int
    discounted: int
    voucher: Named | None
    voucher_minor: int
    points_used: int
    points_minor: int
    most_points: int
    paid: int
    points: int
    shares: tuple[Share, ...]


def points_for(programme: Programme, minor: int) -> int:
    """The fewest points that are worth so much money."""
    currency = programme.currency
    return -(-minor * currency.anchor_points // currency.anchor_minor)


def most_points(programme: Programme, due: int) -> int:
    """The most points that pay their share of what is due after the voucher (minor units)."""
    currency = programme.currency
    most = due * programme.counter.part_percent // 100
    # The last point that is still worth no more; of its kind, the fewest.
    points = ((most + 1) * currency.anchor_points - 1) // currency.anchor_minor
    return points_for(programme, programme.worth_minor(points))
