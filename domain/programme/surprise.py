"""Rewards nobody expects: on some purchases, and by one draw a day."""

from pydantic import Field, field_validator

from domain.programme.basics import Frozen, Percent, Points, WallTime, Whole


class Prize(Frozen):
    """One line of the surprise table: points and the weight they are drawn with."""

    points: Points
    weight: Whole = Field(ge=1, le=10_000)


class Surprise(Frozen):
    """How often purchases win, what, and the day's draw; both inside one daily budget."""

    purchase_percent: Percent = 10
    prizes: tuple[Prize, ...] = (
        Prize(points=20, weight=70),
        Prize(points=50, weight=25),
        Prize(points=200, weight=5),
    )
    draw_at: WallTime = "12:00"
    draw_winners: Whole = Field(1, le=100)
    draw_active_days: Whole = Field(30, ge=1, le=365)
    daily_budget: Whole = 2_000

    @field_validator("prizes")
    @classmethod
    def _some_prize(cls, prizes: tuple[Prize, ...]) -> tuple[Prize, ...]:
        if not prizes:
            raise ValueError("needs at least one prize")
        return prizes
