"""Recency, frequency, money: how a customer stands, in three digits of 1 to 3."""

from dataclasses import dataclass
from typing import Literal, get_args

from domain.calendar import DAY

RECENT_DAYS, LATELY_DAYS, NEW_DAYS = 30, 90, 30
OFTEN, SOMETIMES = 10, 5
# In major units.
MUCH, SOME = 10_000, 5_000
BEST_SUM = 7

Segment = Literal["best", "regular", "slipping", "away", "new", "never"]
SEGMENTS: tuple[Segment, ...] = get_args(Segment)


@dataclass(frozen=True)
class Rfm:
    """The three digits; who never bought stands at 1, 1, 1."""

    recency: int
    frequency: int
    money: int

    @property
    def sum(self) -> int:
        """All three together: 7 and more are of high value."""
        return self.recency + self.frequency + self.money


def rfm(at: int, last_at: int | None, orders: int, paid: int, digits: int) -> Rfm:
    """The digits at an instant (UTC us), of the last purchase ever, and of the year's purchases.

    `paid` is in minor units, of which a major one has 10 ** `digits`. Undone purchases are none.
    """
    quiet = None if last_at is None else at - last_at
    return Rfm(
        1 if quiet is None or quiet > LATELY_DAYS * DAY else 2 if quiet > RECENT_DAYS * DAY else 3,
        3 if orders >= OFTEN else 2 if orders >= SOMETIMES else 1,
        3 if paid >= MUCH * 10**digits else 2 if paid >= SOME * 10**digits else 1,
    )


def segments(at: int, joined_at: int, last_at: int | None, found: Rfm) -> frozenset[Segment]:
    """The segments that somebody is in: the best may be slipping, or away, too."""
    isin: dict[Segment, bool] = {
        "best": found.sum >= BEST_SUM,
        "regular": found.recency == 3 and found.sum < BEST_SUM,
        "slipping": found.recency == 2,
        "away": found.recency == 1 and last_at is not None,
        "new": at - joined_at <= NEW_DAYS * DAY,
        "never": last_at is None,
    }
    return frozenset(segment for segment, is_in in isin.items() if is_in)
