"""What a game can give now, and how likely each of it is: what is sold out is no part of it."""

from dataclasses import dataclass

from domain.draws import NOTHING, Odds
from domain.programme import Collected, Event, Game, Outcome, Privilege, Reward
from domain.rewards.terms import over_at
from domain.tx import ReadTx


@dataclass(frozen=True)
class Chance:
    """One thing that a game can give, drawn `weight` times in `of`; `reward`, where it is one."""

    outcome: Outcome
    weight: int
    of: int
    reward: Reward | None = None

    @property
    def label(self) -> str:
        """The outcome as plain data, as the draw keeps it."""
        if self.reward is not None:
            return f"reward:{self.reward.id}"
        return f"points:{self.outcome.points}" if self.outcome.points else NOTHING


def chances(tx: ReadTx, game: Game, left: dict[str, int]) -> tuple[Chance, ...]:
    """A game's odds, given what is left on the shelves; none where it has no prize any more."""
    found = [
        (outcome, reward)
        for outcome, reward in ((each, prize(tx, each)) for each in game.outcomes)
        if outcome.reward is None or (reward is not None and left.get(reward.id) != 0)
    ]
    if not any(outcome.points or reward for outcome, reward in found):
        return ()
    of = sum(outcome.weight for outcome, _ in found)
    return tuple(Chance(outcome, outcome.weight, of, reward) for outcome, reward in found)


def prize(tx: ReadTx, outcome: Outcome) -> Reward | None:
    """The reward that an outcome gives, if the catalogue has it and it becomes a voucher."""
    reward = tx.programme.reward(outcome.reward) if outcome.reward else None
    if not isinstance(reward, Collected | Privilege | Event):
        return None
    return reward if over_at(reward, tx.programme.zone) > tx.now else None


def odds_of(chances: tuple[Chance, ...]) -> Odds:
    """The odds as a draw takes them."""
    return tuple((chance.label, chance.weight) for chance in chances)
