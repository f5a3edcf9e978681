"""The shelf: how many of a reward are left, never below none; of an event, what nobody holds."""

from collections.abc import Collection, Iterable, Iterator

from domain.notices import alert
from domain.programme import Event, Raffle, Reward
from domain.rewards.terms import terms_of
from domain.tx import ReadTx, Tx


def shelve(tx: Tx, before: Iterable[Reward], after: Collection[Reward]) -> None:
    """Fills the shelf for a new version: what the settings add or take away, it gains or loses."""
    known = {reward.id: reward.stock for reward in before}
    lock(tx, (reward.id for reward in after))
    for reward in after:
        if reward.stock is None:
            tx.sql.rewards.clear_shelf(reward=reward.id)
        elif isinstance(reward, Event):
            _seat(tx, reward)
        elif known.get(reward.id) is None:
            tx.sql.rewards.fill_shelf(reward=reward.id, amount=reward.stock)
        else:
            tx.sql.rewards.add_to_shelf(
                reward=reward.id, amount=reward.stock - (known[reward.id] or 0)
            )
        if (reward.stock or 0) > (known.get(reward.id) or 0):
            tx.sql.rewards.forget_told(reward=reward.id)


def lock(tx: Tx, rewards: Iterable[str]) -> None:
    """Keeps others from some shelves until this change is over."""
    for reward in sorted(rewards):
        tx.sql.rewards.lock_shelf(reward=reward)


def left(tx: ReadTx) -> dict[str, int]:
    """What is left of each reward that has an end."""
    return dict(tx.sql.rewards.shelf())


def take(tx: Tx, reward: Reward) -> bool:
    """Takes one from the shelf; False where it is empty. The owner is told when few are left.

    Once until it is restocked: whoever gives back and redeems again rings no second time.
    """
    if reward.stock is None:
        return True
    row = tx.sql.rewards.take_one(reward=reward.id)
    if row is None:
        return False
    amount, told = row
    if amount in (reward.low_stock, 0) and (told is None or amount < told):
        tx.sql.rewards.note_told(reward=reward.id, amount=amount)
        alert(tx, "low_stock", reward=reward.id, left=amount)
    return True


def put_back(tx: Tx, reward_id: str) -> None:
    """Puts one back, where the reward has an end; a seat that the room still has."""
    reward = tx.programme.reward(reward_id)
    if isinstance(reward, Event):
        lock(tx, [reward_id])
        _seat(tx, reward)
    else:
        tx.sql.rewards.put_back(reward=reward_id)


def misseated(tx: ReadTx) -> Iterator[None]:
    """Each event whose shelf holds other seats than those that nobody holds."""
    shelf = left(tx)
    for reward in tx.programme.rewards:
        if isinstance(reward, Event) and shelf.get(reward.id) != _free(tx, reward):
            yield None


def _seat(tx: Tx, event: Event) -> None:
    """The owner may take away seats that somebody holds: given back, they are not sold again."""
    tx.sql.rewards.fill_shelf(reward=event.id, amount=_free(tx, event))


def _free(tx: ReadTx, event: Event) -> int:
    """The seats that no member holds, and no raffle keeps for its winners."""
    held: int = tx.sql.rewards.seats_held(reward=event.id) + kept_for_winners(tx, event.id)
    return max((event.stock or 0) - held, 0)


def kept_for_winners(tx: ReadTx, reward_id: str) -> int:
    """How many of a reward are kept by raffles that are not drawn yet."""
    kept = 0
    for terms, prize in tx.sql.rewards.prizes_kept():
        raffle = terms_of(tx, "", terms)
        if isinstance(raffle, Raffle) and terms_of(tx, "", prize).id == reward_id:
            kept += raffle.winners
    return kept
