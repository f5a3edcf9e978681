"""The catalogue: rewards that are put, hidden, restocked and removed while the shop is open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from domain.adoption.adopting import Adopted, Alter, altered, change
from domain.adoption.campaigns import actor, free_id
from domain.adoption.versions import Versions, programme_of
from domain.earning.audience import between
from domain.errors import RewardGone, RewardHeld, RuleRefused, ScreenOld
from domain.programme import Event, Programme, Reward
from domain.rewards import Booked, booked, stock
from domain.rewards.terms import over_at
from domain.staff import Clerk, note
from domain.tx import ReadTx, Tx

Shown = Literal["open", "later", "sold-out", "hidden", "over", "called-off"]
SHOWN: tuple[Shown, ...] = ("open", "later", "sold-out", "hidden", "over", "called-off")


@dataclass(frozen=True)
class Shelved:
    """A reward as who keeps the catalogue sees it: how many are `left` (None: without end)."""

    reward: Reward
    state: Shown
    left: int | None
    redeemed: int


def shelf(tx: ReadTx) -> tuple[Shelved, ...]:
    """Every reward: what is on offer first, then what comes, is sold out, hidden, over."""
    left, redeemed = stock.left(tx), dict(tx.sql.adoption.redeemed())
    found = [
        Shelved(
            reward,
            shown_as(reward, left.get(reward.id), tx.now, tx.programme.zone),
            left.get(reward.id),
            redeemed.get(reward.id, 0),
        )
        for reward in tx.programme.rewards
    ]
    return tuple(sorted(found, key=lambda each: SHOWN.index(each.state)))


def shown_as(reward: Reward, left: int | None, now: int, zone: str) -> Shown:
    """Where a reward stands, of which so many are left."""
    if isinstance(reward, Event) and reward.called_off:
        return "called-off"
    if over_at(reward, zone) <= now:
        return "over"
    if reward.hidden:
        return "hidden"
    if left == 0:
        return "sold-out"
    return "later" if between(reward.starts, None, zone)[0] > now else "open"


def with_reward(programme: Programme, reward: Reward) -> Programme:
    """A programme with one more reward, or another in its place. Raises RuleRefused."""
    if programme.reward(reward.id) is None:
        return altered(programme, rewards=(*programme.rewards, reward))
    rewards = (reward if each.id == reward.id else each for each in programme.rewards)
    return altered(programme, rewards=tuple(rewards))


def fresh_reward_id(tx: ReadTx, wish: str) -> str:
    """An id for a new reward that nothing has, and under which nothing was given out before."""
    return free_id(
        tx.programme,
        wish,
        "reward",
        had=lambda found: any(tx.sql.adoption.kinds_of(reward=found)),
    )


def put_reward(tx: Tx, reward: Reward, who: Clerk | None) -> Adopted:
    """Adds a reward, or puts it in the place of the one with its id, from now on.

    Without a clerk it is done at the console. Raises RuleRefused with the key at fault.
    """
    is_new = tx.programme.reward(reward.id) is None
    if is_new and over_at(reward, tx.programme.zone) <= tx.now:
        raise RuleRefused(f"{reward.id}: is over already")
    return _changed(tx, reward.id, lambda now, _: with_reward(now, reward), who)


def hide_reward(tx: Tx, reward_id: str, hidden: bool, who: Clerk | None) -> Adopted:
    """Takes a reward out of sight, or shows it again; vouchers go on. Raises RewardGone."""
    return _alter(tx, reward_id, who, lambda _: {"hidden": hidden})


def restock(tx: Tx, reward_id: str, by: int, who: Clerk | None) -> Adopted:
    """Puts so many more on the shelf, or takes some away, but no more than are there.

    One that had no end has so many from now on. Raises RewardGone.
    """
    by = max(by, -stock.left(tx).get(reward_id, 0))
    return _alter(tx, reward_id, who, lambda reward: {"stock": max((reward.stock or 0) + by, 0)})


def remove_reward(tx: Tx, reward_id: str, who: Clerk | None) -> Adopted:
    """Takes a reward out of the catalogue. Raises RewardGone, or RewardHeld while somebody has one.

    Raises RuleRefused while a rule or a game names it.
    """
    _known(tx, reward_id)
    if held := tx.sql.adoption.held(reward=reward_id):
        raise RewardHeld(held)

    def without(now: Programme, _: int) -> Programme:
        return altered(now, rewards=tuple(each for each in now.rewards if each.id != reward_id))

    return _changed(tx, reward_id, without, who)


def call_off(tx: Tx, event: str, who: Clerk | None) -> Booked:
    """Calls an event off for good; what members hold of it, the clock gives back.

    Raises RewardGone.
    """
    if not isinstance(_known(tx, event), Event):
        raise RewardGone
    _alter(tx, event, who, lambda _: {"called_off": True}, act="call_off")
    return booked(tx, event)


def undo_reward(tx: Tx, reward_id: str, number: int, who: Clerk | None) -> Adopted:
    """Makes a reward what it was before the version of that number; the shelf stays as it is.

    One that was new is removed. Raises ScreenOld where it was changed again since.
    """
    versions = Versions.load(tx)
    before, now = versions.before(number), tx.programme.reward(reward_id)
    made = programme_of(tx, number).reward(reward_id)
    if before is None or now is None or made is None or _said(made) != _said(now):
        raise ScreenOld
    earlier = before.programme.reward(reward_id)
    if earlier is None:
        return remove_reward(tx, reward_id, who)
    return put_reward(tx, earlier.model_copy(update={"stock": now.stock}), who)


def _said(reward: Reward) -> dict[str, Any]:
    return reward.model_dump(exclude={"stock"})


def _known(tx: ReadTx, reward_id: str) -> Reward:
    reward = tx.programme.reward(reward_id)
    if reward is None:
        raise RewardGone
    return reward


def _alter(
    tx: Tx,
    reward_id: str,
    who: Clerk | None,
    fields: Callable[[Reward], dict[str, Any]],
    act: str = "catalogue",
) -> Adopted:
    _known(tx, reward_id)

    def changed(now: Programme, _: int) -> Programme:
        reward = now.reward(reward_id)
        if reward is None:
            return now
        return with_reward(now, reward.model_copy(update=fields(reward)))

    return _changed(tx, reward_id, changed, who, act)


def _changed(
    tx: Tx, reward_id: str, alter: Alter, who: Clerk | None, act: str = "catalogue"
) -> Adopted:
    """Changes the catalogue, and writes down who changed what of a reward."""
    before = tx.programme.reward(reward_id)
    by = actor(tx, who.outside_id if who else None)
    done = change(tx, alter, by)
    if who is not None and done.is_new:
        after = programme_of(tx, done.number).reward(reward_id)
        was, became = _told(before), _told(after)
        fields = sorted(name for name in was | became if was.get(name) != became.get(name))
        note(
            tx,
            who.outside_id,
            act,
            name=who.name,
            reward=reward_id,
            before=_only(was, fields),
            after=_only(became, fields),
        )
    return done


def _told(reward: Reward | None) -> dict[str, Any]:
    return reward.model_dump(mode="json") if reward else {}


def _only(said: dict[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    return {name: said[name] for name in fields if name in said}
