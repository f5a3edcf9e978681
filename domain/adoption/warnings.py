"""Where a programme defeats itself: each a sentence that begins with the key."""

from collections.abc import Iterator

from domain.adoption.reward_warnings import reward_warnings
from domain.earning.audience import window
from domain.programme import (
    ComebackRule,
    Donation,
    FirstOrderRule,
    Game,
    Programme,
    Raffle,
    Rule,
)

REACH_MONTHS, REACH_DAYS = 2, 60
VALID_MONTHS = 6


def warnings(programme: Programme, now: int) -> Iterator[str]:
    """What its owner will not have meant, in the order of the settings; `now` is in UTC us."""
    if programme.expiry.months < VALID_MONTHS and not programme.expiry.decay_percent:
        yield (
            f"expiry.months ({programme.expiry.months}): points end before most members "
            f"have saved them up; {VALID_MONTHS} or more are usual"
        )
    yield from _out_of_reach(programme)
    yield from reward_warnings(programme, now)
    for number, rule in enumerate(programme.rules):
        key = f"rules.{number} ({rule.id})"
        if window(rule, programme.zone)[1] <= now:
            yield f"{key}.ends ({rule.ends}): is over already"
        if is_for_nobody(rule):
            yield f"{key}.segments ({', '.join(rule.segments)}): nobody who could get it is in them"


def _out_of_reach(programme: Programme) -> Iterator[str]:
    if not programme.rewards:
        yield "rewards: there are none, so points buy nothing"
        return
    sure = [
        reward
        for reward in programme.rewards
        if not reward.hidden and not isinstance(reward, Game | Raffle | Donation)
    ]
    if not sure:
        yield "rewards: there is nothing but games and causes, so points buy nothing that is sure"
        return
    cheapest = min(sure, key=lambda reward: reward.points)
    bought = (
        REACH_MONTHS * programme.average_month_minor * programme.earning.points
    ) // programme.earning.per_minor
    days = len(programme.sign_in)
    signed_in = sum(programme.sign_in[day % days] for day in range(REACH_DAYS))
    saved = programme.welcome_points + bought + signed_in
    if cheapest.points > saved:
        yield (
            f"rewards: the cheapest, {cheapest.id} ({cheapest.points} points), is out of reach: "
            f"an average member has {saved} after {REACH_DAYS} days ({programme.welcome_points} "
            f"for joining, {bought} from purchases, {signed_in} from signing in every day)"
        )


def is_for_nobody(rule: Rule) -> bool:
    """Whether nobody whom a rule could pay is in any of the segments it is for."""
    return bool(rule.segments) and not set(rule.segments) - _strangers(rule)


def _strangers(rule: Rule) -> set[str]:
    """The segments in which nobody is whom a rule could pay."""
    if isinstance(rule, FirstOrderRule):
        return {"active", "loyal"}
    if isinstance(rule, ComebackRule):
        longer = {"active": 30, "new": 30, "loyal": 365}
        return {segment for segment, days in longer.items() if rule.sleep_days > days}
    return set()
