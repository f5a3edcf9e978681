"""The daily sign-in: a calendar day of the programme's zone counts once."""

from dataclasses import dataclass, replace
from datetime import date

from domain import books
from domain.calendar import local_date
from domain.earning.granting import grant
from domain.earning.rules import next_streak, streak_on
from domain.tx import Tx


@dataclass(frozen=True)
class SignedIn:
    """Today's sign-in: `is_new` unless it was done before; tomorrow's and the last day's reward.

    `repaid`: so many of its points paid what was owed.
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


def sign_in(tx: Tx, member: int) -> SignedIn:
    """Credits today's reward, or tells that it was credited already."""
    books.lock(tx, member)
    rewards = tx.programme.sign_in
    today = local_date(tx.now, tx.programme.zone)
    row = tx.sql.earning.last_sign_in(member=member)
    last = (date.fromisoformat(row[0]), row[1]) if row else None
    if last and last[0] >= today:
        return _result(streak_on(last[1], rewards).day, rewards, books.available(tx, member), False)
    streak = next_streak(last, today, rewards)
    posting = grant(tx, member, streak.points, "sign_in", "member")
    tx.sql.earning.add_sign_in(
        member=member, day=today.isoformat(), streak=streak.day, txn=posting.txn
    )
    done = _result(streak.day, rewards, posting.balance, True)
    return replace(done, repaid=posting.repaid)


def _result(day: int, rewards: tuple[int, ...], balance: int, is_new: bool) -> SignedIn:
    today, tomorrow = streak_on(day, rewards), streak_on(day + 1, rewards)
    return SignedIn(
        is_new=is_new,
        points=today.points,
        streak=day,
        of_cycle=today.of_cycle,
        cycle=len(rewards),
        tomorrow=tomorrow.points,
        milestone=rewards[-1],
        milestone_in_days=(len(rewards) - today.of_cycle) or len(rewards),
        balance=balance,
    )
