"""Days of signing in without a gap: what each is worth, and what is added when a run is long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.calendar import next_day
from domain.earning.facts import Share
from domain.programme import StreakRule


@dataclass(frozen=True)
class Streak:
    """A day of signing in: which day of the streak, which of the cycle (from 1), its reward."""

    day: int
    of_cycle: int
    points: int


def next_streak(
    last: tuple[date, int] | None, today: date, zone: str, rewards: tuple[int, ...]
) -> Streak:
    """The streak that signing in today makes, after `last` (its date and day of the streak)."""
    unbroken = last is not None and next_day(last[0], zone) == today
    return streak_on(last[1] + 1 if last is not None and unbroken else 1, rewards)


def streak_on(day: int, rewards: tuple[int, ...]) -> Streak:
    """The given day of a streak: the rewards go round."""
    position = (day - 1) % len(rewards)
    return Streak(day, position + 1, rewards[position])


def one_missed(last: date, today: date, zone: str) -> bool:
    """Whether exactly one day lies between two local days."""
    return next_day(next_day(last, zone), zone) == today


def milestones(rules: Iterable[StreakRule], day: int) -> tuple[Share, ...]:
    """What rules add to a day's reward, each its share."""
    return tuple(
        Share(rule.id, rule.kind, rule.points)
        for rule in sorted(rules, key=lambda rule: rule.id)
        if day == rule.day or (rule.repeats and day % rule.day == 0)
    )


def next_milestone(rules: Iterable[StreakRule], day: int) -> tuple[int, int] | None:
    """The nearest day after `day` to which rules add something, and how much; None for none."""
    kept = tuple(rules)
    ahead = [
        rule.day if day < rule.day else (day // rule.day + 1) * rule.day
        for rule in kept
        if day < rule.day or rule.repeats
    ]
    if not ahead:
        return None
    nearest = min(ahead)
    return nearest, sum(share.points for share in milestones(kept, nearest))
