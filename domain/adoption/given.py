"""What was redeemed or sold stays what it was, whatever becomes of the catalogue."""

from domain.errors import RuleRefused
from domain.programme import Event, Programme, Raffle, Reward
from domain.rewards import booked, stock
from domain.tx import ReadTx

# What a ticket was sold for.
_DRAW = ("draws_at", "winners", "prize_points", "prize_reward")


def keeps_word(tx: ReadTx, old: Programme, new: Programme) -> None:
    """Raises RuleRefused where what members have of a reward would become something else.

    An id of another kind than before, another draw, a seat elsewhere, an event that is on again.
    """
    for reward in old.rewards:
        if new.reward(reward.id) is None:
            _seats_are_back(tx, reward)
    for number, reward in enumerate(new.rewards):
        before = old.reward(reward.id)
        if before == reward:
            continue
        key = f"rewards.{number} ({reward.id})"
        if before is None or before.kind != reward.kind:
            _same_kind(tx, reward, key)
        if isinstance(reward, Raffle):
            _same_draw(tx, reward, key)
        if isinstance(before, Event):
            _same_event(tx, before, reward, key)


def seats_moved(tx: ReadTx, before: Reward | None, after: Reward) -> int:
    """How many seats that members hold, or may win, would be on another day or elsewhere."""
    if not isinstance(before, Event) or not isinstance(after, Event) or after.called_off:
        return 0
    if (before.at, before.place) == (after.at, after.place):
        return 0
    return booked(tx, before.id).seats + stock.kept_for_winners(tx, before.id)


def _same_event(tx: ReadTx, before: Event, after: Reward, key: str) -> None:
    if before.called_off and not (isinstance(after, Event) and after.called_off):
        raise RuleRefused(
            f"{key}.called_off: was called off, and stays so; give another event another id"
        )
    if seats := seats_moved(tx, before, after):
        raise RuleRefused(
            f"{key}: {seats} seats are booked for this day and place, so both stay; call it off, "
            "and give the new event another id"
        )


def _seats_are_back(tx: ReadTx, gone: Reward) -> None:
    if isinstance(gone, Event) and gone.called_off and booked(tx, gone.id).seats:
        raise RuleRefused(
            f"rewards ({gone.id}): was called off, and its seats are not all given back yet; "
            "remove it later"
        )


def _same_kind(tx: ReadTx, reward: Reward, key: str) -> None:
    given = {kind for (kind,) in tx.sql.adoption.kinds_of(reward=reward.id)} - {reward.kind}
    if given:
        raise RuleRefused(
            f"{key}.id: was {', '.join(sorted(given))} before, and members have redeemed it; give "
            "the new reward another id"
        )


def _same_draw(tx: ReadTx, reward: Raffle, key: str) -> None:
    terms = tx.sql.adoption.sold(reward=reward.id)
    if terms is None:
        return
    sold = Raffle.model_validate_json(terms)
    for field in _DRAW:
        if getattr(sold, field) != getattr(reward, field):
            raise RuleRefused(
                f"{key}.{field}: was {getattr(sold, field)} when the first ticket was sold, and "
                "stays; give the new raffle another id"
            )
