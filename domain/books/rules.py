"""Which lots a spend takes and a return refills, and what a lot loses when its day is over."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lot:
    """Points of one origin that end together. Times in UTC microseconds.

    With a `decay_percent` they do not end: they lose so much at `expires_at`, and each year after.
    """

    id: int
    points: int
    points_left: int
    earned_at: int
    expires_at: int
    origin: str
    decay_percent: int = 0


@dataclass(frozen=True, slots=True)
class Take:
    """So many points of one lot; below zero: given back to it."""

    lot: int
    points: int


def plan_spend(lots: Iterable[Lot], points: int, now: int) -> tuple[Take, ...]:
    """The takes that make up `points` from lots still valid at `now`, soonest to expire first.

    Returns fewer points than asked where the lots do not reach: the caller compares.
    """
    assert points > 0, "a spend takes something"
    takes = []
    wanted = points
    for lot in sorted(lots, key=lambda lot: (lot.expires_at, lot.id)):
        if wanted == 0:
            break
        if lot.expires_at <= now or lot.points_left == 0:
            continue
        taken = min(lot.points_left, wanted)
        takes.append(Take(lot.id, taken))
        wanted -= taken
    return tuple(takes)


def plan_return(drawn: Iterable[Take], points: int) -> tuple[Take, ...]:
    """The takes that give `points` back to the lots they were `drawn` from, the last one first.

    What a member keeps of a spend is so what would have ended soonest.
    """
    given = []
    left = points
    for take in drawn:
        back = min(take.points, left)
        if back:
            given.append(Take(take.lot, -back))
            left -= back
    assert left == 0, "nothing is given back that was not drawn"
    return tuple(given)


def loss(points_left: int, decay_percent: int) -> int:
    """What a lot loses when its day comes: all, or the decay, which leaves floor(left x rest)."""
    if decay_percent == 0:
        return points_left
    return points_left - points_left * (100 - decay_percent) // 100
