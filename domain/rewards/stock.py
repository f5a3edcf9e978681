"""The shelf: how many of a reward are left, never below none."""

from collections.abc import Iterable

from domain.notices import alert
from domain.programme import Reward
from domain.tx import ReadTx, Tx


def shelve(tx: Tx, before: Iterable[Reward], after: Iterable[Reward]) -> None:
    """Fills the shelf for a new version: what the settings add or take away, it gains or loses."""
    known = {reward.id: reward.stock for reward in before}
    for reward in after:
        if reward.stock is None:
            tx.sql.rewards.clear_shelf(reward=reward.id)
        elif known.get(reward.id) is None:
            tx.sql.rewards.fill_shelf(reward=reward.id, amount=reward.stock)
        else:
            tx.sql.rewards.add_to_shelf(
                reward=reward.id, amount=reward.stock - (known[reward.id] or 0)
            )


def left(tx: ReadTx) -> dict[str, int]:
    """What is left of each reward that has an end."""
    return dict(tx.sql.rewards.shelf())


def take(tx: Tx, reward: Reward) -> bool:
    """Takes one from the shelf; False where it is empty. The owner is told when few are left."""
    if reward.stock is None:
        return True
    row = tx.sql.rewards.take_one(reward=reward.id)
    if row is not None and row[0] in (reward.low_stock, 0):
        alert(tx, "low_stock", reward=reward.id, left=row[0])
    return row is not None


def put_back(tx: Tx, reward: str) -> None:
    """Puts one back, where the reward has an end."""
    tx.sql.rewards.put_back(reward=reward)
