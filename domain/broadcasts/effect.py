"""What a broadcast changed: who bought of those written to, and of those left out by chance.

Both groups are drawn from the same members, so that what differs is the message. The interval is
Newcombe's hybrid of two Wilson intervals (Statistics in Medicine 17, 1998, method 10), in whole
millionths; what is told is in thousandths, its interval rounded outward.
"""

from dataclasses import dataclass
from math import isqrt

from domain.calendar import DAY
from domain.tx import ReadTx

WEEK = 7 * DAY
HELD_LEAST = 30
_MILLION = 1_000_000
# The square of 1.959964, in millionths: 95 of 100 intervals hold the truth.
_Z_SQUARED = 3_841_459


@dataclass(frozen=True)
class Effect:
    """How many bought within a week of each group, and the difference of their shares.

    `permille` is the share of those told less that of those left out, in thousandths; with 95 %
    confidence it is from `low` to `high`.
    """

    told: int
    told_bought: int
    held_out: int
    held_out_bought: int
    permille: int
    low: int
    high: int

    @property
    def proven(self) -> bool:
        """Whether it is more than chance."""
        return self.low > 0 or self.high < 0


def effect(tx: ReadTx, broadcast: int) -> Effect | None:
    """What a broadcast changed; None in its first week, or where too few were left out."""
    row = tx.sql.effect.ended_at(broadcast=broadcast)
    if row is None or row[0] is None or row[0] + WEEK > tx.now:
        return None
    groups = {held: rest for held, *rest in tx.sql.effect.bought(broadcast=broadcast, week=WEEK)}
    if 0 not in groups or 1 not in groups or groups[1][0] < HELD_LEAST:
        return None
    return difference(*groups[0], *groups[1])


def difference(told: int, told_bought: int, held: int, held_bought: int) -> Effect:
    """The difference of two shares with its interval."""
    share, low, high = _wilson(told_bought, told)
    without, without_low, without_high = _wilson(held_bought, held)
    apart = share - without
    down = isqrt((share - low) ** 2 + (without_high - without) ** 2)
    up = isqrt((high - share) ** 2 + (without - without_low) ** 2)
    return Effect(
        told=told,
        told_bought=told_bought,
        held_out=held,
        held_out_bought=held_bought,
        permille=(apart + 500) // 1000,
        low=(apart - down) // 1000,
        high=-(-(apart + up) // 1000),
    )


def _wilson(hits: int, of: int) -> tuple[int, int, int]:
    """A share and its 95 % interval, in millionths (Wilson 1927)."""
    share = (hits * _MILLION + of // 2) // of
    spread = _Z_SQUARED + 4 * hits * (of - hits) * _MILLION // of
    root = isqrt(_Z_SQUARED * spread)
    whole = 2 * (of * _MILLION + _Z_SQUARED)
    middle = 2 * hits * _MILLION + _Z_SQUARED
    low = max((middle - root) * _MILLION // whole, 0)
    high = min(-(-(middle + root) * _MILLION // whole), _MILLION)
    return share, min(low, share), max(high, share)
