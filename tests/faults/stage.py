"""Scenes of a shop, played one after another, each for people of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.store import Store
from domain import books, earning
from domain.calendar import DAY
from domain.members import Person
from domain.programme import (
    AnniversaryRule,
    BirthdayRule,
    BonusRule,
    Budget,
    ChallengeRule,
    FirstOrderRule,
    Goods,
    GreenRule,
    InKindRule,
    Named,
    Prize,
    RainRule,
    ReferralRule,
    StepRule,
    StreakRule,
    Surprise,
)
from tests.clock import StandingClock
from tests.scene import CASHIER, PROGRAMME, SHOP, TEA, fresh_key, tier

CAP = "cap"
# However much somebody buys, a purchase earns the same.
FLAT = PROGRAMME.model_copy(update={"tiers": PROGRAMME.tiers[:1]})
# Each purchase wins, so that a credit is as long as it gets; each shelf lasts.
LUCKY = FLAT.model_copy(
    update={
        "surprise": Surprise(
            purchase_percent=100, prizes=(Prize(points=20, weight=1),), daily_budget=1_000_000
        ),
        "rewards": (
            *PROGRAMME.rewards,
            Goods(id=CAP, name=Named(en="Cap", zh="帽子"), points=200, stock=10_000),
        ),
    }
)


NAME = Named(en="Rule", zh="规则")
LONG_WINDOW = {"starts": "2026-11-01", "ends": "2099-12-31"}
# One large purchase sets off everything at once: each rule, a gift, a tier, a referral.
RULED = LUCKY.model_copy(
    update={
        "tiers": (tier("bronze", 0, 100, 0), tier("silver", 500, 120, 0)),
        "budget": Budget(soft_percent=1, hard_percent=2, from_revenue_minor=1),
        "rules": (
            FirstOrderRule(id="first", name=NAME),
            BonusRule(id="bonus", name=NAME, points=5),
            StepRule(id="step", name=NAME, spend_minor=50_000, points=40),
            InKindRule(id="in-kind", name=NAME, spend_minor=50_000, reward=TEA),
            ChallengeRule(id="challenge", name=NAME, orders=1, points=90, **LONG_WINDOW),
            GreenRule(id="green", name=NAME, points=5, unit=NAME),
            StreakRule(id="streak", name=NAME, day=4, points=25),
            BirthdayRule(id="birthday", name=NAME, points=50),
            AnniversaryRule(id="anniversary", name=NAME, points=30),
            RainRule(id="rain", name=NAME, pot=1_000_000, share=20, **LONG_WINDOW),
            ReferralRule(id="referral", name=NAME, points=100, friend_points=50),
        ),
    }
)


@dataclass(frozen=True)
class Deed:
    """One call of a verb; a key of None: the verb is idempotent itself."""

    verb: Callable[..., Any]
    args: tuple[Any, ...]
    key: str | None

    async def done(self, store: Store) -> Any:
        """Does it, or does it again."""
        return await store.write(self.verb, *self.args, key=self.key)


def credit_of(member: int, price: int = 8840) -> Deed:
    """A purchase at the counter, under a key of its own."""
    return Deed(earning.credit, (member, price, SHOP, None, CASHIER), fresh_key())


class Stage:
    """One scene after another in one shop, each with a member and keys that no other had."""

    def __init__(self, store: Store, clock: StandingClock) -> None:
        self.store = store
        self.clock = clock
        self.scene = 0
        self._keys = 0

    def opens(self) -> None:
        """Begins the next scene."""
        self.scene += 1
        self._keys = 0

    def deed(self, verb: Callable[..., Any], *args: Any) -> Deed:
        """A call that is still to be made."""
        self._keys += 1
        return Deed(verb, args, f"scene-{self.scene}:{self._keys}")

    async def does(self, verb: Callable[..., Any], *args: Any) -> Any:
        """A call that goes before."""
        return await self.deed(verb, *args).done(self.store)

    async def joins(self) -> int:
        """A new member, with the welcome gift of 500."""
        joined = await self.does(earning.join, Person(self.scene, "Ann", "en"))
        return int(joined.member)

    async def issues(self, member: int, points: int, days: int = 30) -> books.Posting:
        """A lot that ends after so many days."""
        posting: books.Posting = await self.does(*self.bonus(member, points, days))
        return posting

    def bonus(self, member: int, points: int, days: int = 30) -> tuple[Any, ...]:
        """An issue that ends after so many days, as verb and arguments."""
        end = self.clock.now() + days * DAY
        return books.issue, member, points, "bonus", "programme", end

    def sleeps(self, days: int) -> None:
        """Days go by."""
        self.clock.advance(days * DAY)
