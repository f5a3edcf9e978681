"""The governor: what points cost is booked, campaigns dim at the caps, the base goes on."""

import pytest
from pydantic import ValidationError

from bot.store import Store
from domain import earning
from domain.adoption import adopt
from domain.calendar import DAY, MINUTE
from domain.earning import governor
from domain.earning.governor import bright_at
from domain.notices import untold
from domain.programme import Budget, MultiplierRule, Named, Programme
from tests.clock import StandingClock
from tests.scene import CASHIER, PROGRAMME, SHOP, buys, fresh_key, joins, signs_in

DOUBLE = MultiplierRule(id="double", name=Named(en="Double days", zh="双倍日"), percent=400)


@pytest.fixture
def programme() -> Programme:
    """Judged from 1,000.00 on; the gift for joining is left out of the sums."""
    budget = PROGRAMME.budget.model_copy(update={"from_revenue_minor": 100_000})
    return PROGRAMME.model_copy(update={"budget": budget, "welcome_points": 0, "rules": (DOUBLE,)})


async def books_costs(store: Store, clock: StandingClock, most: int = 500) -> governor.Cost:
    """A minute later the clock books what points cost, and governs."""
    clock.advance(MINUTE)
    while not (await store.write(governor.book, most, key=None)).done:
        pass
    await store.write(governor.govern, key=None)
    clock.advance(1)
    return await store.read(governor.state)


@pytest.mark.parametrize(
    ("cost_bp", "bright"),
    [
        (0, 100),
        (299, 100),
        (300, 100),
        (302, 99),
        (400, 50),
        (498, 1),
        (499, 0),
        (500, 0),
        (900, 0),
    ],
)
def test_campaigns_dim_from_the_soft_cap_and_stop_at_the_hard_one(
    cost_bp: int, bright: int
) -> None:
    assert bright_at(cost_bp, Budget()) == bright


@pytest.mark.parametrize(("cost_bp", "bright"), [(299, 100), (300, 0)])
def test_where_both_caps_are_one_campaigns_shine_or_stop(cost_bp: int, bright: int) -> None:
    assert bright_at(cost_bp, Budget(soft_percent=3, hard_percent=3)) == bright


async def test_a_shop_without_purchases_costs_nothing_and_is_not_judged(
    store: Store, clock: StandingClock
) -> None:
    cost = await books_costs(store, clock)
    assert (cost.points, cost.revenue, cost.cost_bp, cost.judged) == (0, 0, 0, False)
    assert (cost.bright_percent, cost.lines, cost.knob) == (100, (), None)


async def test_each_rule_has_its_part_of_the_cost(store: Store, clock: StandingClock) -> None:
    await buys(store, await joins(store), 100_000)
    cost = await books_costs(store, clock)
    assert (cost.revenue, cost.points, cost.worth, cost.cost_bp) == (100_000, 4_000, 4_000, 400)
    assert [(line.share, line.points, line.cost_bp) for line in cost.lines] == [
        ("double", 3_000, 300),
        ("base", 1_000, 100),
    ]


async def test_between_the_caps_campaigns_dim_and_the_base_goes_on(
    store: Store, clock: StandingClock
) -> None:
    await buys(store, await joins(store), 100_000)
    assert (await books_costs(store, clock)).bright_percent == 50
    # Of four times, the half of what is above one time is left.
    assert (await buys(store, await joins(store, 2), 100_000)).points == 2_500


async def test_at_the_hard_cap_campaigns_stop_and_the_base_goes_on(
    store: Store, clock: StandingClock
) -> None:
    ann = await joins(store)
    await buys(store, ann, 500_000)  # 20,000 points: gold from here on.
    await buys(store, ann, 600_000)  # ×1.5 ×4: six per cent.
    cost = await books_costs(store, clock)
    assert (cost.cost_bp, cost.bright_percent) == (508, 0)
    assert (await buys(store, await joins(store, 2), 100_000)).points == 1_000


async def test_the_owner_is_told_which_knob_would_restore_it(
    store: Store, clock: StandingClock
) -> None:
    await buys(store, await joins(store), 100_000)
    await books_costs(store, clock)
    (alert,) = await store.read(untold)
    assert alert.kind == "budget"
    told = [alert.facts[name] for name in ("stage", "cost_bp", "bright", "soft", "hard")]
    assert told == ["dimmed", 400, 50, 3, 5]
    knob = alert.facts["knob"]
    assert (knob["share"], knob["cost_bp"], knob["without_bp"]) == ("double", 300, 100)
    assert knob["name"] == {"en": "Double days", "zh": "双倍日"}


async def test_without_a_live_campaign_the_knob_is_a_part_of_the_plan(
    store: Store, clock: StandingClock, programme: Programme
) -> None:
    await buys(store, await joins(store), 100_000)
    paused = DOUBLE.model_copy(update={"paused": True})
    await store.write(adopt, programme.model_copy(update={"rules": (paused,)}), key=None)
    knob = (await books_costs(store, clock)).knob
    assert knob is not None
    assert (knob.share, knob.cost_bp, knob.name) == ("base", 100, None)


async def test_below_the_revenue_asked_for_nothing_is_judged(
    store: Store, clock: StandingClock
) -> None:
    await buys(store, await joins(store), 99_900)
    cost = await books_costs(store, clock)
    assert (cost.cost_bp, cost.judged, cost.bright_percent) == (400, False, 100)
    assert await store.read(untold) == ()


async def test_what_was_undone_costs_nothing(store: Store, clock: StandingClock) -> None:
    bought = await buys(store, await joins(store), 100_000)
    await books_costs(store, clock)
    await store.write(earning.undo, bought.purchase, CASHIER, key=fresh_key())
    cost = await books_costs(store, clock)
    assert (cost.points, cost.revenue, cost.lines) == (0, 0, ())


async def test_booking_again_books_nothing_again(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    for _ in range(5):
        await buys(store, ann, 10_000)
    first = await books_costs(store, clock, most=2)
    assert first.points == 2_000
    assert await books_costs(store, clock) == first


async def test_a_cost_leaves_with_its_day_and_campaigns_shine_again(
    store: Store, clock: StandingClock
) -> None:
    await buys(store, await joins(store), 100_000)
    await books_costs(store, clock)
    clock.advance(30 * DAY)
    cost = await books_costs(store, clock)
    assert (cost.points, cost.bright_percent) == (0, 100)
    assert [alert.facts["stage"] for alert in await store.read(untold)] == ["dimmed", "restored"]


async def test_a_cap_that_was_told_is_not_told_again(store: Store, clock: StandingClock) -> None:
    await buys(store, await joins(store), 100_000)
    for _ in range(2):
        await books_costs(store, clock)
        await store.write(governor.govern, key=None)
    assert len(await store.read(untold)) == 1


@pytest.mark.parametrize(("days", "revenue"), [(29, 100_000), (30, 0)])
async def test_an_imported_purchase_counts_on_its_own_day(
    store: Store, clock: StandingClock, days: int, revenue: int
) -> None:
    ann = await joins(store)
    at = clock.now() - days * DAY
    bought = (ann, 100_000, SHOP, "R-1", None, at, "import")
    await store.write(earning.award_history, *bought, key=fresh_key())
    assert (await books_costs(store, clock)).revenue == revenue


async def test_a_small_change_of_the_cost_changes_nothing(
    store: Store, clock: StandingClock
) -> None:
    await buys(store, await joins(store), 100_000)
    await books_costs(store, clock)
    # 4 % becomes 3.95 %: 52 instead of 50 in brightness.
    await buys(store, await joins(store, 2), 3_000)
    assert (await books_costs(store, clock)).bright_percent == 50


async def test_surprises_and_gifts_are_part_of_the_cost(store: Store, clock: StandingClock) -> None:
    ann = await joins(store)
    await signs_in(store, ann)
    cost = await books_costs(store, clock)
    assert [(line.share, line.points) for line in cost.lines] == [("sign_in", 5)]


@pytest.mark.parametrize("word", ["base", "tier", "cap", "revenue"])
def test_no_rule_is_named_as_a_part_of_the_plan_is_booked(word: str) -> None:
    rule = DOUBLE.model_copy(update={"id": word})
    with pytest.raises(ValidationError, match=rf"\({word}\)\.id: is a word of the books' own"):
        Programme(rules=(rule,))
