"""The wheel's picture: what was drawn stands at the top, whatever the slices say."""

import pytest

from bot.playground.images import size_of
from bot.wheel import Slice, wheel

SLICES = (Slice("+5", 3), Slice("茶", 1), Slice("$x^2$ and a very long name", 1), Slice("", 95))


@pytest.mark.parametrize("drawn", range(len(SLICES)))
def test_each_stop_is_a_picture(drawn: int) -> None:
    assert size_of(wheel(SLICES, drawn)) == (600, 600)


def test_another_stop_is_another_picture_and_the_same_stop_the_same() -> None:
    assert wheel(SLICES, 0) != wheel(SLICES, 1)
    assert wheel(SLICES, 0) == wheel(SLICES, 0)


def test_a_wheel_of_one_slice_has_a_picture() -> None:
    assert wheel((Slice("+5", 1),), 0)
