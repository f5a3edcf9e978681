"""Drafts: another programme than the one in force, made ready to be tried on the past."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.calendar import local_date
from domain.earning.purchase.plan import PurchaseRule
from domain.programme import Programme, Rule, SurpriseRule


@dataclass(frozen=True)
class Moved:
    """A rule that is still to come, tried in a window of the past; None: without a bound."""

    rule: str
    starts: str | None
    ends: str | None


@dataclass(frozen=True)
class Trial:
    """A draft beside the rules in force, to be replayed over what was bought until `at`.

    `left_out` are the rules it changes that single purchases do not tell of.
    """

    now: Programme
    draft: Programme
    at: int
    moved: tuple[Moved, ...] = ()
    left_out: tuple[str, ...] = ()


def laid_over(programme: Programme, words: Mapping[str, Any], only: bool = False) -> Programme:
    """A programme with other words for some of its keys; `only`: without its rules.

    A rule replaces the one with its id, or is added; a table replaces the keys it names. Raises
    pydantic's ValidationError where the whole does not hold together.
    """
    told = programme.model_dump()
    kept = () if only else told["rules"]
    told |= {
        key: {**told[key], **value}
        if isinstance(value, dict) and isinstance(told.get(key), dict)
        else value
        for key, value in words.items()
    }
    given = words.get("rules", [])
    if isinstance(given, list):
        said = [rule.get("id") for rule in given if isinstance(rule, dict)]
        told["rules"] = [*(rule for rule in kept if rule["id"] not in said), *given]
    return Programme.model_validate(told)


def trial_of(now: Programme, draft: Programme, at: int, last: int) -> Trial:
    """A trial on purchases until `last` (UTC us): new rules that are to come are moved into it.

    By whole weeks, so that weekdays stay; one without an end is taken as having always run.
    """
    today, until = local_date(at, draft.zone), local_date(last, draft.zone)
    changed = [rule for rule in draft.rules if rule != now.rule(rule.id)]
    gone = [rule for rule in now.rules if draft.rule(rule.id) is None]
    moved = {
        rule.id: _moved(rule, until)
        for rule in changed
        if rule.starts and rule.starts[:10] >= today.isoformat()
    }
    rules = tuple(moved.get(rule.id, rule) for rule in draft.rules)
    return Trial(
        now,
        draft.model_copy(update={"rules": rules}),
        at,
        tuple(Moved(rule.id, rule.starts, rule.ends) for rule in moved.values()),
        tuple(
            rule.id
            for rule in (*changed, *gone)
            if not isinstance(rule, PurchaseRule) or isinstance(rule, SurpriseRule)
        ),
    )


def _moved(rule: Rule, until: date) -> Rule:
    """A rule so many weeks earlier that it is over by `until`."""
    if rule.ends is None:
        return rule.model_copy(update={"starts": None})
    days = (date.fromisoformat(rule.ends[:10]) - until).days
    back = timedelta(weeks=-(-days // 7))
    return rule.model_copy(
        update={name: _earlier(getattr(rule, name), back) for name in ("starts", "ends")}
    )


def _earlier(local: str, back: timedelta) -> str:
    day = date.fromisoformat(local[:10]) - back
    return day.isoformat() + local[10:]
