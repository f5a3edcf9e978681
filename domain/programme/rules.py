"""The kinds of rules by which points are earned: one model each, told apart by `kind`.

Figures are ints: points, money in minor units, multipliers in percent (200 doubles). A rule is
in force from `starts` to `ends` (a day is meant to its end; without them, always), unless it is
paused, for the members whom its filters let through.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.programme.basics import (
    Frozen,
    LocalTime,
    Named,
    Percent,
    Points,
    Product,
    Slug,
    WallTime,
    Whole,
)
from domain.programme.surprise import Prize

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# Told from a member's own purchases: joined within 30 days; bought within 30 days; bought ten
# times in the year; bought nothing for 60 days.
Segment = Literal["new", "active", "loyal", "sleeping"]
Multiplier = Annotated[Whole, Field(gt=100, le=1000)]


class RuleBase(Frozen):
    """What every rule has: a name, a window, and whom it is for.

    `pilot_percent` lets only so many members in, the same ones for as long as it widens.
    """

    id: Slug
    name: Named
    starts: LocalTime | None = None
    ends: LocalTime | None = None
    paused: bool = False
    tiers: tuple[Slug, ...] = ()
    segments: tuple[Segment, ...] = ()
    pilot_percent: Percent = Field(100, ge=1)

    @model_validator(mode="after")
    def _window(self) -> Self:
        if self.starts and self.ends:
            # A day starts with its first minute, and ends with its end.
            first = self.starts if "T" in self.starts else f"{self.starts}T00:00"
            last = self.ends if "T" in self.ends else f"{self.ends}T24:00"
            if last < first:
                raise ValueError(f"ends ({self.ends}) is before it starts ({self.starts})")
            if last == first:
                raise ValueError(f"ends ({self.ends}) is when it starts")
        return self


class OnPurchase(RuleBase):
    """A rule about single purchases: where, of what, of how much, and at which times.

    `weekdays`, `month_days` and the hours from `from_time` to before `to_time` are local; with
    none of them, always.
    """

    shops: tuple[Slug, ...] = ()
    categories: tuple[Slug, ...] = ()
    products: tuple[Product, ...] = ()
    min_minor: Whole = 0
    weekdays: tuple[Weekday, ...] = ()
    month_days: tuple[Annotated[Whole, Field(ge=1, le=31)], ...] = ()
    from_time: WallTime | None = None
    to_time: WallTime | None = None

    @model_validator(mode="after")
    def _hours(self) -> Self:
        if (self.from_time or "00:00") >= (self.to_time or "24:00"):
            raise ValueError(f"to_time ({self.to_time}) is not after from_time ({self.from_time})")
        return self


class AmountRule(OnPurchase):
    """Another rate than the programme's: `points` for every `per_minor` paid, rounded down.

    With `whole_units` only whole `per_minor` count: 5 points for each full 40.00.
    """

    kind: Literal["amount"] = "amount"
    points: Points
    per_minor: Points
    whole_units: bool = False


class BonusRule(OnPurchase):
    """Fixed points on a purchase."""

    kind: Literal["bonus"] = "bonus"
    points: Points


class MultiplierRule(OnPurchase):
    """A campaign that multiplies the base: `percent` 200 doubles it."""

    kind: Literal["multiplier"] = "multiplier"
    percent: Multiplier


class MemberDayRule(OnPurchase):
    """Days on which members pay less, and perhaps earn more."""

    kind: Literal["member-day"] = "member-day"
    discount_percent: Percent = Field(gt=0, le=90)
    percent: Whole = Field(100, ge=100, le=1000)

    @model_validator(mode="after")
    def _days(self) -> Self:
        if not (self.weekdays or self.month_days or (self.starts and self.ends)):
            raise ValueError("needs weekdays, month_days, or starts and ends")
        return self


class FirstOrderRule(RuleBase):
    """Multiplies a member's first purchase, once."""

    kind: Literal["first-order"] = "first-order"
    percent: Multiplier = 200


class StepRule(RuleBase):
    """Fixed points, once a month, for having spent so much within a calendar month."""

    kind: Literal["step"] = "step"
    spend_minor: Points
    points: Points


class InKindRule(RuleBase):
    """A reward of the catalogue as a gift, once a month, for so much spent in the month."""

    kind: Literal["in-kind"] = "in-kind"
    spend_minor: Points
    reward: Slug


class ChallengeRule(RuleBase):
    """Spend so much, or buy so often, from `starts` to `ends`: paid once, over on its day."""

    kind: Literal["challenge"] = "challenge"
    spend_minor: Whole = 0
    orders: Whole = 0
    points: Points

    @model_validator(mode="after")
    def _goal(self) -> Self:
        if not (self.starts and self.ends):
            raise ValueError("needs starts and ends")
        if bool(self.spend_minor) == bool(self.orders):
            raise ValueError("needs spend_minor or orders, one of them")
        return self


class ComebackRule(RuleBase):
    """Fixed points on the purchase of who had bought nothing for `sleep_days`.

    They are written to once, when they fall asleep; the offer holds for `within_days` then.
    """

    kind: Literal["comeback"] = "comeback"
    sleep_days: Whole = Field(60, ge=7, le=730)
    within_days: Whole = Field(14, ge=1, le=90)
    points: Points


class SurpriseRule(OnPurchase):
    """A time in which more purchases win than usual, from the usual table or its own."""

    kind: Literal["surprise"] = "surprise"
    percent: Percent = Field(gt=0)
    prizes: tuple[Prize, ...] = ()


class ActivityRule(RuleBase):
    """Points for doing something: at most `limit` times a `per`.

    `by` says who knows of it: staff at the counter, the member's own tap, or a full profile.
    """

    kind: Literal["activity"] = "activity"
    points: Points
    by: Literal["staff", "member", "profile"] = "staff"
    limit: Whole = Field(1, ge=1, le=1000)
    per: Literal["day", "week", "month", "year", "ever"] = "month"


class GreenRule(RuleBase):
    """Points for each unit of something good for the earth: an own cup, a bottle returned."""

    kind: Literal["green"] = "green"
    points: Points
    unit: Named
    limit: Whole = Field(5, ge=1, le=1000)


class StreakRule(RuleBase):
    """Points added when a sign-in streak reaches a day; with `repeats`, each multiple of it."""

    kind: Literal["streak"] = "streak"
    day: Whole = Field(ge=2, le=3650)
    points: Points
    repeats: bool = False


class BirthdayRule(RuleBase):
    """A gift on the birthday, once a year."""

    kind: Literal["birthday"] = "birthday"
    points: Points


class AnniversaryRule(RuleBase):
    """A gift on the day of joining, each year."""

    kind: Literal["anniversary"] = "anniversary"
    points: Points


class RainRule(RuleBase):
    """Points rain: from `starts` to `ends`, who comes first gets a `share` of the `pot`."""

    kind: Literal["rain"] = "rain"
    pot: Points
    share: Points

    @model_validator(mode="after")
    def _pot(self) -> Self:
        if not (self.starts and self.ends):
            raise ValueError("needs starts and ends")
        if self.pot % self.share:
            raise ValueError(f"pot ({self.pot}) is not a multiple of share ({self.share})")
        return self


class ReferralRule(RuleBase):
    """Points for who brings a friend, and for the friend, after the friend's first purchase.

    Paid `return_days` after a purchase of `min_minor` at least; at most `limit` friends a month.
    """

    kind: Literal["referral"] = "referral"
    points: Points
    friend_points: Whole = 0
    min_minor: Whole = 0
    return_days: Whole = Field(14, le=90)
    limit: Whole = Field(5, ge=1, le=1000)


Rule = Annotated[
    AmountRule
    | BonusRule
    | MultiplierRule
    | MemberDayRule
    | FirstOrderRule
    | StepRule
    | InKindRule
    | ChallengeRule
    | ComebackRule
    | SurpriseRule
    | ActivityRule
    | GreenRule
    | StreakRule
    | BirthdayRule
    | AnniversaryRule
    | RainRule
    | ReferralRule,
    Field(discriminator="kind"),
]
