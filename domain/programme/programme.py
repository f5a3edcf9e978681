"""The frozen rules of one version of the programme: what settings.toml says, checked.

Points and money are ints; money is in minor units (1.00 CNY = 100), multipliers in percent.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)

from domain.programme import tiers as ladder
from domain.programme.basics import (
    Category,
    Currency,
    Frozen,
    Language,
    Named,
    Points,
    Slug,
    WallTime,
    Whole,
)
from domain.programme.contradictions import contradictions
from domain.programme.counter import Counter, Switches
from domain.programme.faults import at_each
from domain.programme.messages import Messages
from domain.programme.rewards import Reward
from domain.programme.rules import Rule
from domain.programme.surprise import Surprise
from domain.programme.tiers import Keeping, Tier

_KEPT = {"kept": True}


class Earning(Frozen):
    """What a purchase earns: `points` for every `per_minor` paid, rounded down."""

    points: Points = 1
    per_minor: Points = 100
    amount_max_minor: Points = 10_000_000
    undo_minutes: Whole = Field(10, ge=1, le=1440)


class Budget(Frozen):
    """What points may cost, in percent of revenue over `window_days`; and what one member may earn.

    From the soft cap on campaigns' multipliers and surprises dim, at the hard cap they stop; the
    base goes on. It is not judged before `from_revenue_minor` were paid. A cap of 0 is none.
    """

    soft_percent: Whole = Field(3, ge=1, le=100)
    hard_percent: Whole = Field(5, ge=1, le=100)
    window_days: Whole = Field(30, ge=1, le=366)
    from_revenue_minor: Whole = 1_000_000
    month_points: Whole = 30_000
    year_points: Whole = 200_000


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


class Good(Frozen):
    """A line of the basket of reference prices: what it cost when the anchor was set, and now."""

    name: Named
    then_minor: Points
    now_minor: Points


class Programme(Frozen):
    """One version of the whole programme."""

    name: Named = Named(en="Jifen", zh="积分")
    zone: str = "Asia/Shanghai"
    language: Language = "en"
    shops: tuple[Slug, ...] = ("main",)
    categories: tuple[Category, ...] = ()
    currency: Currency = Currency()
    welcome_points: Whole = 500
    sign_in: tuple[Points, ...] = (5, 5, 10, 10, 15, 15, 40)
    sign_in_repairs: Whole = Field(1, le=31)
    # What an average member spends in a month: what `check` reckons with.
    average_month_minor: Whole = 30_000
    earning: Earning = Earning()
    budget: Budget = Budget()
    expiry: Expiry = Expiry()
    surprise: Surprise = Surprise()
    keeping: Keeping = Keeping()
    counter: Counter = Counter()
    messages: Messages = Messages()
    allowed: Switches = Switches()
    tiers: tuple[Tier, ...] = (Tier(id="member", name=Named(en="Member", zh="会员"), threshold=0),)
    rewards: tuple[Reward, ...] = ()
    rules: tuple[Rule, ...] = ()
    basket: tuple[Good, ...] = ()

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

    @field_validator("shops")
    @classmethod
    def _some_shop(cls, shops: tuple[str, ...]) -> tuple[str, ...]:
        if not shops:
            raise ValueError("needs at least one shop")
        _each_once("shop", list(shops))
        return shops

    @field_validator("tiers")
    @classmethod
    def _a_ladder(cls, tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
        fault = ladder.faults(tiers)
        if fault:
            raise ValueError(fault)
        _each_once("tier", [tier.id for tier in tiers])
        return tiers

    @field_validator("rewards")
    @classmethod
    def _own_rewards(cls, rewards: tuple[Reward, ...]) -> tuple[Reward, ...]:
        _each_once("reward", [reward.id for reward in rewards])
        return rewards

    @field_validator("rules", "rewards", mode="wrap")
    @classmethod
    def _told_by_id(cls, things: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        try:
            return handler(things)
        except ValidationError as error:
            raise at_each(error, things) from None

    @field_validator("rules")
    @classmethod
    def _own_rules(cls, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        _each_once("rule", [rule.id for rule in rules])
        return rules

    @model_validator(mode="after")
    def _in_itself(self, info: ValidationInfo) -> Self:
        for fault in () if info.context == _KEPT else contradictions(self):
            raise ValueError(fault)
        return self

    @classmethod
    def kept(cls, body: str) -> Self:
        """A programme as the books kept it: what was promised stays, though it be refused today."""
        return cls.model_validate_json(body, context=_KEPT)

    def worth_minor(self, points: int) -> int:
        """What points are worth, in minor units, rounded down."""
        return points * self.currency.anchor_minor // self.currency.anchor_points

    def tier_at(self, earned: int) -> Tier:
        """The tier that so many points earned in twelve months give."""
        band = bisect_right(self.tiers, max(earned, 0), key=lambda tier: tier.threshold)
        return self.tiers[band - 1]

    def tier_after(self, tier: Tier) -> Tier | None:
        """The next tier up, or None at the top."""
        return next((other for other in self.tiers if other.threshold > tier.threshold), None)

    def tier(self, tier_id: str) -> Tier | None:
        """A tier by its id."""
        return next((tier for tier in self.tiers if tier.id == tier_id), None)

    def reward(self, reward_id: str) -> Reward | None:
        """A reward of the catalogue by its id."""
        return next((reward for reward in self.rewards if reward.id == reward_id), None)

    def rule(self, rule_id: str) -> Rule | None:
        """A rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


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
