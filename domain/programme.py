"""The frozen rules of one version of the programme: what settings.toml says, checked.

Points and money are ints; money is in minor units (1.00 CNY = 100), multipliers in percent.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

Language = Literal["en", "zh"]


def _from_text(value: Any) -> Any:
    """The environment gives numbers as text; nothing else that is not an int becomes one."""
    number = isinstance(value, str) and value.isascii() and value.isdecimal()
    return int(value) if number else value


Whole = Annotated[int, BeforeValidator(_from_text), Field(ge=0, le=10**9, strict=True)]
Points = Annotated[Whole, Field(gt=0)]
Percent = Annotated[Whole, Field(le=100)]
WallTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,15}$")]


class Frozen(BaseModel):
    """A model that nobody changes and that knows no setting it was not given."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Frozen):
    """The owner's own words, in both languages."""

    en: str = Field(min_length=1, max_length=40)
    zh: str = Field(min_length=1, max_length=40)

    def in_(self, language: Language) -> str:
        """The name in one language."""
        return self.zh if language == "zh" else self.en


class Currency(Frozen):
    """What points are worth money in, and how much: the value anchor."""

    code: str = Field("CNY", pattern=r"^[A-Z]{3}$")
    digits: Whole = Field(2, ge=0, le=3)
    anchor_points: Points = 100
    anchor_minor: Points = 100

    @property
    def example(self) -> str:
        """An amount as one types it: `88.40`."""
        return f"88.{'400'[: self.digits]}" if self.digits else "88"


class Earning(Frozen):
    """What a purchase earns: `points` for every `per_minor` paid, rounded down."""

    points: Points = 1
    per_minor: Points = 100
    amount_max_minor: Points = 10_000_000
    undo_minutes: Whole = Field(10, ge=1, le=1440)


class Tier(Frozen):
    """A band of points earned in the last twelve months, and its rights."""

    id: Slug
    name: Named
    threshold: Whole
    multiplier_percent: Whole = Field(100, ge=100, le=1000)
    discount_percent: Percent = 0


class Prize(Frozen):
    """One line of the surprise table: points and the weight they are drawn with."""

    points: Points
    weight: Whole = Field(ge=1, le=10_000)


class Surprise(Frozen):
    """Rewards nobody expects: on some purchases, and by one draw a day."""

    purchase_percent: Percent = 10
    prizes: tuple[Prize, ...] = (
        Prize(points=20, weight=70),
        Prize(points=50, weight=25),
        Prize(points=200, weight=5),
    )
    draw_at: WallTime = "12:00"
    draw_winners: Whole = Field(1, le=100)
    draw_active_days: Whole = Field(30, ge=1, le=365)
    daily_budget: Whole = 2_000

    @field_validator("prizes")
    @classmethod
    def _some_prize(cls, prizes: tuple[Prize, ...]) -> tuple[Prize, ...]:
        if not prizes:
            raise ValueError("needs at least one prize")
        return prizes


class Expiry(Frozen):
    """How long a lot is valid, and when its end is told beforehand.

    `months` after it was earned, and on `to_end_of` that day, month, quarter or half-year. With a
    `decay_percent` a lot does not end then: it loses so much, and again every twelve months.
    """

    months: Whole = Field(12, le=120)
    to_end_of: Literal["day", "month", "quarter", "half-year"] = "day"
    decay_percent: Whole = Field(0, le=99)
    remind_days: tuple[Annotated[Whole, Field(ge=1, le=365)], ...] = (30, 7, 1)
    remind_at: WallTime = "10:00"

    @field_validator("remind_days")
    @classmethod
    def _falling(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if list(days) != sorted(set(days), reverse=True):
            raise ValueError("must fall, each day once: [30, 7, 1]")
        return days


class Reward(Frozen):
    """Something to redeem points for. `stock` is what the shelf starts with; none: without end."""

    id: Slug
    name: Named
    points: Points
    stock: Whole | None = None
    collect_days: Whole = Field(14, ge=1, le=365)


class Programme(Frozen):
    """One version of the whole programme."""

    name: Named = Named(en="Jifen", zh="积分")
    zone: str = "Asia/Shanghai"
    language: Language = "en"
    currency: Currency = Currency()
    welcome_points: Whole = 500
    sign_in: tuple[Points, ...] = (5, 5, 10, 10, 15, 15, 40)
    earning: Earning = Earning()
    expiry: Expiry = Expiry()
    surprise: Surprise = Surprise()
    tiers: tuple[Tier, ...] = (Tier(id="member", name=Named(en="Member", zh="会员"), threshold=0),)
    rewards: tuple[Reward, ...] = ()

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"there is no time zone {zone!r}; write Asia/Shanghai") from error
        return zone

    @field_validator("sign_in")
    @classmethod
    def _some_day(cls, days: tuple[int, ...]) -> tuple[int, ...]:
        if not 1 <= len(days) <= 31:
            raise ValueError("needs the rewards of 1 to 31 days")
        return days

    @field_validator("tiers")
    @classmethod
    def _rising_tiers(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        if not tiers or tiers[0].threshold != 0:
            raise ValueError("the first tier must start at threshold 0")
        for lower, upper in pairwise(tiers):
            if upper.threshold <= lower.threshold:
                raise ValueError(f"{upper.id} must start above {lower.id}")
            if upper.multiplier_percent < lower.multiplier_percent:
                raise ValueError(f"{upper.id} must not earn less than {lower.id}")
            if upper.discount_percent < lower.discount_percent:
                raise ValueError(f"{upper.id} must not get less discount than {lower.id}")
        _each_once("tier", [tier.id for tier in tiers])
        return tiers

    @field_validator("rewards")
    @classmethod
    def _own_names(cls, rewards: tuple[Reward, ...]) -> tuple[Reward, ...]:
        _each_once("reward", [reward.id for reward in rewards])
        return rewards

    @model_validator(mode="after")
    def _prizes_within_budget(self) -> Self:
        dearest = max(prize.points for prize in self.surprise.prizes)
        if 0 < self.surprise.daily_budget < dearest:
            raise ValueError(
                f"surprise.daily_budget ({self.surprise.daily_budget}) is below the dearest prize "
                f"({dearest}), which could never be won"
            )
        if self.expiry.months == 0 and self.expiry.to_end_of == "day":
            raise ValueError("expiry.months must be above 0 where points end with a day")
        remind = self.expiry.remind_days
        if remind and self.expiry.months and remind[0] >= self.expiry.months * 28:
            raise ValueError(f"expiry.remind_days ({remind[0]}) is longer than points are valid")
        return self

    def worth_minor(self, points: int) -> int:
        """What points are worth, in minor units, rounded down."""
        return points * self.currency.anchor_minor // self.currency.anchor_points

    def tier_at(self, earned: int) -> Tier:
        """The tier that so many points earned in twelve months give."""
        return max(
            (tier for tier in self.tiers if tier.threshold <= max(earned, 0)),
            key=lambda tier: tier.threshold,
        )

    def tier_after(self, tier: Tier) -> Tier | None:
        """The next tier up, or None at the top."""
        return next((other for other in self.tiers if other.threshold > tier.threshold), None)

    def reward(self, reward_id: str) -> Reward | None:
        """A reward of the catalogue by its id."""
        return next((reward for reward in self.rewards if reward.id == reward_id), None)


@dataclass(frozen=True)
class Version:
    """A programme in force since `starts_at` (UTC microseconds)."""

    number: int
    starts_at: int
    programme: Programme


def _each_once(what: str, ids: list[str]) -> None:
    twice = {one for one in ids if ids.count(one) > 1}
    if twice:
        raise ValueError(f"{what} {sorted(twice)[0]} is there twice")
