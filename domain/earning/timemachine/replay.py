"""One member's purchases under any rules: what the counter asks of the books, kept in memory.

The rules are the counter's own. Members do not touch one another, so a replay of all of them
needs the memory of one.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from domain.calendar import instant, local_date
from domain.earning.facts import Award, Facts
from domain.earning.purchase.award import award, discount
from domain.earning.purchase.plan import Plan
from domain.earning.purchase.rules import paid_after_discount
from domain.earning.tiers import window_start
from domain.earning.timemachine.tiers import Earned, Held, Rules

Bright = Callable[[int], int]
DAYS_KEPT = 4_096


class Bought(NamedTuple):
    """A purchase as the books keep it; money in minor units, times in UTC microseconds."""

    id: int
    at: int
    price: int
    paid: int
    shop: str
    category: str | None
    product: str | None
    undone_at: int | None


class Counted(NamedTuple):
    """Other points that count: towards the caps, and where `for_tier`, towards the tier."""

    at: int
    id: int
    points: int
    for_tier: bool


@dataclass(frozen=True, slots=True)
class Past:
    """What a member did, in order of time."""

    member: int
    joined_at: int
    purchases: Sequence[Bought]
    counted: Sequence[Counted] = ()


class Replayed(NamedTuple):
    """A purchase under some rules: what it earned, what was paid, the discount in percent."""

    bought: Bought
    award: Award
    paid: int
    percent: int


def replay(
    past: Past, rules: Rules, bright: Bright, beside: Sequence[Replayed] = ()
) -> list[Replayed]:
    """Credits every purchase of a member anew, as the counter would have.

    A purchase costs what was paid for it; with a discount unlike the one `beside` it, its price
    less that. `bright` says how bright campaigns were at an instant, in percent.
    """
    memory = _Memory(past, rules)
    done: list[Replayed] = []
    for number, bought in enumerate(past.purchases):
        plan = rules.at(bought.at)
        facts = memory.facts(bought, plan, bright(bought.at))
        percent, paid = discount(plan, facts), bought.paid
        if beside and beside[number].percent != percent:
            paid = paid_after_discount(bought.price, percent) if bought.price else 0
        if paid != facts.paid:
            facts = replace(facts, paid=paid)
        made = award(plan, facts)
        memory.keep(bought, paid, made)
        done.append(Replayed(bought, made, paid, percent))
    return done


class _Day(NamedTuple):
    """A local day: when its month and its year began, and the twelve months before it."""

    month: int
    year: int
    since: int


@lru_cache(DAYS_KEPT)
def _day(day: date, zone: str) -> _Day:
    first = day.replace(day=1)
    return _Day(
        instant(first, zone),
        instant(first.replace(month=1), zone),
        window_start(instant(day, zone), zone),
    )


class _Memory:
    """What is known of one member while time goes by."""

    def __init__(self, past: Past, rules: Rules) -> None:
        self._past = past
        self._rules = rules
        self._held = Held(rules)
        # Purchases that stand, in order: when, which, and what was paid.
        self._times: list[int] = []
        self._ids: list[int] = []
        self._paid: list[int] = []
        self._taken: frozenset[tuple[str, str]] = frozenset()
        # What counts towards the caps, in order: when it was earned, and the points.
        self._capped: list[tuple[int, int]] = []
        self._month = self._year = 0
        self._month_earned = self._year_earned = 0
        self._credits: dict[int, tuple[Earned | None, Award]] = {}
        ahead: list[tuple[int, int, Bought | Counted]] = [
            (each.at, each.id, each) for each in past.counted
        ]
        ahead += [(each.undone_at, -1, each) for each in past.purchases if each.undone_at]
        self._ahead = sorted(ahead, key=lambda one: one[:2], reverse=True)

    def facts(self, bought: Bought, plan: Plan, bright: int) -> Facts:
        """What the rules see of a purchase at its full price, just before it counts."""
        at, past = bought.at, self._past
        if self._ahead:
            self._catch_up(at, bought.id)
        day = _day(local_date(at, plan.zone), plan.zone)
        self._turn(day)
        times = self._times
        return Facts(
            past.member,
            at,
            bought.price,
            bought.shop,
            self._held.tier(at).id,
            past.joined_at,
            bought.category,
            bought.product,
            len(times),
            len(times) - bisect_left(times, day.since),
            times[-1] if times else None,
            sum(self._paid[bisect_left(times, day.month) :]),
            self._progress(plan, at),
            self._taken,
            self._month_earned,
            self._year_earned,
            bright,
        )

    def keep(self, bought: Bought, paid: int, made: Award) -> None:
        """Takes in what a purchase earned and used up."""
        self._times.append(bought.at)
        self._ids.append(bought.id)
        self._paid.append(paid)
        credit = self._held.earn(bought.at, made.points) if made.points else None
        if made.points:
            self._count(bought.at, made.points)
        if made.taken:
            self._taken |= frozenset(made.taken)
        if bought.undone_at is not None:
            self._credits[bought.id] = credit, made

    def _progress(self, plan: Plan, at: int) -> dict[str, tuple[int, int]]:
        found = {}
        for rule, begins in plan.challenges(at):
            first = bisect_left(self._times, begins)
            found[rule.id] = sum(self._paid[first:]), len(self._times) - first
        return found

    def _catch_up(self, at: int, id_: int) -> None:
        """Lets everything else come by that happened before a purchase."""
        while self._ahead and self._ahead[-1][:2] < (at, id_):
            when, _, what = self._ahead.pop()
            zone = self._rules.at(when).zone
            self._turn(_day(local_date(when, zone), zone))
            if isinstance(what, Bought):
                self._undo(what, when)
            else:
                self._count(when, what.points)
                if what.for_tier:
                    self._held.earn(when, what.points, by_purchase=False)

    def _undo(self, bought: Bought, at: int) -> None:
        credit, made = self._credits.pop(bought.id)
        place = self._ids.index(bought.id)
        for kept in (self._times, self._ids, self._paid):
            del kept[place]
        if credit is not None:
            self._held.take_back(credit, at)
        self._count(bought.at, -made.points)
        self._taken -= frozenset(made.taken)

    def _turn(self, day: _Day) -> None:
        """Begins another month or year; where the zone moves, points may be in it already."""
        if day.month != self._month:
            self._month, self._month_earned = day.month, self._earned_since(day.month)
        if day.year != self._year:
            self._year, self._year_earned = day.year, self._earned_since(day.year)

    def _earned_since(self, begins: int) -> int:
        first = bisect_left(self._capped, (begins,))
        return sum(points for _, points in self._capped[first:])

    def _count(self, earned_at: int, points: int) -> None:
        """Counts points towards the caps of the month and the year they were earned in."""
        insort(self._capped, (earned_at, points))
        if earned_at >= self._month:
            self._month_earned += points
        if earned_at >= self._year:
            self._year_earned += points
