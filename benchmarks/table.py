"""What a measurement found, as a row of the table."""

from dataclasses import dataclass

WIDTHS = (37, 44, 27, 7)


class CannotRun(Exception):
    """A measurement lacks something it needs; the message says what."""


@dataclass(frozen=True)
class Row:
    """One goal: what was measured, the ratio or figure that counts, and whether it is met."""

    question: str
    measured: str
    figure: str
    goal: str
    met: bool | None

    def __str__(self) -> str:
        verdict = {True: "met", False: "MISSED", None: "not run"}[self.met]
        figure = f"{self.figure} ({self.goal})" if self.goal else self.figure
        cells = (self.question, self.measured, figure, verdict)
        return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))


def at_least(question: str, measured: str, ratio: float, goal: float) -> Row:
    """A row whose ratio has to reach its goal."""
    return Row(question, measured, f"{ratio:.3f}", f"goal >= {goal}", ratio >= goal)


def at_most(question: str, measured: str, figure: float, goal: float, unit: str = "") -> Row:
    """A row whose figure has to stay within its goal."""
    met = figure <= goal
    return Row(question, measured, f"{figure:.2f}{unit}", f"goal <= {goal}{unit}", met)


def not_run(question: str, reason: str) -> Row:
    """A row for what could not be measured here, and why."""
    return Row(question, reason, "-", "", None)
