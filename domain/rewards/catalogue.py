"""What can be redeemed now, what nearly, and what stands against the rest."""

from dataclasses import dataclass, replace
from typing import Literal

from domain import books
from domain.calendar import local_date
from domain.earning.audience import ALWAYS, between
from domain.earning.taken import period_of
from domain.earning.tiers import tier_of
from domain.errors import RewardGone
from domain.programme import Donation, Event, Game, Named, Raffle, Reward, Tier
from domain.rewards.limits import period_now
from domain.rewards.odds import chances, odds_of
from domain.rewards.terms import as_of_now, mark_of, over_at
from domain.tx import ReadTx

Why = Literal["points", "sold-out", "tier", "limit", "later", "over", "closed"]


@dataclass(frozen=True)
class Offer:
    """A reward as one member sees it, and `why` it is not to be had (None: it is).

    `left`: on the shelf, None without end; `taken`: by the member, in the limit's period. It opens
    at `opens_at` and is open until `open_until` (UTC us; None: always). `mark` says what was shown.
    """

    reward: Reward
    price: int
    balance: int
    left: int | None
    taken: int
    why: Why | None
    mark: str
    opens_at: int | None = None
    open_until: int | None = None
    tier_needed: Tier | None = None
    owed: int = 0

    @property
    def id(self) -> str:
        """The reward's id."""
        return self.reward.id

    @property
    def name(self) -> Named:
        """The reward's name."""
        return self.reward.name

    @property
    def in_reach(self) -> bool:
        """Whether the member can redeem it now."""
        return self.why is None

    @property
    def keeps(self) -> int:
        """What the member has after redeeming it."""
        return self.balance - self.price

    @property
    def missing(self) -> int:
        """The points to be earned for it: what is owed is paid first."""
        short = self.price - self.balance
        return short + self.owed if short > 0 else 0

    @property
    def is_near(self) -> bool:
        """Whether only points are missing, and no more than half of its price."""
        return self.why == "points" and 2 * self.missing <= self.price


@dataclass(frozen=True)
class _Look:
    """What is to be known of a member and the shelves to say what is on offer."""

    balance: int
    owed: int
    tier: Tier
    left: dict[str, int]
    taken: tuple[tuple[str, str], ...]


def offers(tx: ReadTx, member: int) -> tuple[Offer, ...]:
    """The catalogue as a member looks for it.

    First what can be had now, dearest first; then what points are missing to, least first; then
    the rest.
    """
    look = _look(tx, member)
    seen = (_offer(tx, look, each) for each in tx.programme.rewards if _is_listed(tx, each))
    return tuple(sorted(seen, key=_place))


def offer(tx: ReadTx, member: int, reward_id: str) -> Offer:
    """One reward; raises RewardGone where it is not listed."""
    reward = tx.programme.reward(reward_id)
    if reward is None or not _is_listed(tx, reward):
        raise RewardGone
    return _offer(tx, _look(tx, member), reward)


def _is_listed(tx: ReadTx, reward: Reward) -> bool:
    if isinstance(reward, Game | Raffle) and not tx.programme.allowed.draws:
        return False
    if isinstance(reward, Donation) and not tx.programme.allowed.donations:
        return False
    return not (reward.hidden or _is_off(reward))


def _is_off(reward: Reward | None) -> bool:
    return isinstance(reward, Event) and reward.called_off


def _place(seen: Offer) -> tuple[int, int, str]:
    if seen.why is None:
        return 0, -seen.price, seen.id
    if seen.why == "points":
        return 1, seen.missing, seen.id
    return 2, seen.price, seen.id


def _look(tx: ReadTx, member: int) -> _Look:
    day = local_date(tx.now, tx.programme.zone)
    periods = {per: f"{period_of(day, per)}/" for per in ("day", "week", "month", "year")}
    rows = list(tx.sql.rewards.shelf_and_taken(member=member, **periods))
    balances = books.balances(tx, member)
    return _Look(
        balance=balances.available,
        owed=-balances.owed,
        tier=tier_of(tx, member),
        left={reward: amount for reward, period, amount in rows if not period},
        taken=tuple((reward, period) for reward, period, _ in rows if period),
    )


def _offer(tx: ReadTx, look: _Look, reward: Reward) -> Offer:
    price = reward.price(look.tier.id)
    opens_at = between(reward.starts, None, tx.programme.zone)[0]
    open_until = over_at(reward, tx.programme.zone)
    current = f"{period_now(tx, reward.per)}/"
    taken = sum(id_ == reward.id and at.startswith(current) for id_, at in look.taken)
    odds = chances(tx, reward, look.left) if isinstance(reward, Game) else None
    seen = Offer(
        reward=as_of_now(tx, reward),
        price=price,
        balance=look.balance,
        # A game whose prizes are gone is sold out.
        left=0 if odds == () or _is_in_vain(tx, reward) else look.left.get(reward.id),
        taken=taken,
        why=None,
        mark=mark_of(as_of_now(tx, reward), price, *odds_of(odds or ()), *_prizes(tx, reward)),
        opens_at=opens_at if opens_at > tx.now else None,
        open_until=open_until if open_until < ALWAYS[1] else None,
        tier_needed=_tier_needed(tx, reward, look.tier),
        owed=look.owed,
    )
    return replace(seen, why=_why(tx.now, seen))


def _prizes(tx: ReadTx, reward: Reward) -> tuple[str, ...]:
    """The marks of what a game or a raffle gives: of another prize it is another offer."""
    named: tuple[str | None, ...] = ()
    if isinstance(reward, Game):
        named = tuple(each.reward for each in reward.outcomes)
    elif isinstance(reward, Raffle):
        named = (reward.prize_reward,)
    prizes = (tx.programme.reward(each) for each in named if each)
    return tuple(mark_of(as_of_now(tx, prize), prize.points) for prize in prizes if prize)


def _is_in_vain(tx: ReadTx, reward: Reward) -> bool:
    """Whether it is a raffle of seats at an event that was called off."""
    if not isinstance(reward, Raffle) or reward.prize_reward is None:
        return False
    return _is_off(tx.programme.reward(reward.prize_reward))


def _tier_needed(tx: ReadTx, reward: Reward, tier: Tier) -> Tier | None:
    """The lowest tier that a reward is for, where it is for others than the member's."""
    if not reward.tiers or tier.id in reward.tiers:
        return None
    return next((each for each in tx.programme.tiers if each.id in reward.tiers), None)


def _why(now: int, seen: Offer) -> Why | None:
    """The first thing that stands against it: what time alone or nothing helps comes first."""
    reward = seen.reward
    if seen.open_until is not None and seen.open_until <= now:
        return "closed" if isinstance(reward, Event | Raffle) else "over"
    if seen.opens_at is not None:
        return "later"
    if seen.tier_needed is not None:
        return "tier"
    if seen.left == 0:
        return "sold-out"
    if reward.limit and seen.taken >= reward.limit:
        return "limit"
    return "points" if seen.missing else None
