"""The owner's campaigns: rules that are put, paused, ended and announced while the shop is open."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from domain import members, notices
from domain.adoption.adopting import Adopted, altered, change
from domain.adoption.versions import Versions
from domain.calendar import moment
from domain.earning.audience import window
from domain.errors import RuleRefused, RuleUnknown
from domain.programme import Programme, Rule
from domain.programme.contradictions import OWN_WORDS
from domain.staff import note
from domain.tx import ReadTx, Tx

State = Literal["live", "scheduled", "paused", "ended"]
STATES: tuple[State, ...] = ("live", "scheduled", "paused", "ended")
ID_MAX = 16


@dataclass(frozen=True)
class Campaign:
    """A rule as its owner sees it: its state now, and the points it has given so far."""

    rule: Rule
    state: State
    points: int


@dataclass(frozen=True)
class Announced:
    """The version of a rule that members are told of, and whether that is news."""

    version: int
    is_new: bool


def campaigns(tx: ReadTx) -> tuple[Campaign, ...]:
    """Every rule: live ones first, then scheduled, paused, ended ones; of each the latest first."""
    given = dict(tx.sql.adoption.given())
    zone = tx.programme.zone
    found = [
        Campaign(rule, state_of(rule, tx.now, zone), given.get(rule.id, 0))
        for rule in reversed(tx.programme.rules)
    ]
    return tuple(sorted(found, key=lambda campaign: STATES.index(campaign.state)))


def state_of(rule: Rule, now: int, zone: str) -> State:
    """Where a rule stands in its life."""
    begins, ends = window(rule, zone)
    if ends <= now:
        return "ended"
    if rule.paused:
        return "paused"
    return "scheduled" if begins > now else "live"


def free_id(
    programme: Programme,
    wish: str,
    other: str = "rule",
    had: Callable[[str], bool] = lambda _: False,
) -> str:
    """An id for a new rule or reward that nothing else has: the wish, or the wish with a number.

    Where no letter of the wish can stand in an id, the `other` word stands in its place. `had` says
    which ids are not free though nothing has them now.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", wish.lower()).strip("-").lstrip("-0123456789") or other
    number, found = 1, slug[:ID_MAX].rstrip("-")
    while programme.rule(found) or programme.reward(found) or found in OWN_WORDS or had(found):
        number += 1
        ending = f"-{number}"
        found = slug[: ID_MAX - len(ending)].rstrip("-") + ending
    return found


def with_rule(programme: Programme, rule: Rule) -> Programme:
    """A programme with one more rule, or with another in its place. Raises RuleRefused."""
    if programme.rule(rule.id) is None:
        return altered(programme, rules=(*programme.rules, rule))
    rules = (rule if each.id == rule.id else each for each in programme.rules)
    return altered(programme, rules=tuple(rules))


def put_rule(tx: Tx, rule: Rule, owner_id: int | None) -> Adopted:
    """Adds a rule, or puts it in the place of the one with its id, from now on.

    Without an `owner_id` it is done at the console. Raises RuleRefused with the key at fault.
    """
    if _find(tx, rule.id) is None and state_of(rule, tx.now, tx.programme.zone) == "ended":
        raise RuleRefused(f"{rule.id}.ends: {rule.ends} is over already")
    by = on_record(tx, owner_id, "campaign", what="put", rule=rule.id)
    return change(tx, lambda now, _: with_rule(now, rule), by)


def pause_rule(tx: Tx, rule_id: str, paused: bool, owner_id: int | None) -> Adopted:
    """Pauses a rule, or lets it go on. Raises RuleUnknown."""
    by = on_record(tx, owner_id, "campaign", what="pause" if paused else "resume", rule=rule_id)
    return _alter(tx, rule_id, lambda rule: rule.model_copy(update={"paused": paused}), by)


def widen(tx: Tx, rule_id: str, percent: int, owner_id: int | None) -> Adopted:
    """Lets more members into a pilot; who is in stays in. Raises RuleUnknown, RuleRefused."""
    rule = _known(tx, rule_id)
    if not rule.pilot_percent <= percent <= 100:
        raise RuleRefused(f"{rule_id}.pilot_percent: goes from {rule.pilot_percent} up to 100")
    by = on_record(tx, owner_id, "campaign", what="widen", rule=rule_id, percent=percent)
    return _alter(tx, rule_id, lambda rule: rule.model_copy(update={"pilot_percent": percent}), by)


def end_rule(tx: Tx, rule_id: str, owner_id: int | None) -> Adopted:
    """Ends a rule with this minute; one that has not started is taken out. Raises RuleUnknown."""
    zone = tx.programme.zone
    state = state_of(_known(tx, rule_id), tx.now, zone)

    def ended(rule: Rule) -> Rule | None:
        if state == "ended":
            return rule
        begins, _ = window(rule, zone)
        if begins > tx.now:
            return None
        last = moment(tx.now, zone).replace(tzinfo=None)
        if rule.starts:
            # What began within this minute ends with it, as does what the clock went back behind.
            last = max(last, datetime.fromisoformat(rule.starts) + timedelta(minutes=1))
        return rule.model_copy(update={"ends": f"{last:%Y-%m-%dT%H:%M}"})

    return _alter(tx, rule_id, ended, on_record(tx, owner_id, "campaign", what="end", rule=rule_id))


def announce(tx: Tx, rule_id: str, owner_id: int | None) -> Announced:
    """Tells members who want news of a rule, once for each of its versions. Raises RuleUnknown."""
    rule = _known(tx, rule_id)
    if state_of(rule, tx.now, tx.programme.zone) == "ended":
        raise RuleUnknown
    version = Versions.load(tx).made(rule, tx.now)
    facts = {"rule": rule_id, "version": version}
    told = any(json.loads(row[0]) == facts for row in tx.sql.adoption.announced())
    if not told:
        notices.circular(tx, "announced", tx.now, **facts)
        on_record(tx, owner_id, "campaign", what="announce", rule=rule_id)
    return Announced(version, is_new=not told)


def actor(tx: Tx, owner_id: int | None) -> str:
    """How a version names who made it."""
    return "console" if owner_id is None else members.staff(tx, owner_id)


def on_record(tx: Tx, owner_id: int | None, act: str, **facts: Any) -> str:
    """Writes down what an owner changes, if not at the console; how a version names them."""
    return "console" if owner_id is None else note(tx, owner_id, act, **facts)


def _known(tx: Tx, rule_id: str) -> Rule:
    rule = _find(tx, rule_id)
    if rule is None:
        raise RuleUnknown
    return rule


def _find(tx: Tx, rule_id: str) -> Rule | None:
    return Versions.load(tx).at(tx.now).programme.rule(rule_id)


def _alter(tx: Tx, rule_id: str, alter: Callable[[Rule], Rule | None], by: str) -> Adopted:
    _known(tx, rule_id)

    def altered_rules(now: Programme, _: int) -> Programme:
        rules = (alter(rule) if rule.id == rule_id else rule for rule in now.rules)
        return altered(now, rules=tuple(filter(None, rules)))

    return change(tx, altered_rules, by)
