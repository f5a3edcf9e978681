"""A catalogue with a reward of each kind that becomes a voucher, and a cause to give to."""

from domain.programme import (
    Donation,
    Event,
    GiftCard,
    Goods,
    MoneyOff,
    Named,
    PercentOff,
    Privilege,
    Reward,
    Service,
)
from tests.scene import PROGRAMME


def named(name: str) -> Named:
    """A name that is the same in both languages."""
    return Named(en=name, zh=name)


WASH = Service(id="wash", name=named("Wash"), points=80, stock=5, low_stock=3, collect_days=7)
TENNER = MoneyOff(id="tenner", name=named("Tenner"), points=100, value_minor=1_000)
ANCHOR = MoneyOff(id="anchor", name=named("At the anchor"), points=150, from_minor=2_000)
TENTH = PercentOff(id="tenth", name=named("Tenth"), points=60, percent=10, most_minor=500)
CARD = GiftCard(id="card", name=named("Card"), points=300, value_minor=2_000, collect_days=30)
LOUNGE = Privilege(id="lounge", name=named("Lounge"), points=50, days=10, stock=2)
# The tests begin on 2026-11-22 at noon.
CONCERT = Event(
    id="concert", name=named("Concert"), points=40, stock=2, at="2026-12-01T19:00", closes_hours=24
)
TREES = Donation(id="trees", name=named("Trees"), points=25)
CAPPED = Goods(id="capped", name=named("Capped"), points=5, limit=2, per="month")
KINDS: tuple[Reward, ...] = (
    WASH,
    TENNER,
    ANCHOR,
    TENTH,
    CARD,
    LOUNGE,
    CONCERT,
    TREES,
    CAPPED,
)
PROGRAMME_OF_KINDS = PROGRAMME.model_copy(update={"rewards": (*PROGRAMME.rewards, *KINDS)})
