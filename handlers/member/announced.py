"""What is announced: rules that are still to start, and what a coming version changes."""

from collections.abc import Iterator
from dataclasses import replace

from bot.texts.formats import Day, Html, Percent, Points
from domain.earning.audience import window
from domain.programme import Expiry, Programme, Rule, Version
from handlers.wording import Words, describe, times


def to_come(words: Words) -> list[Html]:
    """The rules of the programme in force that are still to start, soonest first."""
    zone = words.programme.zone
    ahead = [rule for rule in words.programme.rules if not rule.paused]
    ahead = [rule for rule in ahead if window(rule, zone)[0] > words.now]
    return [describe(words, rule) for rule in sorted(ahead, key=lambda rule: window(rule, zone))]


def changes(words: Words, versions: tuple[Version, ...]) -> list[Html]:
    """What each coming version changes, with its day."""
    told = []
    for version in versions:
        new = replace(words, programme=version.programme)
        day = Day(version.starts_at, words.programme.zone)
        told += [new.say("rules-change", day=day, told=each) for each in _changes(words, new)]
        words = new
    return told


def caps(words: Words) -> Html | None:
    """The limits of what a member can earn; None where there are none."""
    budget = words.programme.budget
    month, year = Points(budget.month_points), Points(budget.year_points)
    if not (month.count or year.count):
        return None
    key = "both" if month.count and year.count else "month" if month.count else "year"
    return words.say("rules-caps", which=key, month=month, year=year)


def rate(words: Words) -> Html:
    """What a purchase earns by itself."""
    earning = words.programme.earning
    return words.say(
        "rules-rate", points=Points(earning.points), amount=words.money(earning.per_minor)
    )


def plan(words: Words) -> list[Html]:
    """What holds beside the rules: the sign-in, the usual surprises, how long points are valid."""
    programme, told = words.programme, []
    days = programme.sign_in
    points, each = words.listed(map(str, days)), Points(days[0])
    told.append(words.say("rules-sign-in", days=len(days), points=points, each=each))
    usual = programme.surprise
    if usual.purchase_percent and usual.daily_budget:
        most = Points(max(prize.points for prize in usual.prizes))
        percent = Percent(usual.purchase_percent)
        told.append(words.say("rules-surprise", percent=percent, points=most))
    if programme.expiry.months:
        told.append(_validity(words, programme.expiry))
    return told


def _validity(words: Words, rule: Expiry) -> Html:
    """How long points are valid, or how they fade."""
    if rule.decay_percent:
        lost = Percent(rule.decay_percent)
        return words.say("rules-decay", months=rule.months, lost=lost)
    return words.say("rules-validity", months=rule.months, to_end_of=rule.to_end_of)


def _changes(old: Words, new: Words) -> Iterator[Html]:
    before, after = old.programme, new.programme
    if _anchor(before) != _anchor(after):
        points = after.currency.anchor_points
        worth = new.money(after.currency.anchor_minor)
        yield new.say("rules-anchor", points=Points(points), worth=worth)
    if before.earning != after.earning:
        yield rate(new)
    if before.budget != after.budget and caps(old) != caps(new):
        yield caps(new) or new.say("rules-no-caps")
    if before.tiers != after.tiers:
        yield new.say("rules-tiers", tiers=Html(new.listed(_ladder(new))))
    said = plan(old)
    yield from (line for line in plan(new) if line not in said)
    yield from _rules(old, new)


def _rules(old: Words, new: Words) -> Iterator[Html]:
    """Rules that come, change or go with a version."""
    for rule in new.programme.rules:
        if not rule.paused and old.programme.rule(rule.id) != rule:
            yield describe(new, rule)
    for rule in old.programme.rules:
        if _live(rule) and not _live(new.programme.rule(rule.id)):
            yield new.say("rules-ends", name=rule.name.in_(new.language))


def _live(rule: Rule | None) -> bool:
    return rule is not None and not rule.paused


def _ladder(words: Words) -> Iterator[Html]:
    for tier in words.programme.tiers[1:]:
        yield words.say(
            "rules-tier",
            tier=tier.name.in_(words.language),
            threshold=tier.threshold,
            times=times(tier.multiplier_percent),
        )


def _anchor(programme: Programme) -> tuple[int, int]:
    return programme.currency.anchor_points, programme.currency.anchor_minor
