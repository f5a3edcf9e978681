"""Where a member stands: by points earned from purchases in a rolling twelve months."""

from dataclasses import dataclass

from domain.calendar import instant, local_date, months_later
from domain.programme import Tier
from domain.tx import ReadTx

WINDOW_MONTHS = 12


@dataclass(frozen=True)
class Standing:
    """A member's tier, what was earned towards it, and what is missing to the next."""

    tier: Tier
    earned: int
    next_tier: Tier | None

    @property
    def missing(self) -> int:
        """Points still to earn for the next tier; 0 at the top."""
        return self.next_tier.threshold - self.earned if self.next_tier else 0


def window_start(now: int, zone: str) -> int:
    """The instant since which earned points count: this local day, twelve months ago."""
    return instant(months_later(local_date(now, zone), -WINDOW_MONTHS), zone)


def standing(tx: ReadTx, member: int) -> Standing:
    """A member's tier today."""
    since = window_start(tx.now, tx.programme.zone)
    earned = tx.sql.earning.earned(member=member, since=since)
    tier = tx.programme.tier_at(earned)
    return Standing(tier, earned, tx.programme.tier_after(tier))
