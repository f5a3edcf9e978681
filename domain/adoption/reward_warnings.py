"""Where a reward defeats itself, and where the counter does: each a sentence with its key."""

from collections.abc import Iterator

from domain.programme import (
    Donation,
    Game,
    GiftCard,
    MoneyOff,
    Programme,
    Raffle,
    Reward,
)
from domain.rewards.terms import over_at

# What a reward pays of what its points are worth, in percent: at least, and money at most.
PAYS_PERCENT, PAYS_MOST_PERCENT = 80, 200


def reward_warnings(programme: Programme, now: int) -> Iterator[str]:
    """What its owner will not have meant, reward by reward; `now` is in UTC us."""
    for number, reward in enumerate(programme.rewards):
        key = f"rewards.{number} ({reward.id})"
        if over_at(reward, programme.zone) <= now:
            yield f"{key}: is over already"
        for fault in (
            *_switched_off(programme, reward),
            *_worth(programme, reward),
            *_prices(programme, reward),
            *_amounts(reward),
            *_gives_more(programme, reward),
        ):
            yield f"{key}.{fault}"
    yield from _limits(programme)


def _switched_off(programme: Programme, reward: Reward) -> Iterator[str]:
    if isinstance(reward, Game | Raffle) and not programme.allowed.draws:
        yield f"kind ({reward.kind}): is not offered while allowed.draws is false"
    if isinstance(reward, Donation) and not programme.allowed.donations:
        yield f"kind ({reward.kind}): is not offered while allowed.donations is false"


def _worth(programme: Programme, reward: Reward) -> Iterator[str]:
    anchor = programme.worth_minor(reward.points)
    value = reward.value_minor if isinstance(reward, MoneyOff | GiftCard) else None
    for field, worth in (("worth_minor", reward.worth_minor), ("value_minor", value)):
        if worth is not None and worth * 100 < anchor * PAYS_PERCENT:
            yield (
                f"{field} ({worth}): is clearly less than its {reward.points} points are worth at "
                f"the anchor ({anchor})"
            )
    if value is not None and value * 100 > anchor * PAYS_MOST_PERCENT:
        yield (
            f"value_minor ({value}): is more than twice what its {reward.points} points are worth "
            f"at the anchor ({anchor})"
        )


def _prices(programme: Programme, reward: Reward) -> Iterator[str]:
    for price in reward.tier_points:
        if reward.tiers and price.tier not in reward.tiers:
            yield f"tier_points: {price.tier} is none of its tiers, so nobody pays that price"
        if price.points > reward.points:
            yield f"tier_points: {price.tier} pays more ({price.points}) than others"


def _amounts(reward: Reward) -> Iterator[str]:
    if reward.low_stock is not None and (reward.stock is None or reward.low_stock >= reward.stock):
        yield f"low_stock ({reward.low_stock}): is not below its stock, so the alarm never rings"
    if reward.stock is not None and reward.limit > reward.stock:
        yield f"limit ({reward.limit}): is more than there are ({reward.stock})"


def _gives_more(programme: Programme, reward: Reward) -> Iterator[str]:
    """A game that pays more points than it costs is a way to make points."""
    if not isinstance(reward, Game) or not reward.points:
        return
    price = min([reward.points, *(each.points for each in reward.tier_points)])
    gives, of = _most_on_average(programme, reward)
    if gives > price * of:
        yield (
            f"outcomes: give {gives // of} points on average for {price}; a game that pays more "
            "than it costs is played without end"
        )


def _most_on_average(programme: Programme, game: Game) -> tuple[int, int]:
    """The points that a game gives at best, in so many plays: once what pays less is sold out."""
    prizes = {each.id: each for each in programme.rewards}
    lines: list[tuple[int, int, bool]] = []
    for outcome in game.outcomes:
        prize = prizes.get(outcome.reward or "")
        worth = prize.points if prize else outcome.points
        ends = prize is not None and (prize.stock is not None or prize.ends is not None)
        lines.append((worth, outcome.weight, ends))
    while True:
        of = sum(weight for _, weight, _ in lines)
        gives = sum(worth * weight for worth, weight, _ in lines)
        left = [line for line in lines if not line[2] or line[0] * of >= gives]
        if left == lines:
            return gives, of
        lines = left


def _limits(programme: Programme) -> Iterator[str]:
    """A manager agrees to what a cashier may not do alone, so may do as much alone."""
    cashier, manager = programme.counter.cashier, programme.counter.manager
    for field, most in cashier:
        own = getattr(manager, field)
        if most > own:
            yield f"counter.cashier.{field} ({most}): is above a manager's ({own})"
