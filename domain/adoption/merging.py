"""What the settings file changed, laid over what was changed in the chat."""

from collections.abc import Iterable
from typing import Any, TypeVar

from domain.programme import Good, Programme, Reward, RewardBase, RuleBase

T = TypeVar("T", bound=RuleBase | RewardBase)


def merged(old: Programme | None, new: Programme, now: Programme) -> dict[str, Any]:
    """The fields of the programme in force once the file says `new` where it said `old`.

    What the file did not change keeps the word it has `now`; rules and rewards are told apart by
    their id.
    """
    if old is None:
        return dict(new)
    fields = {name: _word(getattr(old, name), value, getattr(now, name)) for name, value in new}
    return fields | {
        "rules": _things(old.rules, new.rules, now.rules),
        "rewards": _things(old.rewards, _stocked(old, new, now), now.rewards),
        "basket": _basket(old, new, now),
    }


def _word(old: Any, new: Any, now: Any) -> Any:
    return now if new == old else new


def _things(old: Iterable[T], new: Iterable[T], now: Iterable[T]) -> tuple[T, ...]:
    """The file's things in its order, each with its last word; then those of the chat."""
    before, file, current = ({thing.id: thing for thing in each} for each in (old, new, now))
    of_file = (_word(before.get(id_), thing, current.get(id_)) for id_, thing in file.items())
    of_chat = (thing for id_, thing in current.items() if id_ not in before and id_ not in file)
    return (*filter(None, of_file), *of_chat)


def _stocked(old: Programme, new: Programme, now: Programme) -> list[Reward]:
    """The file's rewards; a stock it did not change is what the chat made it."""
    found = []
    for reward in new.rewards:
        before, current = old.reward(reward.id), now.reward(reward.id)
        if before and current and before != reward and before.stock == reward.stock:
            reward = reward.model_copy(update={"stock": current.stock})
        found.append(reward)
    return found


def _basket(old: Programme, new: Programme, now: Programme) -> tuple[Good, ...]:
    """A price's "then" moves with the anchor, its "now" with the file: each keeps its last word."""
    before, current = ({good.name: good for good in each.basket} for each in (old, now))
    return tuple(
        Good(
            **{
                name: _word(
                    getattr(before[good.name], name), value, getattr(current[good.name], name)
                )
                for name, value in good
            }
        )
        if good.name in before and good.name in current
        else good
        for good in new.basket
    )
