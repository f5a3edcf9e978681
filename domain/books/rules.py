"""Which lots a spend takes: soonest to expire first, then oldest."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lot:
    """Points of one origin that end together. Times in UTC microseconds."""

    id: int
    points: int
    points_left: int
    earned_at: int
    expires_at: int
    origin: str


@dataclass(frozen=True, slots=True)
class Take:
    """So many points of one lot."""

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
