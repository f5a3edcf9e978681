"""What a trial comes to: both sides added up member by member, and what that means in money."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from domain.books import Liability
from domain.calendar import end_of_validity, instant, local_date, months_later
from domain.earning.timemachine.drafts import Moved, Trial
from domain.earning.timemachine.replay import Replayed
from domain.programme import Expiry, InKindRule, Programme

# The longest period with whose end points may end, in months.
_PERIOD_MAX = 6


@dataclass(frozen=True)
class Extent:
    """How many purchases there are, and when the first and the last were made (UTC us), if any."""

    purchases: int
    first: int | None
    last: int | None


@dataclass
class Side:
    """What one set of rules gives; money in minor units.

    `live`: so many of the points would not have ended by now. `off`: what discounts took off the
    prices of what was `paid`; `gifts` in kind and what they are worth.
    """

    points: int = 0
    live: int = 0
    paid: int = 0
    off: int = 0
    gifts: int = 0
    gifts_minor: int = 0
    worth_minor: int = 0

    @property
    def cost_bp(self) -> int:
        """What the points are worth, in hundredths of a percent of what was paid."""
        return self.worth_minor * 10_000 // self.paid if self.paid else 0

    def take(self, other: "Side") -> None:
        """Adds another part of the same side."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Month:
    """A month's points, `1997-01`: under the rules in force, and under the draft."""

    month: str
    now: int
    draft: int


@dataclass(frozen=True)
class Most:
    """The member to whom a draft brings most: their points on both sides, and their purchases."""

    member: int
    now: int
    draft: int
    purchases: int
    paid: int


@dataclass(frozen=True)
class Outcome:
    """What a draft would have come to over all purchases, beside the rules in force.

    `owed_points`: so many more would be outstanding today. Of members, how many would have more,
    less or as much as they have, points before gifts. `moved` and `left_out` as in Trial.
    """

    extent: Extent
    members: int
    now: Side
    draft: Side
    owed_points: int
    owed_minor: int
    winners: int
    losers: int
    unchanged: int
    most: Most | None
    months: tuple[Month, ...]
    soft_percent: int
    hard_percent: int
    moved: tuple[Moved, ...]
    left_out: tuple[str, ...]

    @property
    def points(self) -> int:
        """How many more points the draft would have given."""
        return self.draft.points - self.now.points

    @property
    def worth_minor(self) -> int:
        """What these are worth at the anchor."""
        return self.draft.worth_minor - self.now.worth_minor

    def budget_percent(self, side: Side) -> tuple[int, int]:
        """How much of the soft and of the hard cap a side's points use up, in percent."""
        return side.cost_bp // self.soft_percent, side.cost_bp // self.hard_percent


@dataclass
class Tally:
    """The sums of a trial so far."""

    trial: Trial
    members: int = 0
    now: Side = field(default_factory=Side)
    draft: Side = field(default_factory=Side)
    winners: int = 0
    losers: int = 0
    most: Most | None = None
    months: dict[int, list[int]] = field(default_factory=dict)

    def add_member(self, member: int, ours: Sequence[Replayed], theirs: Sequence[Replayed]) -> None:
        """Adds a member's purchases under the rules in force, and the same under the draft."""
        now = self._side(self.trial.now, ours, 0)
        draft = self._side(self.trial.draft, theirs, 1)
        gain = draft.points - now.points
        self.members += 1
        # Of those with as many points, who gets more in kind has more.
        more = gain, draft.gifts_minor - now.gifts_minor
        self.winners += more > (0, 0)
        self.losers += more < (0, 0)
        self.now.take(now)
        self.draft.take(draft)
        if gain > 0 and (self.most is None or gain > _gain(self.most)):
            self.most = Most(member, now.points, draft.points, len(ours), now.paid)

    def take(self, other: "Tally") -> None:
        """Adds what further members came to."""
        self.members += other.members
        self.winners += other.winners
        self.losers += other.losers
        self.now.take(other.now)
        self.draft.take(other.draft)
        for month, points in other.months.items():
            mine = self.months.setdefault(month, [0, 0])
            mine[0] += points[0]
            mine[1] += points[1]
        if other.most and (self.most is None or _gain(other.most) > _gain(self.most)):
            self.most = other.most

    def outcome(self, extent: Extent, owed: Liability) -> Outcome:
        """What it all comes to; of new points, as many would be outstanding as of the old ones."""
        trial = self.trial
        for programme, side in ((trial.now, self.now), (trial.draft, self.draft)):
            side.worth_minor = programme.worth_minor(side.points)
        more = self.draft.live - self.now.live
        owed_points = _part(more, owed.outstanding, owed.issued) if owed.issued else more
        currency = trial.draft.currency
        return Outcome(
            extent,
            self.members,
            self.now,
            self.draft,
            owed_points,
            _part(owed_points, currency.anchor_minor, currency.anchor_points),
            self.winners,
            self.losers,
            self.members - self.winners - self.losers,
            self.most,
            tuple(self._months()),
            trial.draft.budget.soft_percent,
            trial.draft.budget.hard_percent,
            trial.moved,
            trial.left_out,
        )

    def _side(self, programme: Programme, replayed: Sequence[Replayed], place: int) -> Side:
        side, zone = Side(), programme.zone
        lives_from = _lives_from(programme.expiry, zone, local_date(self.trial.at, zone))
        for bought, award, paid, _ in replayed:
            if bought.undone_at is not None:
                continue
            side.points += award.points
            side.paid += paid
            side.off += bought.price - paid
            if bought.at >= lives_from:
                side.live += award.points
            if award.gifts:
                side.gifts += len(award.gifts)
                side.gifts_minor += sum(_worth(programme, rule) for rule in award.gifts)
            day = local_date(bought.at, zone)
            month = day.year * 12 + day.month - 1
            (self.months.get(month) or self.months.setdefault(month, [0, 0]))[place] += award.points
        return side

    def _months(self) -> list[Month]:
        """Every month from the first to the last, also those in which nothing was bought."""
        if not self.months:
            return []
        return [
            Month(f"{each // 12}-{each % 12 + 1:02}", *self.months.get(each, (0, 0)))
            for each in range(min(self.months), max(self.months) + 1)
        ]


def _gain(most: Most) -> int:
    return most.draft - most.now


def _part(points: int, over: int, under: int) -> int:
    """points x over / under, rounded towards nothing."""
    part = abs(points) * over // under
    return part if points >= 0 else -part


def _worth(programme: Programme, rule_id: str) -> int:
    rule = programme.rule(rule_id)
    reward = programme.reward(rule.reward) if isinstance(rule, InKindRule) else None
    if reward is None:
        return 0
    given = reward.worth_minor
    return programme.worth_minor(reward.points) if given is None else given


@lru_cache(maxsize=16)
def _lives_from(expiry: Expiry, zone: str, today: date) -> int:
    """The first instant of which the points have not ended by today; what decays never ends."""
    if expiry.decay_percent:
        return 0
    now = instant(today, zone)
    day = months_later(today, -expiry.months - _PERIOD_MAX)
    while end_of_validity(instant(day, zone), expiry.months, zone, expiry.to_end_of) <= now:
        day += timedelta(days=1)
    return instant(day, zone)
