"""Rules that need no purchase: which of them run, and whether a member is meant."""

from typing import TypeVar

from domain.earning.audience import in_force, meant, segments
from domain.earning.tiers import standing, window_start
from domain.programme import RuleBase
from domain.tx import ReadTx

R = TypeVar("R", bound=RuleBase)


def running(tx: ReadTx, kind: type[R], at: int | None = None) -> tuple[R, ...]:
    """The rules of a kind in force at an instant (UTC us; now, unless it is said)."""
    when = tx.now if at is None else at
    return tuple(
        rule
        for rule in tx.programme.rules
        if isinstance(rule, kind) and in_force(rule, when, tx.programme.zone)
    )


def is_meant(tx: ReadTx, rule: RuleBase, member: int) -> bool:
    """Whether a rule is for a member as they stand now."""
    tier = standing(tx, member).tier.id if rule.tiers else ""
    found = segments(tx.now, *_bought(tx, member)) if rule.segments else frozenset()
    return meant(rule, member, tier, found)


def _bought(tx: ReadTx, member: int) -> tuple[int, int | None, int]:
    """When a member joined and last bought, and how often in the year."""
    since = window_start(tx.now, tx.programme.zone)
    joined_at, last, orders = tx.sql.moments.bought(member=member, since=since)
    return joined_at, last, orders
