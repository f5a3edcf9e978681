"""Rules at work on the books: what they look at, what they leave behind, what undo gives free."""

import asyncio
from datetime import date

import pytest

from bot.store import Store
from domain import books, earning, purchases
from domain.calendar import DAY, HOUR, MINUTE, instant
from domain.earning import traces
from domain.errors import CategoryUnknown
from domain.programme import (
    BonusRule,
    Budget,
    Category,
    ChallengeRule,
    ComebackRule,
    FirstOrderRule,
    MemberDayRule,
    Named,
    Programme,
    StepRule,
    Surprise,
    SurpriseRule,
)
from tests.buying import NAME, shop
from tests.clock import StandingClock
from tests.scene import CASHIER, PROGRAMME, SHOP, buys, found, fresh_key, joins, points, told

ZONE = PROGRAMME.zone
COFFEE = Category(id="coffee", name=Named(en="Coffee", zh="咖啡"))
RULES = (
    StepRule(id="step", name=NAME, spend_minor=100_000, points=200),
    FirstOrderRule(id="first", name=NAME),
    ComebackRule(id="comeback", name=NAME, points=80),
    ChallengeRule(
        id="thrice", name=NAME, orders=3, points=50, starts="2026-11-01", ends="2026-11-30"
    ),
    BonusRule(id="coffee", name=NAME, points=7, categories=("coffee",)),
)


@pytest.fixture
def programme() -> Programme:
    """A shop with something of everything."""
    return shop(*RULES, categories=(COFFEE,))


async def undoes(store: Store, credited: earning.Credited) -> None:
    """A cashier takes a purchase back."""
    await store.write(earning.undo, credited.purchase, CASHIER, key=fresh_key())


async def remembers(
    store: Store, member: int, paid: int, receipt: str, at: int
) -> earning.Credited:
    """A till hands in a purchase of the past."""
    given = (member, paid, SHOP, receipt, None, at, "import")
    return await store.write(earning.award_history, *given, key=fresh_key())


def by_rule(credited: earning.Credited) -> dict[str, int]:
    """Each share's points."""
    return {share.rule: share.points for share in credited.shares}


async def test_the_first_order_counts_double_and_again_when_it_was_undone(store: Store) -> None:
    ann = await joins(store)
    first = await buys(store, ann, 8840)
    assert by_rule(first) == {"base": 88, "first": 88}
    await undoes(store, first)
    assert by_rule(await buys(store, ann, 8840)) == {"base": 88, "first": 88}
    assert by_rule(await buys(store, ann, 8840)) == {"base": 88}


async def test_the_step_is_paid_once_a_month_and_once_more_when_it_was_undone(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await buys(store, ann, 60_000)
    reached = await buys(store, ann, 40_000)
    assert by_rule(reached) == {"base": 400, "step": 200}
    await undoes(store, reached)
    assert "step" in by_rule(await buys(store, ann, 40_000))
    assert "step" not in by_rule(await buys(store, ann, 100_000))
    clock.advance(instant(date(2026, 12, 1), ZONE) - clock.now())
    assert "step" in by_rule(await buys(store, ann, 100_000))
    assert (await found(store)).ok


async def test_a_challenge_counts_purchases_that_stand(store: Store) -> None:
    ann = await joins(store)
    await buys(store, ann, 100)
    await undoes(store, await buys(store, ann, 100))
    assert "thrice" not in by_rule(await buys(store, ann, 100))
    assert "thrice" in by_rule(await buys(store, ann, 100))
    assert "thrice" not in by_rule(await buys(store, ann, 100))


async def test_who_comes_back_is_paid_once(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await buys(store, ann, 100)
    clock.advance(60 * DAY)
    assert by_rule(await buys(store, ann, 100)) == {"base": 1, "comeback": 80}
    assert by_rule(await buys(store, ann, 100)) == {"base": 1}


async def test_a_category_has_rules_of_its_own_and_an_unknown_one_is_refused(
    store: Store,
) -> None:
    ann = await joins(store)
    await buys(store, ann, 100)
    given = (ann, 100, SHOP, None, CASHIER)
    coffee = await store.write(earning.credit, *given, "coffee", key=fresh_key())
    assert by_rule(coffee) == {"base": 1, "coffee": 7}
    kept = await store.read(purchases.find, coffee.purchase)
    assert (kept.category, kept.product) == ("coffee", None)
    with pytest.raises(CategoryUnknown) as refused:
        await store.write(earning.credit, *given, "tea", key=fresh_key())
    assert (refused.value.category, refused.value.known) == ("tea", "coffee")


async def test_every_purchase_explains_itself(store: Store) -> None:
    ann = await joins(store)
    credited = await buys(store, ann, 8840)
    kept = await store.read(purchases.find, credited.purchase)
    assert kept.txn is not None
    trace = await store.read(traces.trace_of, ann, kept.txn)
    assert trace is not None
    assert (trace.kind, trace.points, trace.shares) == ("purchase", 176, credited.shares)
    assert trace.facts is not None
    assert (trace.facts.paid, trace.facts.orders, trace.facts.tier) == (8840, 0, "bronze")
    assert trace.more == {"purchase": credited.purchase}


async def test_a_purchase_that_earns_nothing_explains_itself_and_so_does_its_undo(
    store: Store,
) -> None:
    ann = await joins(store)
    await undoes(store, await buys(store, ann, 50))
    undone, bought = (await store.read(traces.traces, ann, 1 << 62, 9))[:2]
    assert (bought.kind, bought.points, bought.txn) == ("purchase", 0, None)
    assert (undone.kind, undone.points, undone.txn) == ("undo", 0, None)
    assert undone.facts is not None
    assert undone.facts.paid == -50


async def test_an_undo_is_explained_by_the_same_rules_the_other_way_round(store: Store) -> None:
    ann = await joins(store)
    await undoes(store, await buys(store, ann, 8840))
    undone = (await store.read(traces.traces, ann, 1 << 62, 9))[0]
    assert [(share.rule, share.points) for share in undone.shares] == [
        ("base", -88),
        ("first", -88),
    ]
    assert (undone.points, undone.txn is None) == (-176, False)


class TestCaps:
    """Two thousand points a month, and no more."""

    @pytest.fixture
    def programme(self) -> Programme:
        return shop(budget=Budget(month_points=2_000, year_points=3_000))

    async def test_a_cap_holds_when_many_credits_run_at_once(self, store: Store) -> None:
        ann = await joins(store)
        done = await asyncio.gather(*(buys(store, ann, 30_000) for _ in range(10)))
        assert sorted(one.points for one in done) == [0, 0, 0, 200, *[300] * 6]
        assert await points(store, ann) == 2_500
        assert (await found(store)).ok

    async def test_the_month_and_the_year_are_the_calendars(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        await buys(store, ann, 500_000)
        for day, earned in ((date(2026, 12, 1), 1_000), (date(2027, 1, 1), 2_000)):
            clock.advance(instant(day, ZONE) - 1 - clock.now())
            assert (await buys(store, ann, 500_000)).points == 0
            clock.advance(1)
            assert (await buys(store, ann, 500_000)).points == earned

    async def test_an_undone_purchase_makes_room(self, store: Store) -> None:
        ann = await joins(store)
        await undoes(store, await buys(store, ann, 200_000))
        assert (await buys(store, ann, 200_000)).points == 2_000

    async def test_the_member_is_told_which_cap_cut(self, store: Store) -> None:
        ann = await joins(store)
        await buys(store, ann, 100_000)
        await buys(store, ann, 150_000)
        told_of = [notice.facts["capped"] for notice in await told(store, "purchase")]
        assert told_of == [None, "month"]


class TestMemberDay:
    """A tenth off, on Sundays until six."""

    @pytest.fixture
    def programme(self) -> Programme:
        return shop(
            MemberDayRule(
                id="sunday",
                name=NAME,
                weekdays=("sun",),
                to_time="18:00",
                discount_percent=10,
                percent=200,
            )
        )

    async def test_the_quote_and_the_credit_take_a_tenth_off(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        sunday = instant(date(2026, 11, 29), ZONE, 17, 59)
        clock.advance(sunday - clock.now())
        quote = await store.read(earning.quote, ann, 10_000, SHOP)
        assert (quote.paid, quote.points, quote.discount_percent) == (9_000, 180, 10)
        credited = await buys(store, ann, 10_000)
        assert (credited.paid, credited.points) == (9_000, 180)
        clock.advance(MINUTE)
        assert (await buys(store, ann, 10_000)).points == 100


class TestSurpriseHour:
    """An hour in which every purchase wins a thousand."""

    @pytest.fixture
    def programme(self) -> Programme:
        hour = SurpriseRule.model_validate(
            {
                **{
                    "id": "hour",
                    "name": NAME,
                    "percent": 100,
                    "prizes": [{"points": 9, "weight": 1}],
                },
                **{"starts": "2026-11-23T10:00", "ends": "2026-11-23T11:00"},
            }
        )
        return shop(hour, surprise=Surprise(purchase_percent=0))

    async def test_a_rule_raises_the_odds_while_it_runs_and_a_surprise_causes_none(
        self, store: Store, clock: StandingClock
    ) -> None:
        ann = await joins(store)
        clock.advance(instant(date(2026, 11, 23), ZONE, 10) - clock.now())
        credited = await buys(store, ann, 100)
        assert (credited.points, credited.surprise) == (1, 9)
        assert len(await told(store, "surprise")) == 1
        clock.advance(HOUR)
        assert (await buys(store, ann, 100)).surprise == 0
        kept = await store.read(purchases.find, credited.purchase)
        assert kept.surprise_txn is not None
        trace = await store.read(traces.trace_of, ann, kept.surprise_txn)
        assert trace is not None
        assert [(share.rule, share.points) for share in trace.shares] == [("hour", 9)]
        assert (await found(store)).ok


class TestOfThePast:
    """A purchase that a till remembers is credited as of its own time."""

    async def test_it_earns_by_what_was_so_then_and_nobody_is_told(self, store: Store) -> None:
        ann = await joins(store)
        await buys(store, ann, 10_000)
        then = store.now() - 20 * DAY
        for receipt, at in (("A-1", then), ("A-2", then + DAY)):
            await remembers(store, ann, 10_000, receipt, at)
        assert len(await told(store, "purchase")) == 1
        kept = await store.read(purchases.by_receipt, SHOP, "A-1")
        assert (kept.happened_at, kept.actor) == (then, "import")
        assert await store.read(purchases.points_of, kept) == 100
        assert await points(store, ann) == 500 + 200 + 100 + 100
        assert (await found(store)).ok

    async def test_points_whose_time_is_over_cannot_be_spent(self, store: Store) -> None:
        ann = await joins(store)
        long_ago = store.now() - 800 * DAY
        credited = await remembers(store, ann, 10_000, "A-1", long_ago)
        assert credited.points == 200
        assert await points(store, ann) == 500
        while not (await store.write(earning.sweep, 0, 100, key=None)).done:
            pass
        assert await store.read(books.balance, ann) == 500
        assert (await found(store)).ok

    async def test_a_purchase_of_the_past_may_have_cost_nothing(self, store: Store) -> None:
        ann = await joins(store)
        assert (await remembers(store, ann, 0, "A-1", store.now() - DAY)).points == 0
