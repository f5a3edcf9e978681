"""The arithmetic of earning, streaks and spending: pure facts and properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.books import Lot, plan_spend
from domain.earning.purchase.rules import (
    base_points,
    multiplied,
    paid_after_discount,
    paid_for,
)
from domain.earning.streaks import Streak, next_streak, streak_on
from domain.programme import Earning, Programme

WEEK = Programme().sign_in
TODAY, ZONE = date(2026, 11, 22), "Asia/Shanghai"
money = st.integers(1, 10**9)


def test_88_40_earns_88_and_105_at_silver() -> None:
    base = base_points(8840, Earning())
    assert (base, multiplied(base, 120)) == (88, 105)


@pytest.mark.parametrize(
    ("paid", "rule", "points"),
    [
        (99, Earning(), 0),
        (100, Earning(), 1),
        (199, Earning(), 1),
        (500_000, Earning(points=2, per_minor=100), 10_000),
        (3_999, Earning(points=1, per_minor=4_000), 0),
        (4_000, Earning(points=1, per_minor=4_000), 1),
    ],
)
def test_a_started_unit_earns_nothing(paid: int, rule: Earning, points: int) -> None:
    assert base_points(paid, rule) == points


@given(money, money)
def test_two_receipts_never_earn_more_than_one_over_both(one: int, other: int) -> None:
    rule = Earning()
    together = base_points(one + other, rule)
    assert together - 1 <= base_points(one, rule) + base_points(other, rule) <= together


@given(st.integers(0, 10**9), st.integers(100, 1000))
def test_a_multiplier_rounds_down_by_less_than_a_point(base: int, percent: int) -> None:
    assert 0 <= base * percent - multiplied(base, percent) * 100 < 100


@given(st.integers(1, 10**6), st.integers(100, 1000), st.integers(1, 50), st.integers(1, 5_000))
def test_what_a_tier_still_asks_for_is_the_least_that_earns_it(
    points: int, percent: int, rate: int, unit: int
) -> None:
    rule = Earning(points=rate, per_minor=unit)
    paid = paid_for(points, percent, rule)
    assert multiplied(base_points(paid, rule), percent) >= points
    assert multiplied(base_points(paid - 1, rule), percent) < points


@given(money, st.integers(0, 100))
def test_a_discount_rounds_to_the_nearest_and_leaves_something_to_pay(
    price: int, percent: int
) -> None:
    paid = paid_after_discount(price, percent)
    assert 1 <= paid <= price
    assert paid == 1 or abs(paid * 100 - price * (100 - percent)) <= 50


def test_a_discount_of_half_a_cent_is_rounded_up() -> None:
    assert paid_after_discount(50, 1) == 50
    assert paid_after_discount(51, 1) == 50


def test_a_streak_pays_5_5_10_10_15_15_40_and_goes_round() -> None:
    assert [streak_on(day, WEEK).points for day in range(1, 10)] == [
        *(5, 5, 10, 10, 15, 15, 40),
        *(5, 5),
    ]


@given(st.integers(1, 10_000), st.lists(st.integers(1, 99), min_size=1, max_size=31))
def test_the_day_of_the_cycle_goes_round(day: int, rewards: list[int]) -> None:
    streak = streak_on(day, tuple(rewards))
    assert 1 <= streak.of_cycle <= len(rewards)
    assert streak == Streak(day, streak.of_cycle, rewards[streak.of_cycle - 1])
    assert streak_on(day + len(rewards), tuple(rewards)).points == streak.points


def test_a_streak_starts_with_the_first_sign_in() -> None:
    assert next_streak(None, TODAY, ZONE, WEEK).day == 1


@given(st.integers(1, 10_000))
def test_yesterday_carries_a_streak_on(day: int) -> None:
    assert next_streak((TODAY - timedelta(days=1), day), TODAY, ZONE, WEEK).day == day + 1


@given(st.integers(1, 10_000), st.integers(2, 4_000))
def test_a_day_missed_breaks_a_streak(day: int, days_ago: int) -> None:
    assert next_streak((TODAY - timedelta(days=days_ago), day), TODAY, ZONE, WEEK).day == 1


NOW = 1_000


@st.composite
def shelves(draw: st.DrawFn) -> list[Lot]:
    """Any lots: ended, used up, ending together."""
    lots = []
    for number in range(draw(st.integers(0, 8))):
        points = draw(st.integers(1, 50))
        left = draw(st.integers(0, points))
        lots.append(Lot(number, points, left, 0, draw(st.integers(NOW - 3, NOW + 9)), "purchase"))
    return draw(st.permutations(lots))


@given(shelves(), st.integers(1, 300))
def test_a_spend_takes_what_is_asked_or_all_that_is_valid(lots: list[Lot], points: int) -> None:
    taken = sum(take.points for take in plan_spend(lots, points, NOW))
    valid = sum(lot.points_left for lot in lots if lot.expires_at > NOW)
    assert taken == min(points, valid)


@given(shelves(), st.integers(1, 300))
def test_a_spend_takes_from_each_lot_once_and_never_more_than_is_left(
    lots: list[Lot], points: int
) -> None:
    left = {lot.id: lot.points_left for lot in lots}
    takes = plan_spend(lots, points, NOW)
    assert len({take.lot for take in takes}) == len(takes)
    assert all(0 < take.points <= left[take.lot] for take in takes)


@given(shelves(), st.integers(1, 300))
def test_a_spend_empties_what_ends_sooner_first(lots: list[Lot], points: int) -> None:
    by_id = {lot.id: lot for lot in lots}
    takes = plan_spend(lots, points, NOW)
    order = [(by_id[take.lot].expires_at, take.lot) for take in takes]
    assert order == sorted(order)
    assert all(take.points == by_id[take.lot].points_left for take in takes[:-1])
    spared = [
        (lot.expires_at, lot.id)
        for lot in lots
        if lot.expires_at > NOW and lot.points_left and (lot.expires_at, lot.id) not in order
    ]
    assert not order or not spared or max(order) < min(spared)


@given(shelves(), st.integers(1, 300))
def test_the_order_in_which_lots_are_read_changes_nothing(lots: list[Lot], points: int) -> None:
    assert plan_spend(lots, points, NOW) == plan_spend(reversed(lots), points, NOW)
