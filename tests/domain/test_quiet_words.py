"""How members say their quiet hours."""

import pytest

from domain.errors import QuietRefused
from domain.notices import parse_quiet


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("22-8", (1320, 480)),
        (" 22:30 - 7:45 ", (1350, 465)),
        ("22.30–7", (1350, 420)),
        ("13-15", (780, 900)),
        ("24-8", (0, 480)),
        ("22点到8点", (1320, 480)),
        ("22点30分至7点", (1350, 420)),
        ("22：30～8", (1350, 480)),
    ],
)
def test_hours_are_understood_as_people_write_them(said: str, minutes: tuple[int, int]) -> None:
    assert parse_quiet(said) == minutes


@pytest.mark.parametrize(
    "said", ["", "22", "8-8", "24-0", "25-8", "22:60-8", "24:30-8", "at night", "-22-8", "²²-8"]
)
def test_what_are_no_hours_is_refused(said: str) -> None:
    with pytest.raises(QuietRefused):
        parse_quiet(said)
