"""Recency, frequency, money: where a digit changes, and which segments the digits make."""

import pytest

from domain.calendar import DAY
from domain.insight.rfm import rfm, segments


@pytest.mark.parametrize(
    ("days", "orders", "paid", "digits", "found"),
    [
        (0, 1, 100, (3, 1, 1), {"regular"}),
        (30, 4, 499_999, (3, 1, 1), {"regular"}),
        (31, 5, 500_000, (2, 2, 2), {"slipping"}),
        (90, 10, 500_000, (2, 3, 2), {"slipping", "best"}),
        (91, 10, 1_000_000, (1, 3, 3), {"away", "best"}),
        (400, 0, 0, (1, 1, 1), {"away"}),
        (None, 0, 0, (1, 1, 1), {"never"}),
    ],
)
def test_three_digits_make_the_segments(
    days: int | None, orders: int, paid: int, digits: tuple[int, ...], found: set[str]
) -> None:
    now, joined = 1_000 * DAY, 1_000 * DAY - 31 * DAY
    last = None if days is None else now - days * DAY
    stands = rfm(now, last, orders, paid, 2)
    assert (stands.recency, stands.frequency, stands.money) == digits
    assert segments(now, joined, last, stands) == found
    assert segments(now, joined + DAY, last, stands) == found | {"new"}
