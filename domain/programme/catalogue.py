"""What rewards promise against the rest: each a sentence that begins with the key at fault."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.programme.rewards import (
    Collected,
    Event,
    Game,
    Privilege,
    Raffle,
    Reward,
    RewardBase,
)

if TYPE_CHECKING:
    from domain.programme.programme import Programme

# What a member gets a voucher for, so that a game or a rule can give it.
GIVEN = (Collected, Privilege, Event)


def reward_contradictions(programme: "Programme") -> Iterator[str]:
    """Everything about rewards that does not hold together, in their order."""
    for number, reward in enumerate(programme.rewards):
        key = f"rewards.{number} ({reward.id})"
        for fault in (
            *_tiers(programme, reward),
            *_prizes(programme, reward),
            *_days(reward),
        ):
            yield f"{key}.{fault}"


def not_given(programme: "Programme", reward_id: str) -> str | None:
    """Why a rule or a game cannot give this reward; None where it can."""
    reward = programme.reward(reward_id)
    if reward is None:
        return f"there is no {reward_id} in the catalogue"
    if not isinstance(reward, GIVEN):
        return f"{reward_id} is a {reward.kind}, which nobody can be given"
    return None


def _tiers(programme: "Programme", reward: RewardBase) -> Iterator[str]:
    known = [tier.id for tier in programme.tiers]
    priced = [price.tier for price in reward.tier_points]
    for field, named in (("tiers", reward.tiers), ("tier_points", priced)):
        for tier in sorted(set(named) - set(known)):
            yield f"{field}: there is no {tier}; there are {', '.join(sorted(known))}"
    for tier in sorted(tier for tier in set(priced) if priced.count(tier) > 1):
        yield f"tier_points: {tier} is there twice"


def _prizes(programme: "Programme", reward: Reward) -> Iterator[str]:
    if isinstance(reward, Game):
        for number, outcome in enumerate(reward.outcomes):
            if outcome.reward and (fault := not_given(programme, outcome.reward)):
                yield f"outcomes.{number}.reward: {fault}"
    prize = reward.prize_reward if isinstance(reward, Raffle) else None
    if prize and (fault := not_given(programme, prize)):
        yield f"prize_reward: {fault}"


def _days(reward: Reward) -> Iterator[str]:
    """An event and a draw come after their reward is offered, and not before it ends."""
    if isinstance(reward, Event):
        field, day = "at", reward.at
    elif isinstance(reward, Raffle):
        field, day = "draws_at", reward.draws_at
    else:
        return
    if reward.starts and _before(day, reward.starts):
        yield f"{field} ({day}): is before it starts ({reward.starts})"
    if reward.ends and _before(day, reward.ends):
        yield f"{field} ({day}): is before it ends ({reward.ends})"


def _before(day: str, other: str) -> bool:
    """Whether a local day or minute is before another; a day is no earlier than its minutes."""
    length = min(len(day), len(other))
    return day[:length] < other[:length]
