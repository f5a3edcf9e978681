"""Why a rule did not pay for a purchase, in plain words, with what would have helped."""

from bot.texts.formats import Day, Html, Moment, Value
from domain import calendar
from domain.calendar import DAY, HOUR, MINUTE
from domain.earning.facts import Facts
from domain.earning.purchase.why import Miss
from domain.programme import ChallengeRule, InKindRule, Rule, StepRule
from handlers.wording import Words, times


def miss_text(words: Words, facts: Facts, miss: Miss) -> Html:
    """One line; `words` speak of the programme that the purchase was made under."""
    rule = words.programme.rule(miss.rule)
    assert rule is not None, "a miss names a rule of its programme"
    told: dict[str, Value] = {"name": rule.name.in_(words.language)}
    if miss.at is not None:
        told |= {"gap": _gap(words, facts, miss.at), "edge": _edge(words, facts, miss.at)}
        if miss.at <= facts.at:
            return words.say("why-miss-over", **told)
        return words.say("why-miss-ahead", **told, begun=miss.at <= words.now)
    if miss.reason == "spend":
        return words.say(f"why-miss-spend.{_within(rule)}", amount=words.money(miss.amount), **told)
    told |= {"amount": miss.amount, "times": times(miss.percent), "wanted": _wanted(words, miss)}
    told["monthly"] = _within(rule) == "month"
    return words.say(f"why-miss.{miss.reason}", **told)


def _within(rule: Rule) -> str:
    """What the spending that a rule asks for is counted in."""
    if isinstance(rule, StepRule | InKindRule):
        return "month"
    return "challenge" if isinstance(rule, ChallengeRule) else "purchase"


def _gap(words: Words, facts: Facts, at: int) -> Html:
    """How long before or after: from a day on, as the calendar has it from the day that is said."""
    us = abs(at - facts.at)
    if us >= DAY:
        zone = words.programme.zone
        edge = calendar.local_date(at - 1 if at <= facts.at else at, zone)
        days = abs((edge - calendar.local_date(facts.at, zone)).days)
        return words.say("why-gap", unit="days", count=days)
    if us >= HOUR:
        return words.say("why-gap", unit="hours", count=us // HOUR)
    return words.say("why-gap", unit="minutes", count=max(us // MINUTE, 1))


def _edge(words: Words, facts: Facts, at: int) -> Html:
    """When a rule's time ended or began: the hour on that very day, else the day."""
    zone = words.programme.zone
    day, of = calendar.local_date(at, zone), calendar.local_date(facts.at, zone)
    if at <= facts.at and at == calendar.instant(day, zone):
        return words.say("on-day", day=Day(at - 1, zone))
    if day == of:
        return words.say("why-at", time=f"{calendar.moment(at, zone):%H:%M}")
    if at == calendar.instant(day, zone):
        return words.say("on-day", day=Day(at, zone))
    return words.say("why-on", day=Moment(at, zone))


def _wanted(words: Words, miss: Miss) -> str:
    """The tiers, goods, shops or members that a rule is for, by name."""
    names = {each.id: each.name.in_(words.language) for each in words.programme.categories}
    if miss.reason == "tier":
        names = {each.id: each.name.in_(words.language) for each in words.programme.tiers}
    if miss.reason == "segment":
        return Html(words.listed(words.say(f"rule-segment.{each}") for each in miss.wanted))
    return words.listed(names.get(each, each) for each in miss.wanted)
