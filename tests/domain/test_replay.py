"""Replaying what happened under the rules that were in force gives exactly what the books have."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from bot.store import Store
from domain import earning
from domain.adoption import adopt
from domain.calendar import DAY, HOUR, MINUTE, instant, local_date, wall
from domain.earning import keeping, timemachine, traces
from domain.earning.keeping import JUDGED_AT, tended_at
from domain.earning.moments.activities import do_activity
from domain.earning.timemachine.drafts import laid_over
from domain.earning.timemachine.replay import Bought, Past, replay
from domain.earning.timemachine.tiers import Rules
from domain.errors import Refusal
from domain.programme import Budget, Keeping, Programme
from domain.tx import Tx
from tests.clock import StandingClock
from tests.faults.place import LONG
from tests.scene import CASHIER, PROGRAMME, SHOP, buys, fresh_key, joins, signs_in, tier

SEEDS = range(20 if LONG else 3)
STEPS = 150
PEOPLE = 2
BY_STAFF = "staff:test"


def named(kind: str, **words: Any) -> dict[str, Any]:
    """A rule by its kind, called by it."""
    return {"kind": kind, "id": kind, "name": {"en": kind, "zh": kind}, **words}


RULES = [
    named("amount", points=2, per_minor=100, categories=["tea"]),
    named("bonus", points=7, min_minor=5_000),
    named("multiplier", percent=250, weekdays=["sat", "sun"], segments=["active", "new"]),
    named("member-day", month_days=[1, 8, 15, 22], discount_percent=12, percent=150),
    named("first-order", percent=300),
    named("step", spend_minor=30_000, points=40),
    named("challenge", orders=5, points=90, starts="2027-01-01", ends="2027-06-30"),
    named("comeback", sleep_days=7, within_days=3, points=15),
    named("activity", points=60, limit=3),
]
LADDER = (
    tier("bronze", 0, 100, 0),
    tier("silver", 600, 120, 1),
    tier("gold", 2_000, 150, 2),
)
# Small caps and a short grace: what is rare in a shop happens here all the time.
BUSY = laid_over(
    PROGRAMME.model_copy(
        update={
            "tiers": LADDER,
            "budget": Budget(month_points=1_500, year_points=6_000, hard_percent=100),
            "keeping": Keeping(grace_days=20, warn_days=(7,)),
        }
    ),
    {"rules": RULES, "categories": [{"id": "tea", "name": {"en": "Tea", "zh": "茶"}}]},
)
PLAIN = BUSY.model_copy(update={"rules": (), "tiers": LADDER[:2]})
OTHER = laid_over(
    BUSY,
    {
        "rules": [named("multiplier", percent=180, pilot_percent=50)],
        "budget": {"month_points": 900, "year_points": 0},
        "zone": "America/New_York",
    },
)


class Life:
    """What happens in a shop on random days, with the clock's jobs in between."""

    def __init__(self, store: Store, clock: StandingClock, seed: int) -> None:
        self.store = store
        self.clock = clock
        self.chance = random.Random(seed)
        self.versions: list[tuple[int, Programme]] = []

    async def adopts(self, programme: Programme) -> None:
        await self.store.write(adopt, programme, key=None)
        self.versions.append((self.clock.now(), self.store.programme))

    async def passes(self, us: int) -> None:
        """Time goes by, and the jobs of each day run at their minute."""
        until, rules = self.clock.now() + us, self.store.programme
        day, zone = local_date(self.clock.now(), rules.zone), rules.zone
        while day <= local_date(until, zone):
            for time, job in ((JUDGED_AT, self.judges), (tended_at(rules), self.tends)):
                at = wall(day, time, zone)
                if self.clock.now() < at <= until:
                    self.clock.advance(at - self.clock.now())
                    await job(day)
            day += timedelta(days=1)
        self.clock.advance(until - self.clock.now())

    async def judges(self, day: date) -> None:
        if day.day == 1:
            await self.store.write(keeping.judge, self.clock.now(), 0, 100, key=None)

    async def tends(self, _: date) -> None:
        await self.store.write(keeping.tend, 0, 100, key=None)

    async def does(self, member: int) -> None:
        """One of the things that members do."""
        act = self.chance.choice(("buys",) * 6 + ("undone", "signs in", "acts", "rules", "dims"))
        if act == "buys":
            await self.buys(member)
        elif act == "undone":
            bought = await self.buys(member)
            if self.chance.random() < 0.3:
                await self.buys(member, within=MINUTE)
            await self.passes(self.chance.randrange(1, 5) * MINUTE)
            await self.store.write(earning.undo, bought.purchase, CASHIER, key=fresh_key())
        elif act == "signs in":
            await signs_in(self.store, member)
        elif act == "acts":
            await self.acts(member)
        elif act == "rules":
            await self.adopts(self.chance.choice((BUSY, PLAIN, OTHER)))
        else:
            bright = self.chance.choice((100, 60, 0))
            await self.store.write(dims, bright, key=None)

    async def buys(self, member: int, within: int = 3 * HOUR) -> earning.Credited:
        price = self.chance.choice((99, 4_999, 8_840, 20_000, 70_000))
        category = self.chance.choice((None, "tea"))
        await self.passes(self.chance.randrange(1, within))
        return await self.store.write(
            earning.credit, member, price, SHOP, None, CASHIER, category, key=fresh_key()
        )

    async def acts(self, member: int) -> None:
        try:
            await self.store.write(do_activity, member, "activity", BY_STAFF, key=fresh_key())
        except Refusal:
            return


def dims(tx: Tx, bright: int) -> None:
    """The budget has campaigns shine less, or more again."""
    tx.sql.governor.dim(id=tx.new_id(), at=tx.now, bright_percent=bright, cost_bp=0)


async def replays_as_booked(
    store: Store, member: int, versions: list[tuple[int, Programme]]
) -> list[int]:
    """Each purchase replayed under the rules of its time earns what is booked; the points."""
    past = await store.read(timemachine.past_of, member)
    bright = await store.read(timemachine.brightness)
    done = replay(past, Rules(versions), bright)
    for again in done:
        trace = await store.read(traces.of_purchase, member, again.bought.id)
        assert trace is not None
        assert trace.facts is not None
        booked = (trace.points, trace.shares, trace.facts.paid)
        assert (again.award.points, again.award.shares, again.paid) == booked
    return [again.award.points for again in done]


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_replay_under_the_rules_of_the_time_gives_the_credits_in_the_books(
    store: Store, clock: StandingClock, seed: int
) -> None:
    life = Life(store, clock, seed)
    await life.adopts(BUSY)
    people = [await joins(store, number) for number in range(1, PEOPLE + 1)]
    for step in range(STEPS):
        await life.does(life.chance.choice(people))
        # Once nobody comes for so long that tiers fall.
        await life.passes(430 * DAY if step == STEPS // 2 else life.chance.randrange(1, 8 * DAY))
    for member in people:
        assert await replays_as_booked(store, member, life.versions)


async def test_a_tier_is_held_on_the_day_of_its_fall_until_that_is_told(
    store: Store, clock: StandingClock
) -> None:
    """Nobody is told at night, and nobody earns less before they are told."""
    life = Life(store, clock, 0)
    await life.adopts(PLAIN)
    ann = await joins(store)
    await buys(store, ann, 70_000)
    # Noon of 22 November: judged on 1 December of the next year, fallen on the 22nd.
    dawn = instant(date(2027, 12, 22), PLAIN.zone, 6)
    await life.passes(dawn - clock.now())
    await buys(store, ann, 10_000)
    await life.passes(8 * HOUR)
    await buys(store, ann, 10_000)
    assert await replays_as_booked(store, ann, life.versions) == [700, 118, 100]


async def test_a_zone_that_moves_within_a_month_leaves_the_caps_as_full_as_they_were(
    store: Store, clock: StandingClock
) -> None:
    life = Life(store, clock, 0)
    capped = PROGRAMME.model_copy(update={"budget": Budget(month_points=150)})
    ann = await joins(store)
    for zone in ("Asia/Shanghai", "Asia/Tokyo", "America/New_York", "Asia/Shanghai"):
        await life.adopts(capped.model_copy(update={"zone": zone}))
        for _ in range(2):
            credited = await buys(store, ann, 4_000)
            clock.advance(MINUTE)
        await store.write(earning.undo, credited.purchase, CASHIER, key=fresh_key())
        clock.advance(2 * HOUR)
    assert await replays_as_booked(store, ann, life.versions) == [40, 40, 40, 40, 40, 30, 30, 0]


def bought(number: int, at: int, price: int) -> Bought:
    """A purchase that was paid for in full."""
    return Bought(number, at, price, price, SHOP, None, None, None)


def test_beside_another_replay_only_a_discount_unlike_its_own_changes_what_is_paid() -> None:
    noon = instant(date(2026, 11, 11), PROGRAMME.zone, 12)
    past = Past(1, noon, [bought(1, noon, 10_000), bought(2, noon + 4 * DAY, 10_000)])
    draft = laid_over(
        PROGRAMME, {"rules": [named("member-day", month_days=[15], discount_percent=12)]}
    )
    now = replay(past, Rules([(0, PROGRAMME)]), lambda at: 100)
    tried = replay(past, Rules([(0, draft)]), lambda at: 100, now)
    assert [one.paid for one in now] == [10_000, 10_000]
    assert [(one.paid, one.award.points) for one in tried] == [(10_000, 100), (8_800, 88)]


def test_a_purchase_that_cost_nothing_earns_nothing_and_counts_as_one() -> None:
    noon = instant(date(2026, 11, 11), PROGRAMME.zone, 12)
    past = Past(1, noon, [bought(1, noon, 0), bought(2, noon + DAY, 5_000)])
    twice = laid_over(PROGRAMME, {"rules": [named("first-order")]})
    done = replay(past, Rules([(0, twice)]), lambda at: 100)
    assert [one.award.points for one in done] == [0, 50]
