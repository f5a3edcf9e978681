"""The daily sign-in: a calendar day of the programme's zone counts once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain import books
from domain.calendar import instant, local_date, next_day
from domain.earning.audience import in_force
from domain.earning.caps import grant_within
from domain.earning.facts import Share
from domain.earning.moments.eligible import is_meant
from domain.earning.streaks import (
    milestones,
    next_milestone,
    next_streak,
    one_missed,
    streak_on,
)
from domain.errors import NothingToRepair
from domain.programme import StreakRule
from domain.tx import ReadTx, Tx

# A shorter streak is begun anew faster than it is mended.
WORTH_REPAIRING = 2


@dataclass(frozen=True)
class SignedIn:
    """Today's sign-in: `is_new` unless it was done before; what tomorrow and the last day bring.

    `bonus`: so many of its points a milestone added; `capped`: so many a cap cut off; `repaid`:
    so many paid what was owed. `ahead` points are added in `ahead_in_days` days. `repair`: the
    day of the streak that today would be if the day that was missed were repaired; 0: it cannot.
    """

    is_new: bool
    points: int
    streak: int
    of_cycle: int
    cycle: int
    tomorrow: int
    milestone: int
    milestone_in_days: int
    balance: int
    repaid: int = 0
    bonus: int = 0
    capped: int = 0
    ahead: int = 0
    ahead_in_days: int = 0
    repair: int = 0


@dataclass(frozen=True)
class AtRisk:
    """What a member has who signs in today, and loses who does not.

    Today would be day `streak` of their streak, `of_cycle` of the `cycle`, and bring `points`,
    tomorrow `tomorrow`; without it the next sign-in brings `again`. `repairs` are left.
    """

    streak: int
    of_cycle: int
    cycle: int
    points: int
    tomorrow: int
    again: int
    repairs: int


def sign_in(tx: Tx, member: int) -> SignedIn:
    """Credits today's reward, or tells that it was credited already."""
    owed = books.lock(tx, member).owed
    last, today = _last(tx, member), local_date(tx.now, tx.programme.zone)
    rules = _rules(tx, member)
    if last and last[0][0] >= today:
        return _told(tx, member, rules, last[0][1], books.available(tx, member))
    rewards = tx.programme.sign_in
    streak = next_streak(last[0] if last else None, today, tx.programme.zone, rewards)
    shares = (Share("sign_in", "sign_in", streak.points), *_added(tx, rules, streak.day, tx.now))
    paid = grant_within(tx, member, "sign_in", "member", shares, owed=owed, day=streak.day)
    tx.sql.sign_in.add(
        member=member, day=today.isoformat(), streak=streak.day, at=tx.now, txn=paid.txn
    )
    told = _told(tx, member, rules, streak.day, paid.balance)
    return replace(told, is_new=True, points=paid.points, repaid=paid.repaid, capped=paid.capped)


def repair(tx: Tx, member: int) -> SignedIn:
    """Mends a streak with one day missing: today becomes its next day, and is paid as that.

    The missed day itself is not. Raises NothingToRepair, also where the month's are used up.
    """
    owed = books.lock(tx, member).owed
    day, rules = _repairable(tx, member), _rules(tx, member)
    if not day:
        raise NothingToRepair
    rewards = tx.programme.sign_in
    more = max(streak_on(day, rewards).points - streak_on(1, rewards).points, 0)
    shares = (Share("sign_in", "sign_in", more),) if more else ()
    shares = (*shares, *_added(tx, rules, day, tx.now))
    paid = grant_within(tx, member, "sign_in", "member", shares, owed=owed, day=day, repaired=True)
    today = local_date(tx.now, tx.programme.zone)
    tx.sql.sign_in.add_repair(
        member=member, month=f"{today:%Y-%m}", streak=day - 1, at=tx.now, txn=paid.txn
    )
    told = _told(tx, member, rules, day, paid.balance)
    return replace(told, is_new=True, points=paid.points, repaid=paid.repaid, capped=paid.capped)


def at_risk(tx: ReadTx, member: int) -> AtRisk | None:
    """What ends tonight unless a member signs in; None where nothing does, or they did."""
    last, programme = _last(tx, member), tx.programme
    today = local_date(tx.now, programme.zone)
    tomorrow = next_day(today, programme.zone)
    if not last or next_day(last[0][0], programme.zone) != today:
        return None
    day, rules = last[0][1] + 1, _rules(tx, member)
    streak = streak_on(day, programme.sign_in)
    used: int = tx.sql.sign_in.repairs(member=member, month=f"{tomorrow:%Y-%m}")
    return AtRisk(
        streak=day,
        of_cycle=streak.of_cycle,
        cycle=len(programme.sign_in),
        points=_reward(tx, rules, day, tx.now),
        tomorrow=_reward(tx, rules, day + 1, instant(tomorrow, programme.zone)),
        again=_reward(tx, rules, 1, instant(tomorrow, programme.zone)),
        repairs=max(programme.sign_in_repairs - used, 0),
    )


def _reward(tx: ReadTx, rules: Sequence[StreakRule], day: int, at: int) -> int:
    """What a day of the streak brings at an instant, with what a milestone adds."""
    added = sum(share.points for share in _added(tx, rules, day, at))
    return streak_on(day, tx.programme.sign_in).points + added


def _last(tx: ReadTx, member: int) -> list[tuple[date, int]]:
    """The two newest sign-ins: the local day and the day of the streak.

    A day that was signed in for under another zone is not there to be had again in this one.
    """
    return [
        (max(date.fromisoformat(day), local_date(at, tx.programme.zone)), streak)
        for day, streak, at in tx.sql.sign_in.last(member=member)
    ]


def _repairable(tx: ReadTx, member: int) -> int:
    """The day of the streak that today would be, repaired; 0 where it cannot be."""
    last, rules = _last(tx, member), tx.programme
    today = local_date(tx.now, rules.zone)
    if len(last) < 2 or last[0] != (today, 1):
        return 0
    broken, days = last[1]
    if days < WORTH_REPAIRING or not one_missed(broken, today, rules.zone):
        return 0
    used: int = tx.sql.sign_in.repairs(member=member, month=f"{today:%Y-%m}")
    return days + 2 if used < rules.sign_in_repairs else 0


def _rules(tx: ReadTx, member: int) -> tuple[StreakRule, ...]:
    """The rules that are for a member, whenever they run."""
    rules = (rule for rule in tx.programme.rules if isinstance(rule, StreakRule))
    return tuple(rule for rule in rules if is_meant(tx, rule, member))


def _running(tx: ReadTx, rules: Sequence[StreakRule], at: int) -> list[StreakRule]:
    return [rule for rule in rules if in_force(rule, at, tx.programme.zone)]


def _added(tx: ReadTx, rules: Sequence[StreakRule], day: int, at: int) -> tuple[Share, ...]:
    """What rules add to a day of the streak that comes at an instant (UTC us)."""
    return milestones(_running(tx, rules, at), day)


def _told(tx: ReadTx, member: int, rules: Sequence[StreakRule], day: int, balance: int) -> SignedIn:
    """What the screen says on a day of the streak."""
    rewards, zone = tx.programme.sign_in, tx.programme.zone
    today = local_date(tx.now, zone)
    streak = streak_on(day, rewards)
    to_end = (len(rewards) - streak.of_cycle) or len(rewards)
    ahead = next_milestone(_running(tx, rules, instant(next_day(today, zone), zone)), day)

    def bonus(days: int) -> int:
        at = instant(today + timedelta(days=days), zone) if days else tx.now
        return sum(share.points for share in _added(tx, rules, day + days, at))

    added = bonus(0)
    return SignedIn(
        is_new=False,
        points=streak.points + added,
        streak=day,
        of_cycle=streak.of_cycle,
        cycle=len(rewards),
        tomorrow=streak_on(day + 1, rewards).points + bonus(1),
        milestone=rewards[-1] + bonus(to_end),
        milestone_in_days=to_end,
        balance=balance,
        bonus=added,
        ahead=ahead[1] if ahead else 0,
        ahead_in_days=ahead[0] - day if ahead else 0,
        repair=_repairable(tx, member),
    )
