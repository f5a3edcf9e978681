"""What the settings file changed, laid over what was changed in the chat."""

from typing import Any

from domain.programme import Good, Programme, Rule


def merged(old: Programme | None, new: Programme, now: Programme) -> dict[str, Any]:
    """The fields of the programme in force once the file says `new` where it said `old`.

    What the file did not change keeps the word it has `now`; rules are told apart by their id.
    """
    if old is None:
        return dict(new)
    fields = {name: _word(getattr(old, name), value, getattr(now, name)) for name, value in new}
    return fields | {"rules": _rules(old, new, now), "basket": _basket(old, new, now)}


def _word(old: Any, new: Any, now: Any) -> Any:
    return now if new == old else new


def _rules(old: Programme, new: Programme, now: Programme) -> tuple[Rule, ...]:
    of_file = (_word(old.rule(rule.id), rule, now.rule(rule.id)) for rule in new.rules)
    of_chat = (
        rule for rule in now.rules if old.rule(rule.id) is None and new.rule(rule.id) is None
    )
    return (*filter(None, of_file), *of_chat)


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
