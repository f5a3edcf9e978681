"""Chance that can be proven: uniform, repeatable, and each prize with exactly its odds."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.earning.purchase.surprise import prize_at
from domain.programme import Prize, Programme, Surprise, Version
from domain.tx import Tx
from domain.vault import Vault


def dice(key: bytes = b"k" * 32) -> Tx:
    """A transaction of which only chance is asked."""
    return Tx(0, None, Version(1, 0, Programme()), Vault(key), lambda: 1)


DICE = dice()


@given(st.text(max_size=40), st.integers(1, (1 << 64) - 1))
def test_a_draw_is_within_bounds_and_the_same_each_time(name: str, outcomes: int) -> None:
    drawn = DICE.random(name, outcomes)
    assert 0 <= drawn < outcomes
    assert drawn == dice().random(name, outcomes)


@pytest.mark.parametrize("outcomes", [1, 2, 3, 1 << 63, (1 << 63) + 1, (1 << 64) - 1, 1 << 64])
def test_every_number_of_outcomes_can_be_drawn_from(outcomes: int) -> None:
    assert all(0 <= DICE.random(f"n{number}", outcomes) < outcomes for number in range(50))


def test_another_server_draws_otherwise() -> None:
    other = dice(b"o" * 32)
    names = [f"draw:{number}" for number in range(20)]
    assert [DICE.random(n, 1000) for n in names] != [other.random(n, 1000) for n in names]


@pytest.mark.parametrize("outcomes", [2, 10, 100])
def test_draws_are_uniform(outcomes: int) -> None:
    """Chi-squared over 10 000 draws; the draws are fixed, so this holds or fails for good."""
    draws = 10_000
    counts = Counter(DICE.random(f"purchase:{number}", outcomes) for number in range(draws))
    expected = draws / outcomes
    chi_squared = sum((counts[n] - expected) ** 2 / expected for n in range(outcomes))
    freedom = outcomes - 1
    assert chi_squared < freedom + 4 * (2 * freedom) ** 0.5


def test_no_outcome_gains_from_a_span_that_does_not_divide() -> None:
    """With 3/4 of the span as outcomes, folding would give the lower third double odds."""
    outcomes = 3 << 62
    low = sum(DICE.random(f"fold:{number}", outcomes) < 1 << 62 for number in range(3_000))
    assert 900 < low < 1_100


prizes = st.lists(
    st.builds(Prize, points=st.integers(1, 10**6), weight=st.integers(1, 200)),
    min_size=1,
    max_size=6,
    unique_by=lambda prize: prize.points,
)


@given(prizes)
def test_every_prize_has_exactly_its_odds(table: list[Prize]) -> None:
    tickets = sum(prize.weight for prize in table)
    won = Counter(prize_at(tuple(table), ticket) for ticket in range(tickets))
    assert won == {prize: prize.weight for prize in table}


def test_there_is_no_ticket_beyond_the_weights() -> None:
    with pytest.raises(AssertionError):
        prize_at(Surprise().prizes, 100)
