"""What is earned as it must be: rules, caps and tiers, in plain arithmetic on a `Ledger`."""

from bisect import bisect_right

from domain.errors import LimitReached, RainOver
from tests.simulation.days import (
    day_of,
    end_after_days,
    end_after_year,
    month_of,
    window_start,
)
from tests.simulation.ledger import Facts, Ledger
from tests.simulation.rules import (
    GRACE_DAYS,
    MILESTONE,
    MILESTONE_DAY,
    MONTH_CAP,
    POT,
    REVIEW,
    REVIEWS,
    SHARE,
    SIGN_IN,
    THRESHOLDS,
    WARN_DAYS,
    YEAR_CAP,
)
from tests.simulation.things import Member, Txn

Mark = tuple[str, str]
Shares = tuple[tuple[str, int], ...]


class Earning(Ledger):
    """What members do for points, at `now`."""

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.pot = POT

    def act(self, who: int) -> Facts:
        """Something is done for points, so often a month."""
        member, month = self.members[who], named(month_of(self.now))
        done = sum(mark[0] == "review" and mark[1].startswith(month) for mark in member.taken)
        if done == REVIEWS:
            raise LimitReached(REVIEWS, "month")
        member.taken["review", f"{month}/{done + 1}"] = None
        points = min(REVIEW, self._room(member))
        repaid = self._earn(who, points, "activity")[1] if points else 0
        self._rise(member)
        left = REVIEWS - done - 1
        facts = {"points": points, "balance": self.available(member), "left": left}
        return facts | {"capped": REVIEW - points, "repaid": repaid}

    def catch(self, who: int) -> Facts:
        """A share of the pot, once each, while there is some."""
        member, repaid, is_new = self.members[who], 0, False
        if ("rain", "ever") not in member.taken:
            if self.pot < SHARE:
                raise RainOver(shares=POT // SHARE)
            self.pot -= SHARE
            member.taken["rain", "ever"] = None
            _, repaid = self._issue(who, SHARE, "rain", end_after_year(self.now), 0, self.now)
            is_new = True
        balance = self.available(member)
        return {"points": SHARE, "is_new": is_new, "balance": balance, "repaid": repaid}

    def sign_in(self, who: int) -> Facts:
        """Once a day, more for each day of a week in a row."""
        member, today = self.members[who], day_of(self.now)
        last, streak = member.signed
        if last >= today:
            points = _of_streak(streak)
            return {"is_new": False, "points": points, "balance": self.available(member)}
        member.signed = today, streak = today, streak + 1 if last == today - 1 else 1
        points = min(_of_streak(streak), self._room(member))
        if points:
            self._earn(who, points, "sign_in")
        return {"is_new": True, "points": points, "balance": self.available(member)}

    def judge(self, slot: int) -> Facts:
        """On the first of a month: who holds more than they earned has a grace from now on."""
        since = window_start(slot)
        for member in self.members:
            reached = tier_at(self._earned(member, since=since))
            if member.tier is None or reached > member.tier:
                if member.tier is not None or reached:
                    member.stands(reached, self.now)
            elif reached < member.tier:
                if member.grace is None:
                    member.endangered(end_after_days(self.now, GRACE_DAYS))
            else:
                member.endangered(None)
        return {"count": len(self.members), "done": True}

    def tend(self) -> Facts:
        """Who is close to the end of their grace is warned once; when it is over, one step down."""
        until, count = end_after_days(self.now, WARN_DAYS), 0
        for member in self.members:
            if member.tier is None or member.grace is None or member.grace > until:
                continue
            is_over = member.grace <= self.now
            if member.is_warned and not is_over:
                continue
            count += 1
            if self._earned(member) >= THRESHOLDS[member.tier]:
                member.endangered(None)
            elif is_over:
                member.stands(member.tier - 1, self.now)
            else:
                member.is_warned = True
        return {"count": count, "done": True}

    def _earn(self, who: int, points: int, origin: str) -> tuple[Txn, int]:
        txn, repaid = self._issue(who, points, origin, end_after_year(self.now), 0, self.now)
        self.members[who].earned.append((self.now, origin, txn))
        return txn, repaid

    def _earned(self, member: Member, until: int | None = None, since: int | None = None) -> int:
        """What counts towards the tier, undone purchases left out."""
        start = window_start(self.now) if since is None else since
        return sum(
            txn.whole - txn.back
            for at, origin, txn in member.earned
            if origin != "sign_in" and start <= at and (until is None or at <= until)
        )

    def _room(self, member: Member) -> int:
        """What both caps leave."""
        month = month_of(self.now)
        left = [MONTH_CAP, YEAR_CAP]
        for at, _, txn in member.earned:
            left[0] -= (txn.whole - txn.back) * (month_of(at) == month)
            left[1] -= (txn.whole - txn.back) * (month_of(at)[0] == month[0])
        return max(min(left), 0)

    def _rise(self, member: Member) -> None:
        """A tier rises as soon as it is earned; who has earned it again is out of danger."""
        tier, earned = member.tier or 0, self._earned(member)
        if tier_at(earned) > tier:
            member.stands(tier_at(earned), self.now, before=tier)
        elif earned >= THRESHOLDS[tier]:
            member.endangered(None)


def tier_at(earned: int) -> int:
    """The tier that so many points reach."""
    return bisect_right(THRESHOLDS, earned) - 1


def _of_streak(day: int) -> int:
    return SIGN_IN[(day - 1) % len(SIGN_IN)] + MILESTONE * (day == MILESTONE_DAY)


def named(month: tuple[int, int]) -> str:
    """A month as rules write it down."""
    return f"{month[0]}-{month[1]:02}"
