"""What the simulated shop gives for points: plain numbers, and the real one's catalogue."""

from typing import NamedTuple

from domain.programme import (
    Donation,
    Event,
    GiftCard,
    MoneyOff,
    MysteryBox,
    Named,
    Outcome,
    PercentOff,
    Privilege,
    Raffle,
    Reward,
    Wheel,
)
from tests.scene import MUG, TEA, TOTE
from tests.scene import REWARDS as GOODS
from tests.simulation.days import moment


class Promise(NamedTuple):
    """What a voucher is worth: `value` is money or percent, `stock` None without end."""

    price: int
    kind: str
    stock: int | None = None
    days: int = 14
    value: int = 0


TENNER_FROM, TENTH_MOST = 2_000, 500
SHELF = {
    TEA: Promise(100, "goods"),
    TOTE: Promise(300, "goods", stock=20),
    MUG: Promise(400, "goods", stock=1),
    "card": Promise(60, "gift-card", days=30, value=700),
    "tenner": Promise(50, "money-off", days=90, value=1_000),
    "tenth": Promise(40, "percent-off", days=90, value=10),
    "lounge": Promise(30, "privilege", stock=2, days=10),
    "concert": Promise(20, "event", stock=2),
}
FOR_BILLS = {"gift-card", "money-off", "percent-off"}
CONCERT_AT, CONCERT_OVER = moment(2027, 1, 10, 19), moment(2027, 1, 11)
CAUSE, GIVEN = "trees", 25
# The prices of games, and what they give: a label with its weight, as long as the shelf has it.
BOX, WHEEL = "box", "wheel"
GAMES = {
    BOX: (30, (("points:20", 2), (f"reward:{MUG}", 1))),
    WHEEL: (0, (("points:5", 1), ("reward:card", 1), ("nothing", 1))),
}
RAFFLE, TICKET, DRAWN_AT = "raffle", 10, moment(2027, 3, 1, 12)
# Points pay so many percent of a bill, this many at least, and wait so many minutes for it.
PART, LEAST, HOLD_MINUTES = 50, 10, 120

_NAME = Named(en="Reward", zh="礼品")


def _outcome(label: str, weight: int) -> Outcome:
    kind, _, what = label.partition(":")
    if kind == "reward":
        return Outcome(reward=what, weight=weight)
    return Outcome(points=int(what or 0), weight=weight)


def _outcomes(game: str) -> tuple[Outcome, ...]:
    return tuple(_outcome(label, weight) for label, weight in GAMES[game][1])


def _sold(reward: str) -> dict[str, object]:
    promise = SHELF[reward]
    return {"id": reward, "name": _NAME, "points": promise.price, "stock": promise.stock}


CATALOGUE: tuple[Reward, ...] = (
    *GOODS,
    GiftCard(**_sold("card"), value_minor=SHELF["card"].value, collect_days=SHELF["card"].days),
    MoneyOff(**_sold("tenner"), value_minor=SHELF["tenner"].value, from_minor=TENNER_FROM),
    PercentOff(**_sold("tenth"), percent=SHELF["tenth"].value, most_minor=TENTH_MOST),
    Privilege(**_sold("lounge"), days=SHELF["lounge"].days),
    Event(**_sold("concert"), at="2027-01-10T19:00", closes_hours=24),
    Donation(id=CAUSE, name=_NAME, points=GIVEN),
    MysteryBox(id=BOX, name=_NAME, points=GAMES[BOX][0], outcomes=_outcomes(BOX)),
    Wheel(id=WHEEL, name=_NAME, outcomes=_outcomes(WHEEL)),
    Raffle(id=RAFFLE, name=_NAME, points=TICKET, draws_at="2027-03-01T12:00", prize_points=50),
)
