"""Where a member stands: by points earned from purchases and activities in twelve months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.calendar import instant, local_date, months_later
from domain.programme import Programme, Tier
from domain.tx import ReadTx

WINDOW_MONTHS = 12


@dataclass(frozen=True)
class Standing:
    """A member's tier, what was earned towards it, and what is still to earn (instants UTC us).

    What is `missing` to the next tier grows at `by`, when the oldest points count no longer. The
    tier is kept by `keep_missing` more before `keep_by`: then it would be above what was earned,
    or, where it is so already, it falls. `grace_until` is set once that was judged and told.
    """

    tier: Tier
    earned: int
    next_tier: Tier | None
    by: int | None = None
    keep_missing: int = 0
    keep_by: int | None = None
    grace_until: int | None = None

    @property
    def missing(self) -> int:
        """Points still to earn for the next tier; 0 at the top."""
        return self.next_tier.threshold - self.earned if self.next_tier else 0


def standing(tx: ReadTx, member: int) -> Standing:
    """A member's tier today, and what it takes to rise and to keep it."""
    rules = tx.programme
    held, grace = tx.sql.keeping.held(member=member) or (None, None)
    since = window_start(tx.now, rules.zone)
    counted = [
        (leaves_at(earned_at, rules.zone), points)
        for earned_at, points in tx.sql.keeping.counted(member=member, since=since)
        if points
    ]
    earned = sum(points for _, points in counted)
    tier = best_tier(rules, held, earned)
    if earned < tier.threshold:
        missing, by = tier.threshold - earned, grace or _falls_at(tx.now, rules)
    else:
        missing, by = _short_of(tier.threshold, earned, counted)
        grace = None
    first = counted[0][0] if counted else None
    return Standing(tier, earned, rules.tier_after(tier), first, missing, by, grace)


def best_tier(rules: Programme, held: str | None, earned: int) -> Tier:
    """The better of the tier that is held (an id, if there still is such) and what was earned."""
    reached, kept = rules.tier_at(earned), rules.tier(held) if held else None
    return kept if kept and kept.threshold > reached.threshold else reached


def tier_of(tx: ReadTx, member: int) -> Tier:
    """A member's tier today."""
    since = window_start(tx.now, tx.programme.zone)
    held, earned = tx.sql.keeping.held_and_earned(member=member, since=since)
    return best_tier(tx.programme, held, earned)


def earned_in_window(tx: ReadTx, member: int) -> int:
    """The points that count towards a member's tier today, less what was taken back of them."""
    since = window_start(tx.now, tx.programme.zone)
    earned: int = tx.sql.keeping.earned(member=member, since=since)
    return earned


def window_start(now: int, zone: str) -> int:
    """The instant from which earned points count: this local day, twelve months ago."""
    return instant(months_later(local_date(now, zone), -WINDOW_MONTHS), zone)


def leaves_at(earned_at: int, zone: str) -> int:
    """The instant from which on points earned at `earned_at` (UTC us) count no longer."""
    day = local_date(earned_at, zone)
    leaving = months_later(day + timedelta(days=1), WINDOW_MONTHS)
    # After a leap year: a window that is to begin on 29 Feb begins on the 28th.
    while months_later(leaving, -WINDOW_MONTHS) <= day:
        leaving += timedelta(days=1)
    return instant(leaving, zone)


def grace_from(now: int, rules: Programme) -> int:
    """The end of a grace that begins now: that of its last local day."""
    last = local_date(now, rules.zone) + timedelta(days=rules.keeping.grace_days)
    return instant(last + timedelta(days=1), rules.zone)


def _falls_at(now: int, rules: Programme) -> int:
    """When a tier falls that will be judged on the first of next month."""
    judged = months_later(local_date(now, rules.zone).replace(day=1), 1)
    return grace_from(instant(judged, rules.zone), rules)


def _short_of(
    threshold: int, earned: int, counted: Sequence[tuple[int, int]]
) -> tuple[int, int | None]:
    """How much will be missing to a threshold, and from when on, as the oldest points leave."""
    left = earned
    for number, (leaves, points) in enumerate(counted):
        left -= points
        same_day = number + 1 < len(counted) and counted[number + 1][0] == leaves
        if left < threshold and not same_day:
            return threshold - left, leaves
    return 0, None
