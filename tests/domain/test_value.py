"""What points should be worth, told from a basket of prices."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BasketEmpty
from domain.programme import Anchor, Currency, Good, Named, Programme, value_monitor

MILK = Named(en="Milk", zh="牛奶")


def basket(*prices: tuple[int, int], **currency: int) -> Programme:
    """A programme with the prices of a few goods, then and now."""
    return Programme(
        basket=tuple(Good(name=MILK, then_minor=then, now_minor=now) for then, now in prices),
        currency=Currency.model_validate(currency),
    )


def test_at_six_percent_a_point_is_proposed_to_be_worth_0_0103() -> None:
    found = value_monitor(basket((10_000, 10_600)))
    assert found.inflation_bp == 600
    assert found.anchor == Anchor(100, 100)
    assert found.proposed == Anchor(10_000, 10_300)


@pytest.mark.parametrize("now", [1, 9_000, 10_000, 10_500])
def test_up_to_five_percent_nothing_is_proposed(now: int) -> None:
    assert value_monitor(basket((10_000, now))).proposed is None


def test_just_above_five_percent_is_above() -> None:
    assert value_monitor(basket((10_000, 10_501))).proposed == Anchor(10_000, 10_300)


def test_the_basket_is_bought_whole() -> None:
    found = value_monitor(basket((100, 300), (9_900, 9_900)))
    assert (found.then_minor, found.now_minor, found.inflation_bp) == (10_000, 10_200, 200)


def test_after_the_value_was_set_the_basket_counts_anew() -> None:
    assert value_monitor(basket((10_600, 10_600))).proposed is None


def test_a_currency_without_decimals_is_proposed_in_whole_ones() -> None:
    found = value_monitor(basket((100, 120), digits=0, anchor_points=1, anchor_minor=1))
    assert found.proposed == Anchor(10_000, 11_000)


def test_a_value_too_small_to_grow_is_left_alone() -> None:
    found = value_monitor(basket((100, 106), anchor_points=10_000, anchor_minor=100))
    assert found.proposed is None


def test_an_empty_basket_is_said() -> None:
    with pytest.raises(BasketEmpty):
        value_monitor(Programme())


prices = st.integers(1, 10**9)


@given(st.lists(st.tuples(prices, prices), min_size=1, max_size=9))
def test_a_proposal_is_half_of_the_inflation_to_the_nearest_part(
    goods: list[tuple[int, int]],
) -> None:
    proposed = value_monitor(basket(*goods)).proposed
    inflation = Fraction(sum(now for _, now in goods), sum(then for then, _ in goods)) - 1
    assert (proposed is None) == (inflation <= Fraction(5, 100))
    if proposed:
        exact = Fraction(1, 100) * (1 + inflation / 2)
        assert abs(Fraction(proposed.minor, 100 * proposed.points) - exact) <= Fraction(1, 20_000)
