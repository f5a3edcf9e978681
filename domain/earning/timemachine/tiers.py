"""The tier a member holds while a replay goes by: credits raise it, time judges and lowers it."""

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence

from domain.calendar import local_date, months_later, wall
from domain.earning.keeping import JUDGED_AT, tended_at
from domain.earning.purchase.plan import Plan, plan_of
from domain.earning.tiers import best_tier, grace_from, window_start
from domain.programme import Programme, Tier


class Rules:
    """The plans in force, each since its instant (UTC us); the first one also before."""

    def __init__(self, versions: Sequence[tuple[int, Programme]]) -> None:
        self._since = [since for since, _ in versions]
        self._plans = [plan_of(programme) for _, programme in versions]
        ladders = [programme.tiers for _, programme in versions]
        # Who has earned less than this anywhere is in the lowest tier everywhere.
        self.least_rise = min(
            (ladder[1].threshold for ladder in ladders if len(ladder) > 1), default=1 << 62
        )

    def at(self, at: int) -> Plan:
        """The plan in force at an instant."""
        if len(self._plans) == 1:
            return self._plans[0]
        return self._plans[max(bisect_right(self._since, at) - 1, 0)]


class Earned:
    """Points earned at an instant; none are left of them once they are taken back, or too old."""

    __slots__ = ("at", "points")

    def __init__(self, at: int, points: int) -> None:
        self.at = at
        self.points = points


class Held:
    """One member's tier. Time goes forward: each call is of an instant no earlier than the last."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._window: deque[Earned] = deque()
        self._sum = 0
        self._tier: str | None = None
        self._before: str | None = None
        self._since: int | None = None
        self._grace: int | None = None
        self._seen_until = 0

    def tier(self, at: int) -> Tier:
        """The member's tier at an instant."""
        programme = self._rules.at(at).programme
        if self._is_low:
            self._seen_until = at
            return programme.tiers[0]
        self._pass_time(at)
        return best_tier(programme, self._tier, self._earned(at, programme))

    def earn(self, at: int, points: int, *, by_purchase: bool = True) -> Earned:
        """Counts a credit: it may raise the tier, or save it."""
        seen = self.tier(at)
        credit = Earned(at, points)
        self._window.append(credit)
        self._sum += points
        if self._is_low:
            return credit
        # As the counter does: only a tier above the one it has seen is a rise.
        reached = self._rules.at(at).programme.tier_at(self._sum)
        if not by_purchase or self._grace is not None or reached.threshold > seen.threshold:
            self._rise(at)
        return credit

    def take_back(self, credit: Earned, at: int) -> None:
        """Takes a credit back at a later instant, and the rise that it had brought."""
        self._pass_time(at)
        self._sum -= credit.points
        credit.points = 0
        if self._before is None or self._since != credit.at:
            return
        programme = self._rules.at(at).programme
        tier = best_tier(programme, self._before, self._earned(at, programme))
        if tier.id != self._tier:
            self._put(tier, None, at)

    def _rise(self, at: int) -> None:
        programme = self._rules.at(at).programme
        tier = self._kept(programme) or programme.tiers[0]
        earned = self._earned(at, programme)
        reached = programme.tier_at(earned)
        if reached.threshold > tier.threshold:
            self._put(reached, tier.id, at)
        elif earned >= tier.threshold:
            self._grace = None

    @property
    def _is_low(self) -> bool:
        """Whether the lowest tier is the only one that can be meant, as for most members."""
        return self._tier is None and self._sum < self._rules.least_rise

    def _pass_time(self, at: int) -> None:
        """Lets the jobs come by that ran until an instant."""
        while not self._is_low:
            programme = self._rules.at(at).programme
            judged, fallen = self._next_judgement(programme.zone), self._next_fall(programme)
            if min(judged, fallen) > at:
                break
            self._seen_until = min(judged, fallen)
            (self._judge if judged < fallen else self._fall)(self._seen_until)
        self._seen_until = at

    def _next_judgement(self, zone: str) -> int:
        first = local_date(self._seen_until, zone).replace(day=1)
        this = wall(first, JUDGED_AT, zone)
        return this if this > self._seen_until else wall(months_later(first, 1), JUDGED_AT, zone)

    def _next_fall(self, programme: Programme) -> int:
        if self._grace is None:
            return 1 << 62
        over = local_date(self._grace, programme.zone)
        return wall(over, tended_at(programme), programme.zone)

    def _judge(self, at: int) -> None:
        programme = self._rules.at(at).programme
        reached, tier = programme.tier_at(self._earned(at, programme)), self._kept(programme)
        if tier is None or reached.threshold > tier.threshold:
            if self._tier or reached.threshold:
                self._put(reached, None, at)
        elif reached.threshold < tier.threshold:
            self._grace = self._grace or grace_from(at, programme)
        else:
            self._grace = None

    def _fall(self, at: int) -> None:
        programme = self._rules.at(at).programme
        tier = self._kept(programme)
        if tier is None or self._earned(at, programme) >= tier.threshold:
            self._grace = None
        else:
            place = programme.tiers.index(tier)
            self._put(programme.tiers[place - 1], None, at)

    def _put(self, tier: Tier, before: str | None, at: int) -> None:
        self._tier, self._before, self._since, self._grace = tier.id, before, at, None

    def _kept(self, programme: Programme) -> Tier | None:
        return programme.tier(self._tier) if self._tier else None

    def _earned(self, at: int, programme: Programme) -> int:
        """What was earned in the rolling twelve months before an instant."""
        window = self._window
        if window:
            since = window_start(at, programme.zone)
            while window and window[0].at < since:
                credit = window.popleft()
                self._sum -= credit.points
                credit.points = 0
        return self._sum
