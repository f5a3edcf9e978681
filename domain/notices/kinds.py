"""What kinds of notice there are: how urgent each is, and with which switch it goes off."""

from dataclasses import dataclass
from typing import Final

# Lanes, in the order in which they leave. Somebody waits for the urgent; service tells of what
# happened to one's points; a nudge and news tell of what might.
URGENT: Final = 0
SERVICE: Final = 1
NUDGE: Final = 2
NEWS: Final = 3


@dataclass(frozen=True)
class Kind:
    """A kind of notice: its lane, and the preference that switches it off; None: always told."""

    lane: int
    switch: str | None = None


KINDS: Final[dict[str, Kind]] = {
    "payment_asked": Kind(URGENT),
    "purchase": Kind(SERVICE, "arrived"),
    "activity": Kind(SERVICE, "arrived"),
    "made_good": Kind(SERVICE, "arrived"),
    "reinstated": Kind(SERVICE, "arrived"),
    # What is taken back is always told, and so is what a member paid for and does not get.
    "undone": Kind(SERVICE),
    "refund": Kind(SERVICE),
    "make_good_undone": Kind(SERVICE),
    "gift_undone": Kind(SERVICE),
    "event_off": Kind(SERVICE),
    "voucher_returned": Kind(SERVICE),
    "voucher_lapsed": Kind(SERVICE),
    # What points will be worth is everybody's to know.
    "anchor": Kind(SERVICE),
    "donation": Kind(SERVICE, "spent"),
    "voucher": Kind(SERVICE, "voucher"),
    "voucher_used": Kind(SERVICE, "voucher"),
    "voucher_ended": Kind(SERVICE, "voucher"),
    "voucher_expiring": Kind(SERVICE, "voucher"),
    "prize_lapsed": Kind(SERVICE, "voucher"),
    "expiring": Kind(SERVICE, "expiry"),
    "expired": Kind(SERVICE, "expiry"),
    "extended": Kind(SERVICE, "expiry"),
    "tier_reached": Kind(SERVICE, "tier"),
    "tier_at_risk": Kind(SERVICE, "tier"),
    "tier_fell": Kind(SERVICE, "tier"),
    "birthday": Kind(SERVICE, "birthday"),
    "anniversary": Kind(SERVICE, "birthday"),
    "surprise": Kind(SERVICE, "surprise"),
    "prize": Kind(SERVICE, "surprise"),
    "raffle_won": Kind(SERVICE, "surprise"),
    "raffle_over": Kind(SERVICE, "surprise"),
    "gift": Kind(SERVICE, "gift"),
    "referral": Kind(SERVICE, "referral"),
    "streak": Kind(NUDGE, "streak"),
    "goal": Kind(NUDGE, "goal"),
    "announced": Kind(NEWS, "news"),
    "comeback": Kind(NEWS, "news"),
    "rain": Kind(NEWS, "news"),
}
