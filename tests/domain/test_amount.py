"""Amounts as people type them: what is taken, what is refused, and by which rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import AmountRefused
from domain.purchases import parse_amount

MOST = 10_000_000


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("88.40", 8840),
        ("88.4", 8840),
        ("88", 8800),
        ("0.01", 1),
        (" 88.40\n", 8840),
        ("007", 700),
        ("100000", MOST),
    ],
)
def test_an_amount_is_read_in_minor_units(text: str, minor: int) -> None:
    assert parse_amount(text, 2, MOST) == minor


def test_a_currency_without_a_smaller_unit_takes_whole_amounts() -> None:
    assert parse_amount("1500", 0, MOST) == 1500
    assert _rule("1500.5", digits=0) == "decimals"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("0", "positive"),
        ("0.00", "positive"),
        ("-5", "positive"),
        ("-0.01", "positive"),
        ("1e9", "digits"),
        ("١٠٠", "digits"),
        ("１００", "digits"),
        ("²", "digits"),
        ("NaN", "digits"),
        ("Infinity", "digits"),
        ("+5", "digits"),
        ("1_000", "digits"),
        ("1,000", "digits"),
        ("8 8", "digits"),
        ("", "digits"),
        ("   ", "digits"),
        (".5", "digits"),
        ("5.", "digits"),
        ("1.2.3", "digits"),
        ("0x10", "digits"),
        ("-", "digits"),
        ("¥88", "digits"),
        ("10.005", "decimals"),
        ("10.000", "decimals"),
        ("9" * 20, "most"),
        ("9" * 5_000, "most"),
        ("100000.01", "most"),
    ],
)
def test_what_is_not_an_amount_is_refused_with_the_rule_it_breaks(text: str, rule: str) -> None:
    assert _rule(text) == rule


@given(st.integers(1, MOST))
def test_every_amount_written_out_is_read_back(minor: int) -> None:
    assert parse_amount(f"{minor // 100}.{minor % 100:02}", 2, MOST) == minor


@given(st.text(max_size=30))
def test_any_text_is_an_amount_within_bounds_or_refused(text: str) -> None:
    try:
        minor = parse_amount(text, 2, MOST)
    except AmountRefused:
        assert _rule(text) in {"digits", "decimals", "positive", "most"}
    else:
        assert 0 < minor <= MOST


def _rule(text: str, digits: int = 2) -> str:
    with pytest.raises(AmountRefused) as refused:
        parse_amount(text, digits, MOST)
    return refused.value.rule
