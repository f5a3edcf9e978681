"""What was redeemed or sold stays what it was, whatever becomes of the catalogue."""

from domain.errors import RuleRefused
from domain.programme import Programme, Raffle, Reward
from domain.tx import ReadTx

# What a ticket was sold for.
_DRAW = ("draws_at", "winners", "prize_points", "prize_reward")


def keeps_word(tx: ReadTx, old: Programme, new: Programme) -> None:
    """Raises RuleRefused where an id would mean another kind than before, or a draw another one."""
    for number, reward in enumerate(new.rewards):
        before = old.reward(reward.id)
        if before == reward:
            continue
        key = f"rewards.{number} ({reward.id})"
        if before is None or before.kind != reward.kind:
            _same_kind(tx, reward, key)
        if isinstance(reward, Raffle):
            _same_draw(tx, reward, key)


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
