"""A rule in plain words: the one line that a shopkeeper would say, for screens and for letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from bot.telegram.ask import Desk
from bot.texts import Texts
from bot.texts.formats import Day, Html, Moment, Money, Percent, Points
from domain import calendar
from domain.programme import (
    ActivityRule,
    AmountRule,
    ChallengeRule,
    ComebackRule,
    FirstOrderRule,
    GreenRule,
    InKindRule,
    Language,
    MemberDayRule,
    MultiplierRule,
    OnPurchase,
    Programme,
    RainRule,
    ReferralRule,
    Rule,
    RuleBase,
    StepRule,
    StreakRule,
    SurpriseRule,
)

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Their words are short, so that the time may follow without a comma.
_SHORT = (OnPurchase, ChallengeRule, FirstOrderRule, RainRule)


@dataclass(frozen=True)
class Words:
    """One language's texts, and the programme and the time (UTC us) that they speak of."""

    texts: Texts
    language: Language
    programme: Programme
    now: int

    @classmethod
    def of(cls, desk: Desk, language: Language, programme: Programme | None = None) -> Self:
        """The words of a desk, of the programme in force unless another is given."""
        now = desk.store.now()
        return cls(desk.texts, language, programme or desk.store.programme, now)

    def say(self, key: str, **args: Any) -> Html:
        """A fragment."""
        return self.texts.render(self.language, key, **args)

    def plain(self, key: str, **args: Any) -> str:
        """A fragment that is still to be escaped."""
        return self.texts.plain(self.language, key, **args)

    def money(self, minor: int) -> Money:
        """An amount in the programme's currency."""
        return Money(minor, self.programme.currency)

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other, as the language lists them."""
        return self.plain("list-separator").join(names)


def times(percent: int) -> str:
    """A multiplier as one says it: 200 is `2`, 150 is `1.5`."""
    whole, rest = divmod(percent, 100)
    return f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)


def describe(words: Words, rule: Rule) -> Html:
    """A rule in one line: its name, what it gives, on what, for whom and when."""
    told = words.say(f"rule-gives.{rule.kind}", **_gives(words, rule))
    if isinstance(rule, OnPurchase) and (scope := _scope(words, rule)):
        told = words.say("rule-scope", told=told, scope=scope)
    if when := _when(words, rule):
        key = "rule-when" if isinstance(rule, _SHORT) else "rule-when-apart"
        told = words.say(key, told=told, when=when)
    for whom in _whom(words, rule):
        told = words.say("rule-whom", told=told, whom=whom)
    if rule.pilot_percent < 100:
        told = words.say("rule-pilot", told=told)
    return words.say("rule-line", name=rule.name.in_(words.language), told=told)


def _gives(words: Words, rule: Rule) -> dict[str, Any]:
    """What its kind's text is filled with."""
    given: dict[str, Any] = {"points": Points(rule.points)} if hasattr(rule, "points") else {}
    match rule:
        case OnPurchase():
            return given | _on_purchase(words, rule)
        case FirstOrderRule():
            return {"times": times(rule.percent)}
        case StepRule():
            return given | {"spend": words.money(rule.spend_minor)}
        case InKindRule():
            reward = words.programme.reward(rule.reward)
            name = reward.name.in_(words.language) if reward else rule.reward
            return {"reward": name, "spend": words.money(rule.spend_minor)}
        case ChallengeRule():
            return given | {"orders": rule.orders, "spend": words.money(rule.spend_minor)}
        case ComebackRule():
            return given | {"days": rule.sleep_days, "within": rule.within_days}
        case ActivityRule():
            once = rule.by == "profile"
            limit, per = (1, "ever") if once else (rule.limit, rule.per)
            return given | {"limit": limit, "per": per}
        case GreenRule():
            return given | {"unit": rule.unit.in_(words.language), "limit": rule.limit}
        case StreakRule():
            return given | {"day": rule.day, "repeats": rule.repeats}
        case RainRule():
            return {"points": Points(rule.share), "people": rule.pot // rule.share}
        case ReferralRule():
            friend, least = Points(rule.friend_points), words.money(rule.min_minor)
            return given | {"friend": friend, "least": least, "limit": rule.limit}
    return given


def _on_purchase(words: Words, rule: OnPurchase) -> dict[str, Any]:
    """The same for what a rule gives on single purchases."""
    match rule:
        case AmountRule():
            return {"amount": words.money(rule.per_minor), "whole": rule.whole_units}
        case MultiplierRule():
            return {"times": times(rule.percent)}
        case MemberDayRule():
            off, more = Percent(rule.discount_percent), rule.percent > 100
            return {"off": off, "more": more, "times": times(rule.percent)}
        case SurpriseRule():
            prizes = rule.prizes or words.programme.surprise.prizes
            most = max(prize.points for prize in prizes)
            return {"percent": Percent(rule.percent), "points": Points(most)}
    return {}


def _scope(words: Words, rule: OnPurchase) -> Html | None:
    """On which purchases: of what, of how much, and where."""
    names = {each.id: each.name.in_(words.language) for each in words.programme.categories}
    goods = [words.plain("rule-product", code=code) for code in rule.products]
    things = words.listed([*(names.get(id_, id_) for id_ in rule.categories), *goods])
    least = words.money(rule.min_minor)
    told = None
    if things and rule.min_minor:
        told = words.say("rule-scope-things-least", things=things, least=least)
    elif things:
        told = words.say("rule-scope-things", things=things)
    elif rule.min_minor:
        told = words.say("rule-scope-least", least=least)
    if not rule.shops:
        return told
    at = words.say("rule-scope-shops", shops=words.listed(rule.shops))
    return words.say("rule-scope-both", told=told, at=at) if told else at


def _whom(words: Words, rule: RuleBase) -> list[Html]:
    """For whom: tiers, and members by what they bought."""
    whom = []
    ladder = [tier for tier in words.programme.tiers if tier.id in rule.tiers]
    if rule.tiers and ladder:
        upwards = len(ladder) > 1 and list(words.programme.tiers[-len(ladder) :]) == ladder
        named = [tier.name.in_(words.language) for tier in ladder]
        key = "rule-tier-up" if upwards else "rule-tiers"
        whom.append(words.say(key, tiers=named[0] if upwards else words.listed(named)))
    if rule.segments:
        named = [words.say(f"rule-segment.{segment}") for segment in rule.segments]
        whom.append(words.say("rule-segments", segments=Html(words.listed(named))))
    return whom


def _when(words: Words, rule: RuleBase) -> Html | None:
    """When: its days and hours, inside its window."""
    days, hours, span = _window(words, rule)
    if isinstance(rule, OnPurchase):
        days = days or _days(words, rule)
        hours = _hours(words, rule.from_time, rule.to_time) or hours
    if hours:
        every = days or words.say("rule-every-day")
        days = words.say("rule-days-hours", days=every, hours=hours)
    if days and span:
        return words.say("rule-within", when=days, span=span)
    return days or span


def _window(words: Words, rule: RuleBase) -> tuple[Html | None, Html | None, Html | None]:
    """The window as a single day with its hours, or else as a span of time."""
    starts, ends = rule.starts, rule.ends
    if starts and ends and starts[:10] == ends[:10] and _fits_a_day(rule):
        day = words.say("on-day", day=_day(words, starts[:10]))
        return day, _hours(words, starts[11:], ends[11:]), None
    return None, None, _span(words, starts, ends)


def _fits_a_day(rule: RuleBase) -> bool:
    """Whether the hours of a window of one day can be told as that day's."""
    of_days = len(rule.starts or "") == len(rule.ends or "") == len("2026-11-11")
    return of_days or not isinstance(rule, OnPurchase) or not (rule.from_time or rule.to_time)


def _span(words: Words, starts: str | None, ends: str | None) -> Html | None:
    """A window of more than a day; once it began, only its end matters."""
    to_come = starts is not None and _instant(words, starts) > words.now
    today = calendar.local_date(words.now, words.programme.zone).isoformat()
    if starts and ends and (to_come or ends[:10] < today):
        return words.say("rule-span", starts=_day(words, starts), ends=_day(words, ends))
    key, edge = ("rule-until", ends) if ends else ("rule-from", starts if to_come else None)
    if edge is None:
        return None
    return words.say(f"{key}-time" if "T" in edge else key, day=_day(words, edge))


def _days(words: Words, rule: OnPurchase) -> Html | None:
    told = []
    if rule.weekdays:
        chosen = [number for number, day in enumerate(WEEKDAYS, 1) if day in rule.weekdays]
        named = {(1, 2, 3, 4, 5): "rule-workdays", (6, 7): "rule-weekends"}.get(tuple(chosen))
        days = Html(words.listed(words.say(f"weekday.d{number}") for number in chosen))
        told.append(words.say(named) if named else words.say("rule-weekdays", days=days))
    if rule.month_days:
        numbers = [words.say("rule-nth", day=day) for day in sorted(set(rule.month_days))]
        told.append(words.say("rule-month-days", days=Html(words.listed(numbers))))
    return Html(words.listed(told)) if told else None


def _hours(words: Words, since: str | None, until: str | None) -> Html | None:
    if since and until:
        return words.say("rule-hours", since=since, until=until)
    if since:
        return words.say("rule-hours-from", since=since)
    return words.say("rule-hours-until", until=until) if until else None


def _day(words: Words, local: str) -> Day | Moment:
    """A local day, or a local minute, as it is shown."""
    kind = Moment if "T" in local else Day
    return kind(_instant(words, local), words.programme.zone)


def _instant(words: Words, local: str) -> int:
    at = datetime.fromisoformat(local)
    return calendar.instant(at.date(), words.programme.zone, at.hour, at.minute)
