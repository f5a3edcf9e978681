"""What can be redeemed now, and what is missing for the rest."""

from dataclasses import dataclass

from domain import books
from domain.errors import RewardGone
from domain.programme import Named, Reward
from domain.rewards import stock
from domain.tx import ReadTx


@dataclass(frozen=True)
class Offer:
    """A reward as one member sees it. `left`: on the shelf, None without end."""

    id: str
    name: Named
    points: int
    left: int | None
    collect_days: int
    balance: int

    @property
    def in_reach(self) -> bool:
        """Whether the member can redeem it now."""
        return self.balance >= self.points and self.left != 0

    @property
    def keeps(self) -> int:
        """What the member has after redeeming it."""
        return self.balance - self.points


def catalogue(tx: ReadTx, member: int) -> tuple[Offer, ...]:
    """Every reward, cheapest first."""
    balance, shelf = books.available(tx, member), stock.left(tx)
    offers = [_offer(reward, shelf, balance) for reward in tx.programme.rewards]
    return tuple(sorted(offers, key=lambda offer: (offer.points, offer.id)))


def offer(tx: ReadTx, member: int, reward_id: str) -> Offer:
    """One reward; raises RewardGone."""
    reward = tx.programme.reward(reward_id)
    if reward is None:
        raise RewardGone
    return _offer(reward, stock.left(tx), books.available(tx, member))


def _offer(reward: Reward, shelf: dict[str, int], balance: int) -> Offer:
    return Offer(reward.id, reward.name, reward.points, shelf.get(reward.id), 14, balance)
