"""The terms of a reward: what a voucher keeps of it, whatever becomes of the reward."""

from datetime import timedelta
from functools import lru_cache
from hashlib import sha256

from pydantic import TypeAdapter

from domain.calendar import HOUR, instant, local_date, local_instant
from domain.earning.audience import between
from domain.programme import (
    Collected,
    Event,
    Goods,
    MoneyOff,
    Named,
    Privilege,
    Raffle,
    Reward,
)
from domain.tx import ReadTx

_REWARD: TypeAdapter[Reward] = TypeAdapter(Reward)
MARK_LETTERS = 8
# What may change between a screen and its confirm: the member gets what was shown.
NOT_SHOWN = {"stock", "low_stock", "hidden", "picture", "worth_minor", "tier_points"}


def as_of_now(tx: ReadTx, reward: Reward) -> Reward:
    """A reward as it is promised today: money off without a value has that of its points."""
    if isinstance(reward, MoneyOff) and reward.value_minor is None:
        worth = max(tx.programme.worth_minor(reward.points), 1)
        return reward.model_copy(update={"value_minor": worth})
    return reward


def terms_of(tx: ReadTx, reward_id: str, terms: str) -> Reward:
    """The reward that a voucher was issued for; of one older than terms, what is known of it."""
    if terms:
        return _read(terms)
    now = tx.programme.reward(reward_id)
    name = now.name if now else Named(en=reward_id, zh=reward_id)
    return Goods(id=reward_id, name=name, points=1)


@lru_cache(maxsize=1024)
def _read(terms: str) -> Reward:
    return _REWARD.validate_json(terms)


def mark_of(reward: Reward, price: int, *more: object) -> str:
    """A short mark of what is shown: of another price, other terms or odds it is another one."""
    shown = f"{price}/{more}/{reward.model_dump_json(exclude=NOT_SHOWN)}"
    return sha256(shown.encode()).hexdigest()[:MARK_LETTERS]


def ends_at(tx: ReadTx, reward: Reward) -> int:
    """When a voucher issued now ends (UTC us): with its last local day, or the event's."""
    zone = tx.programme.zone
    if isinstance(reward, Event):
        return local_instant(reward.at[:10], zone, days=1)
    assert isinstance(reward, Collected | Privilege), "a game or a donation is no voucher"
    days = reward.days if isinstance(reward, Privilege) else reward.collect_days
    return instant(local_date(tx.now, zone) + timedelta(days=days + 1), zone)


def over_at(reward: Reward, zone: str) -> int:
    """When nobody can have a reward any more (UTC us): after its end, its event, its draw.

    0 for an event that was called off.
    """
    days = [reward.ends]
    if isinstance(reward, Event):
        if reward.called_off:
            return 0
        days.append(reward.at)
    if isinstance(reward, Raffle):
        days.append(reward.draws_at)
    return min(between(None, day, zone)[1] for day in days)


def seat_closes_at(reward: Event, zone: str) -> int:
    """Until when a seat can be given back (UTC us)."""
    return local_instant(reward.at, zone) - reward.closes_hours * HOUR
