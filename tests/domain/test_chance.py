"""Chance that can be proven: uniform, repeatable, and each outcome with exactly its odds."""

import os
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.draws import Odds, label_at, ticket
from domain.earning.purchase.surprise import odds_of
from domain.programme import Prize, Surprise

SEED, OTHER = b"k" * 32, b"o" * 32
# The long run draws a million times from each table, as the product promises.
DRAWS = 1_000_000 if os.environ.get("FAULTS") == "long" else 100_000
# The last value a chi-squared exceeds once in a million, by degrees of freedom.
ONE_IN_A_MILLION = {1: 23.93, 2: 27.63, 3: 30.66, 5: 35.89, 9: 44.81}


@given(st.binary(min_size=32, max_size=32), st.text(max_size=40), st.integers(1, (1 << 64) - 1))
def test_a_draw_is_within_bounds_and_the_same_each_time(seed: bytes, name: str, of: int) -> None:
    drawn = ticket(seed, name, of)
    assert 0 <= drawn < of
    assert drawn == ticket(bytes(seed), name, of)


@pytest.mark.parametrize("outcomes", [1, 2, 3, 1 << 63, (1 << 63) + 1, (1 << 64) - 1, 1 << 64])
def test_every_number_of_outcomes_can_be_drawn_from(outcomes: int) -> None:
    assert all(0 <= ticket(SEED, f"n{number}", outcomes) < outcomes for number in range(50))


def test_another_seed_draws_otherwise() -> None:
    names = [f"draw:{number}" for number in range(20)]
    assert [ticket(SEED, n, 1000) for n in names] != [ticket(OTHER, n, 1000) for n in names]


@pytest.mark.parametrize(
    "odds",
    [
        pytest.param(odds_of(Surprise().prizes, 10), id="the shipped surprise"),
        pytest.param((("win", 1), ("nothing", 9_999)), id="a rare win"),
        pytest.param(tuple((str(n), 1) for n in range(10)), id="ten alike"),
        pytest.param((("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6)), id="a wheel"),
    ],
)
def test_draws_match_their_odds(odds: Odds) -> None:
    """Chi-squared, under what chance exceeds once in a million; every outcome comes.

    The draws are fixed, so this holds or fails for good.
    """
    of = sum(weight for _, weight in odds)
    won = Counter(
        label_at(odds, ticket(SEED, f"wheel/x:1:2026-11-22:{number}", of))
        for number in range(DRAWS)
    )
    assert set(won) == {label for label, _ in odds}
    expected = {label: DRAWS * weight / of for label, weight in odds}
    chi_squared = sum((won[label] - many) ** 2 / many for label, many in expected.items())
    assert chi_squared < ONE_IN_A_MILLION[len(odds) - 1]


def test_no_outcome_gains_from_a_span_that_does_not_divide() -> None:
    """With 3/4 of the span as outcomes, folding would give the lower third double odds."""
    outcomes = 3 << 62
    low = sum(ticket(SEED, f"fold:{number}", outcomes) < 1 << 62 for number in range(3_000))
    assert 900 < low < 1_100


prizes = st.lists(
    st.builds(Prize, points=st.integers(1, 10**6), weight=st.integers(1, 200)),
    min_size=1,
    max_size=6,
    unique_by=lambda prize: prize.points,
)


@given(prizes, st.integers(1, 100))
def test_every_prize_has_exactly_its_odds(table: list[Prize], percent: int) -> None:
    """Of all tickets, so many percent win, shared by weight; each ticket falls on one line."""
    odds = odds_of(tuple(table), percent)
    of = sum(weight for _, weight in odds)
    assert of == 100 * sum(prize.weight for prize in table)
    assert [weight for _, weight in odds[: len(table)]] == [p.weight * percent for p in table]
    edges = [sum(weight for _, weight in odds[:line]) for line in range(len(odds))]
    for (label, weight), first in zip(odds, edges, strict=True):
        assert label_at(odds, first) == label_at(odds, first + weight - 1) == label


def test_there_is_no_ticket_beyond_the_weights() -> None:
    odds = odds_of(Surprise().prizes, 10)
    with pytest.raises(AssertionError):
        label_at(odds, sum(weight for _, weight in odds))
