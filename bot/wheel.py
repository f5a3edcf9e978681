"""The wheel of a game as it stopped: each slice as wide as its odds, the drawn one at the top."""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from bot.charts import DOTS, DRAFT, INK, NOW, PALE, fonts, said

INCHES = 6
WHITE = "#ffffff"
# Narrower slices have no room for a word (in hundredths of the wheel).
LABELLED_FROM = 3
LETTERS_MAX = 12
# The fonts of the drawing library are not for two at once.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Slice:
    """A line of the odds: what it gives, in a word, and its weight."""

    label: str
    weight: int


def wheel(slices: Sequence[Slice], drawn: int) -> bytes:
    """The wheel as a PNG; slice number `drawn` stands under the pointer."""
    with _one_at_a_time:
        return _wheel(slices, drawn)


def _wheel(slices: Sequence[Slice], drawn: int) -> bytes:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(INCHES, INCHES), dpi=DOTS, layout="constrained")
    axes = figure.subplots()
    weights = [each.weight for each in slices]
    whole = sum(weights)
    before = sum(weights[:drawn]) + weights[drawn] / 2
    axes.pie(
        weights,
        labels=[_label(each, whole) for each in slices],
        colors=[_colour(number, drawn) for number in range(len(slices))],
        startangle=90 + 360 * before / whole,
        counterclock=False,
        labeldistance=0.62,
        rotatelabels=True,
        wedgeprops={"edgecolor": WHITE, "linewidth": 4},
        textprops={
            "fontfamily": fonts(),
            "fontsize": 20,
            "color": INK,
            "ha": "center",
            "va": "center",
        },
    )
    axes.plot([0], [1.06], marker="v", markersize=28, color=INK, clip_on=False)
    axes.plot([0], [0], marker="o", markersize=26, color=WHITE)
    axes.set_ylim(-1.05, 1.15)
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _label(each: Slice, whole: int) -> str:
    return said(each.label[:LETTERS_MAX]) if 100 * each.weight >= LABELLED_FROM * whole else ""


def _colour(number: int, drawn: int) -> str:
    return DRAFT if number == drawn else (NOW, PALE)[number % 2]
