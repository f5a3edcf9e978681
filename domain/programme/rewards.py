"""What points buy: one model for each kind of reward, told apart by `kind`.

Figures are ints: points, money in minor units, percent, days. A reward is on offer from `starts`
to `ends` (local; without them, always), for the tiers that it names, unless it is hidden.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from domain.programme.basics import (
    Frozen,
    LocalTime,
    Named,
    Percent,
    Points,
    Slug,
    Whole,
)

Per = Literal["day", "week", "month", "year", "ever"]
Days = Annotated[Whole, Field(ge=1, le=3650)]
# A Telegram file id, or a file beside the settings: pictures/mug.jpg.
Picture = Annotated[str, Field(max_length=200)]


class Told(Frozen):
    """What the owner says of a reward, in both languages."""

    en: str = Field(min_length=1, max_length=200)
    zh: str = Field(min_length=1, max_length=200)

    def in_(self, language: str) -> str:
        """The words in one language."""
        return self.zh if language == "zh" else self.en


class TierPrice(Frozen):
    """What a reward costs in one tier."""

    tier: Slug
    points: Points


class RewardBase(Frozen):
    """What every reward has. `stock` is what the shelf starts with; none: without end.

    `tier_points` are the prices of single tiers; `limit`, how many a member gets `per` period (0:
    any number). When `low_stock` are left, the owner is told. `worth_minor` is what it would cost
    in money, to see whether it pays the anchor.
    """

    id: Slug
    name: Named
    note: Told | None = None
    picture: Picture = ""
    points: Points
    tier_points: tuple[TierPrice, ...] = ()
    tiers: tuple[Slug, ...] = ()
    starts: LocalTime | None = None
    ends: LocalTime | None = None
    hidden: bool = False
    stock: Whole | None = None
    low_stock: Whole | None = None
    limit: Whole = 0
    per: Per = "ever"
    worth_minor: Whole | None = None

    @model_validator(mode="after")
    def _window(self) -> Self:
        if self.starts and self.ends and self.ends < self.starts:
            raise ValueError(f"ends ({self.ends}) is before it starts ({self.starts})")
        return self

    def price(self, tier: str) -> int:
        """What it costs in a tier, in points."""
        own = (each.points for each in self.tier_points if each.tier == tier)
        return next(own, self.points)


class Collected(RewardBase):
    """A reward that becomes a voucher, open for `collect_days`."""

    collect_days: Days = 14


class Goods(Collected):
    """A thing to be handed over; what nobody hands over in time comes back, with an apology."""

    kind: Literal["goods"] = "goods"


class Service(Collected):
    """Something done for the member: a haircut, a wash."""

    kind: Literal["service"] = "service"


class MoneyOff(Collected):
    """Money off one bill of at least `from_minor`; without a value, what the points are worth."""

    kind: Literal["money-off"] = "money-off"
    value_minor: Points | None = None
    from_minor: Whole = 0
    collect_days: Days = 90


class PercentOff(Collected):
    """A part off one bill, at most `most_minor`."""

    kind: Literal["percent-off"] = "percent-off"
    percent: Percent = Field(ge=1)
    most_minor: Points | None = None
    collect_days: Days = 90


class GiftCard(Collected):
    """A stored balance, spent in as many bills as it lasts."""

    kind: Literal["gift-card"] = "gift-card"
    value_minor: Points
    collect_days: Days = 365


class Privilege(RewardBase):
    """Something a member may for `days`, which staff see on the card: the lounge, the late desk."""

    kind: Literal["privilege"] = "privilege"
    days: Days = 30


class Event(RewardBase):
    """A seat at an event: the stock is the seats; given back until `closes_hours` before it.

    Once it is `called_off`, it stays so: nobody books it any more, and every seat is given back.
    """

    kind: Literal["event"] = "event"
    at: LocalTime
    place: Named | None = None
    closes_hours: Whole = Field(24, le=720)
    called_off: bool = False

    @model_validator(mode="after")
    def _some_seats(self) -> Self:
        if self.stock is None:
            raise ValueError("stock: an event has so many seats")
        return self


class Donation(RewardBase):
    """Points for a cause, which is its name; what all gave to it is shown."""

    kind: Literal["donation"] = "donation"


class Outcome(Frozen):
    """One line of a game's prizes, and the weight it is drawn with.

    It gives points, a reward of the catalogue, or nothing but a kind word.
    """

    points: Whole = 0
    reward: Slug | None = None
    weight: Whole = Field(ge=1, le=10_000)

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if self.points and self.reward:
            raise ValueError("gives points or a reward, not both")
        return self


class Game(RewardBase):
    """What is drawn: the odds are shown before, and what is sold out is no part of them."""

    outcomes: tuple[Outcome, ...]

    @field_validator("outcomes")
    @classmethod
    def _some_prize(cls, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        if not any(outcome.points or outcome.reward for outcome in outcomes):
            raise ValueError("needs at least one prize")
        return outcomes


class MysteryBox(Game):
    """Points for a surprise: each box holds something."""

    kind: Literal["mystery-box"] = "mystery-box"

    @model_validator(mode="after")
    def _never_empty(self) -> Self:
        if any(not outcome.points and not outcome.reward for outcome in self.outcomes):
            raise ValueError("outcomes: a mystery box is never empty")
        return self


class Wheel(Game):
    """A wheel to be turned; at a price of 0 it is free, and so needs a limit."""

    kind: Literal["wheel"] = "wheel"
    points: Whole = 0
    limit: Whole = 1
    per: Per = "day"

    @model_validator(mode="after")
    def _not_without_end(self) -> Self:
        if self.points == 0 and self.limit == 0:
            raise ValueError("limit: a wheel that costs nothing needs one")
        return self


class Raffle(RewardBase):
    """Tickets at a price, until `draws_at`; then `winners` different members get the prize."""

    kind: Literal["raffle"] = "raffle"
    draws_at: LocalTime
    winners: Whole = Field(1, ge=1, le=100)
    prize_points: Whole = 0
    prize_reward: Slug | None = None

    @model_validator(mode="after")
    def _one_prize(self) -> Self:
        if bool(self.prize_points) == bool(self.prize_reward):
            raise ValueError("needs either prize_points or prize_reward")
        return self


KINDS: dict[str, type[RewardBase]] = {
    "goods": Goods,
    "service": Service,
    "money-off": MoneyOff,
    "percent-off": PercentOff,
    "gift-card": GiftCard,
    "privilege": Privilege,
    "event": Event,
    "donation": Donation,
    "mystery-box": MysteryBox,
    "wheel": Wheel,
    "raffle": Raffle,
}


def _kind(said: Any) -> Any:
    """A reward is goods unless it says otherwise."""
    return said.get("kind", "goods") if isinstance(said, dict) else getattr(said, "kind", None)


Reward = Annotated[
    Annotated[Goods, Tag("goods")]
    | Annotated[Service, Tag("service")]
    | Annotated[MoneyOff, Tag("money-off")]
    | Annotated[PercentOff, Tag("percent-off")]
    | Annotated[GiftCard, Tag("gift-card")]
    | Annotated[Privilege, Tag("privilege")]
    | Annotated[Event, Tag("event")]
    | Annotated[Donation, Tag("donation")]
    | Annotated[MysteryBox, Tag("mystery-box")]
    | Annotated[Wheel, Tag("wheel")]
    | Annotated[Raffle, Tag("raffle")],
    Discriminator(_kind),
]
