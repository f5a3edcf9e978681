"""Activities and green acts: points for doing something, so many times a period."""

from dataclasses import dataclass
from typing import Literal

from domain import books
from domain.calendar import local_date
from domain.earning import keeping
from domain.earning.caps import grant_within
from domain.earning.facts import Share
from domain.earning.moments.eligible import is_meant, running
from domain.earning.taken import count, period_of, take
from domain.errors import ActivityOver, LimitReached
from domain.members import birthday_of, contact, staff
from domain.notices import tell
from domain.programme import ActivityRule, GreenRule
from domain.staff import note, refuse_own
from domain.tx import ReadTx, Tx

Doable = ActivityRule | GreenRule
By = Literal["staff", "member", "profile"]


@dataclass(frozen=True)
class Act:
    """Something to do for points; `left`: so often still in this period."""

    rule: Doable
    left: int

    @property
    def by(self) -> By:
        """Who knows that it was done."""
        return _by(self.rule)

    @property
    def per(self) -> str:
        """The period of its limit."""
        return _per(self.rule)


@dataclass(frozen=True)
class Done:
    """What was credited for an act. `capped`: a cap took so much of it; `left`: as in Act."""

    rule: Doable
    units: int
    points: int
    balance: int
    left: int
    capped: int = 0
    repaid: int = 0


def acts(tx: ReadTx, member: int, *by: By) -> tuple[Act, ...]:
    """What a member can do for points now, that these know of; what is used up comes last."""
    rules: tuple[Doable, ...] = (*running(tx, ActivityRule), *running(tx, GreenRule))
    found = [
        Act(rule, _left(tx, member, rule))
        for rule in rules
        if _by(rule) in by and is_meant(tx, rule, member)
    ]
    return tuple(sorted(found, key=lambda act: act.left == 0))


def act(tx: ReadTx, member: int, rule_id: str) -> Act:
    """One of them; raises ActivityOver where it is not for this member now."""
    rule = tx.programme.rule(rule_id)
    if isinstance(rule, Doable) and rule in running(tx, type(rule)) and is_meant(tx, rule, member):
        return Act(rule, _left(tx, member, rule))
    raise ActivityOver


def do_activity(
    tx: Tx, member: int, rule_id: str, actor: str, by: By = "staff", units: int = 1
) -> Done:
    """Credits an act, `units` times at once. Raises ActivityOver or LimitReached."""
    books.lock(tx, member)
    found = act(tx, member, rule_id)
    if found.by != by:
        raise ActivityOver
    rule = found.rule
    if units > found.left:
        raise LimitReached(_limit(rule), found.per)
    period = period_of(local_date(tx.now, tx.programme.zone), found.per)
    before = count(tx, member, rule.id, period)
    for number in range(before + 1, before + units + 1):
        take(tx, member, rule.id, f"{period}/{number}")
    done = _credit(tx, member, found, units, actor)
    keeping.rise(tx, member)
    return done


def credit_activity(tx: Tx, member: int, rule_id: str, units: int, staff_id: int) -> Done:
    """Staff credit what a member did, and the member is told. Raises OwnPurchase."""
    refuse_own(tx, staff_id, member)
    done = do_activity(tx, member, rule_id, staff(tx, staff_id), "staff", units)
    note(tx, staff_id, "activity", member=member, rule=rule_id, units=units, points=done.points)
    return done


def profile_lacks(tx: ReadTx, member: int) -> tuple[str, ...]:
    """What is not told yet of a full profile: the `language`, the `birthday`."""
    found = contact(tx, member)
    chosen = found is not None and found.language_chosen is not None
    told = {"language": chosen, "birthday": birthday_of(tx, member) is not None}
    return tuple(part for part, is_told in told.items() if not is_told)


def complete_profile(tx: Tx, member: int) -> None:
    """Credits a profile that is full by now, once."""
    books.lock(tx, member)
    if profile_lacks(tx, member):
        return
    for each in acts(tx, member, "profile"):
        if each.left:
            do_activity(tx, member, each.rule.id, "programme", "profile")


def _credit(tx: Tx, member: int, found: Act, units: int, actor: str) -> Done:
    rule, worth = found.rule, found.rule.points * units
    shares = (Share(rule.id, rule.kind, worth),)
    given = grant_within(tx, member, "activity", actor, shares, units=units)
    left = found.left - units
    done = Done(rule, units, given.points, given.balance, left, given.capped, given.repaid)
    if found.by != "member":
        name = rule.name.model_dump()
        told = {"balance": given.balance, "capped": given.capped, "repaid": given.repaid}
        tell(tx, member, "activity", given.txn, rule=name, points=given.points, **told)
    return done


def _left(tx: ReadTx, member: int, rule: Doable) -> int:
    period = period_of(local_date(tx.now, tx.programme.zone), _per(rule))
    return max(_limit(rule) - count(tx, member, rule.id, period), 0)


def _by(rule: Doable) -> By:
    return rule.by if isinstance(rule, ActivityRule) else "staff"


def _per(rule: Doable) -> str:
    if isinstance(rule, GreenRule):
        return "day"
    # A profile is completed once, however often it is changed.
    return "ever" if rule.by == "profile" else rule.per


def _limit(rule: Doable) -> int:
    return 1 if _by(rule) == "profile" else rule.limit
