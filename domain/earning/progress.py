"""How far a member has come: challenges that run, and what is to be reached within the month."""

from dataclasses import dataclass

from domain.calendar import instant, local_date, months_later
from domain.earning.audience import window
from domain.earning.moments.eligible import is_meant, running
from domain.earning.purchase.plan import once_of
from domain.earning.taken import taken
from domain.programme import ChallengeRule, InKindRule, StepRule
from domain.tx import ReadTx

Goal = ChallengeRule | StepRule | InKindRule


@dataclass(frozen=True)
class Progress:
    """How far a member is with a goal: minor units, or purchases where `counts` says so.

    `done`: it was paid; `ends_at`: the instant (UTC us) at which it is over, or begins anew.
    """

    rule: Goal
    reached: int
    target: int
    ends_at: int
    done: bool
    counts: bool = False

    @property
    def missing(self) -> int:
        """What is still to be bought."""
        return self.target - self.reached


def progress(tx: ReadTx, member: int) -> tuple[Progress, ...]:
    """Every goal that a member can reach now: open ones first, those that end soonest before."""
    paid = taken(tx, member, local_date(tx.now, tx.programme.zone))
    goals: tuple[Goal, ...] = (
        *running(tx, ChallengeRule),
        *running(tx, StepRule),
        *running(tx, InKindRule),
    )
    found = [_progress(tx, member, rule, paid) for rule in goals if is_meant(tx, rule, member)]
    return tuple(sorted(found, key=lambda one: (one.done, one.ends_at, one.rule.id)))


def _progress(tx: ReadTx, member: int, rule: Goal, paid: frozenset[tuple[str, str]]) -> Progress:
    zone = tx.programme.zone
    today = local_date(tx.now, zone)
    begins, ends = window(rule, zone)
    if not isinstance(rule, ChallengeRule):
        # A month's spending counts from its first day, wherever the rule began in it.
        month = today.replace(day=1)
        begins = instant(month, zone)
        ends = min(ends, instant(months_later(month, 1), zone))
    spent, orders = tx.sql.earning.bought_since(member=member, at=tx.now, since=begins)
    counts = isinstance(rule, ChallengeRule) and rule.orders > 0
    target = rule.orders if isinstance(rule, ChallengeRule) and counts else rule.spend_minor
    return Progress(
        rule=rule,
        reached=min(orders if counts else spent, target),
        target=target,
        ends_at=ends,
        done=(rule.id, once_of(rule, today)) in paid,
        counts=counts,
    )
