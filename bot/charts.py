"""Pictures of figures, to be read on a phone: drawn without a screen, returned as PNG.

matplotlib is loaded when the first one is drawn: the bot starts without it.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from domain.earning.timemachine.outcome import Month

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INCHES, DOTS = (10, 6), 100
INK, PALE, NOW, DRAFT = "#2b2b2b", "#d9d9d9", "#8fa3b8", "#e07a1f"
# Fonts that have Chinese letters as well, by what they are called where.
FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Noto Sans CJK JP",
    "Droid Sans Fallback",
)
LABELS_MAX = 8


@dataclass(frozen=True)
class Labels:
    """The words in a picture, in the reader's language."""

    title: str
    now: str
    draft: str


def months(points: Sequence[Month], labels: Labels) -> bytes:
    """Points by month, the draft beside the rules in force; `points` is not empty."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=INCHES, dpi=DOTS, layout="constrained")
    axes = figure.subplots()
    places = range(len(points))
    for shift, color, word, values in (
        (-0.2, NOW, labels.now, [each.now for each in points]),
        (0.2, DRAFT, labels.draft, [each.draft for each in points]),
    ):
        axes.bar([place + shift for place in places], values, 0.4, color=color, label=said(word))
    _dress(axes, [each.month for each in points])
    if title := said(labels.title):
        axes.set_title(title, loc="left", fontfamily=fonts(), fontsize=20, color=INK, pad=44)
    # Where no font has the letters, the picture speaks by its colours alone.
    if said(labels.now) and said(labels.draft):
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(-0.01, 1.0),
            ncols=2,
            frameon=False,
            prop={"family": fonts(), "size": 16},
            labelcolor=INK,
        )
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _dress(axes: "Axes", names: Sequence[str]) -> None:
    step = -(-len(names) // LABELS_MAX)
    shown = range(0, len(names), step)
    axes.set_xticks(list(shown), [names[place] for place in shown], fontsize=14, color=INK)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.tick_params(axis="y", labelsize=14, labelcolor=INK, length=0)
    axes.tick_params(axis="x", color=PALE)
    axes.yaxis.grid(visible=True, color=PALE)
    axes.set_axisbelow(True)
    axes.set_ylim(bottom=0)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)


@cache
def fonts() -> list[str]:
    """What is installed of the fonts with Chinese letters, and the one that always is."""
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist}
    return [*(name for name in FONTS if name in installed), "DejaVu Sans"]


def said(text: str) -> str:
    """A text, or nothing where no font could draw it; what stands between two $ is no formula."""
    return text.replace("$", r"\$") if text.isascii() or len(fonts()) > 1 else ""
