"""Why a movement is what it is, in plain words: its line, and what made it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Percent, Points, Signed, Value
from domain.books import Line
from domain.earning.facts import Share
from domain.earning.purchase.award import tighter_cap
from domain.earning.traces import Trace
from domain.programme import (
    FirstOrderRule,
    MemberDayRule,
    MultiplierRule,
    Named,
    Programme,
)
from handlers.shares import share_text
from handlers.wording import Words, times

MULTIPLIERS = (MultiplierRule, MemberDayRule, FirstOrderRule)
# Each rule's part says it all; every other kind has a sentence of its own.
TOLD_BY_SHARES = ("purchase", "undo", "refund", "activity", "sign_in")
# Credits are always explained: one that is not is older than explanations.
CREDITS = (*TOLD_BY_SHARES, "surprise", "welcome")


@dataclass(frozen=True)
class Movement:
    """Something that happened to a member's points or tier, and the rules it happened under.

    A line without a trace is one that no rule made; a trace without a line moved no points.
    `programme` is the one it happened under.
    """

    line: Line | None
    trace: Trace | None
    programme: Programme
    tier_change: Trace | None = None
    reward: Named | None = None


def reasons(ask: Ask, seen: Movement) -> list[Html]:
    """The movement in one line, and why in as few as it takes."""
    trace = seen.trace
    if trace is None:
        assert seen.line is not None
        return [_movement(ask, seen.line.at, seen.line.points, seen.line.kind), _by_kind(ask, seen)]
    if trace.kind == "tier":
        title = ask.render("why-tier", day=ask.day(trace.at), tier=_tier_name(ask, seen, trace))
        return [title, _tier(ask, seen, trace)]
    told = [_headline(ask, seen, trace)]
    if trace.kind in TOLD_BY_SHARES:
        told += _shares(ask, seen.programme, trace)
    else:
        told.append(_by_kind(ask, seen))
    return [*told, _tier(ask, seen, seen.tier_change)] if seen.tier_change else told


def _headline(ask: Ask, seen: Movement, trace: Trace) -> Html:
    at, points = (seen.line.at, seen.line.points) if seen.line else (trace.at, trace.points)
    if trace.facts is None:
        return _movement(ask, at, points, trace.kind)
    paid, day = ask.money(abs(trace.facts.paid)), ask.day(at)
    key = {"undo": "why-undone", "refund": "why-refunded"}.get(trace.kind, "why-purchase")
    return ask.render(key, day=day, points=Signed(points), paid=paid)


def _movement(ask: Ask, at: int, points: int, kind: str) -> Html:
    what = ask.render(f"history-kind.{kind}")
    return ask.render("why-movement", day=ask.day(at), points=Signed(points), what=what)


def _shares(ask: Ask, programme: Programme, trace: Trace) -> list[Html]:
    """What each rule gave, in one line; what the caps cut, and what the budget dimmed."""
    words = Words.of(ask.desk, ask.language, programme)
    given = [share for share in trace.shares if share.kind != "cap"]
    told = words.listed(_share(words, trace, share) for share in given)
    after = [_cap(ask, programme, trace, share) for share in trace.shares if share.kind == "cap"]
    return [Html(told), *after, *_dimmed(ask, programme, given)]


def _share(words: Words, trace: Trace, share: Share) -> Html:
    if share.kind == "sign_in":
        return words.say("why-sign-in", points=share.points, day=trace.more.get("day", 0))
    return share_text(words, share, trace.facts.tier if trace.facts else "")


def _cap(ask: Ask, programme: Programme, trace: Trace, share: Share) -> Html:
    """Which limit cut it; where only the member's sums could tell, either."""
    budget, cut = programme.budget, Points(abs(share.points))
    of = {"month": budget.month_points, "year": budget.year_points}
    known = [each for each, most in of.items() if most]
    which = tighter_cap(budget, trace.facts) if trace.facts else known[0] if len(known) == 1 else ""
    return ask.render("why-cap", cut=cut, which=which, most=of.get(which, 0))


def _dimmed(ask: Ask, programme: Programme, shares: list[Share]) -> Iterator[Html]:
    """A campaign that counted less than it says, because the budget was nearly used."""
    for share in shares:
        rule = programme.rule(share.rule)
        if isinstance(rule, MULTIPLIERS) and share.percent < rule.percent:
            yield ask.render(
                "why-dimmed",
                name=rule.name.in_(ask.language),
                times=times(share.percent),
                full=times(rule.percent),
            )


def _tier(ask: Ask, seen: Movement, trace: Trace) -> Html:
    """A tier reached or lost: what was earned against what it takes."""
    before = seen.programme.tier(trace.more["from"])
    after = seen.programme.tier(trace.more["to"])
    if before is None or after is None or after.threshold >= before.threshold:
        key, tier = "why-tier-reached", after
    else:
        key, tier = "why-tier-lost", before
    return ask.render(
        key,
        tier=tier.name.in_(ask.language) if tier else trace.more["to"],
        earned=trace.more["earned"],
        least=tier.threshold if tier else 0,
    )


def _tier_name(ask: Ask, seen: Movement, trace: Trace) -> str:
    tier = seen.programme.tier(trace.more["to"])
    return tier.name.in_(ask.language) if tier else str(trace.more["to"])


def _by_kind(ask: Ask, seen: Movement) -> Html:
    """The sentence of its kind, filled with what the explanation knows."""
    trace = seen.trace
    more = trace.more if trace else {}
    kind = trace.kind if trace else seen.line.kind if seen.line else ""
    facts: dict[str, Value] = {"reward": _reward(ask, seen)}
    if kind == "surprise":
        kind = "draw" if "winners" in more else "surprise"
        facts |= {of: more.get(of, 0) for of in ("weight", "of_weight", "winners", "active")}
        facts["percent"] = Percent(more.get("percent", 0))
        facts["points"] = Points(trace.points if trace else 0)
    if kind == "referral":
        kind = f"referral-{more.get('role', 'inviter')}"
    if trace is None and kind in CREDITS:
        kind = "before"
    return ask.render(f"why-kind.{kind}", **facts)


def _reward(ask: Ask, seen: Movement) -> str:
    if seen.reward:
        return seen.reward.in_(ask.language)
    reward = seen.programme.reward(seen.trace.more.get("reward", "")) if seen.trace else None
    return reward.name.in_(ask.language) if reward else ask.plain("why-a-reward")
