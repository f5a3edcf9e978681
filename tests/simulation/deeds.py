"""A deed: one call of the store beside one of the oracle, and what both said of it."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from domain.errors import Refusal
from domain.rewards.games import Chance

_IDS = {"txn", "hold", "voucher", "purchase", "member", "id", "cursor", "actor", "draw"}
_CATALOGUE = {"game", "raffle", "terms"}

Outcome = dict[str, Any] | tuple[str, dict[str, Any]] | int | None


@dataclass(frozen=True)
class Deed:
    """One call of a verb, what the oracle makes of it, and the list its id goes to.

    Of what is drawn by chance, the oracle is told what it was.
    """

    verb: Callable[..., Any]
    args: tuple[Any, ...]
    oracle: Callable[..., Any]
    ids: tuple[str, str] | None = None
    by_chance: bool = False

    def id_in(self, result: Any) -> int | None:
        """The id that came of it; of a game, that of the voucher that was won."""
        if self.ids is None:
            return None
        name = self.ids[1]
        found = getattr(result, name)
        id_: int | None = getattr(found, name, found)
        return id_


def foretold(deed: Deed, real: Outcome) -> Outcome:
    """What the oracle says will come of it."""
    drawn = real["chance"][0] if isinstance(real, dict) and "chance" in real else None
    try:
        outcome: Outcome = deed.oracle(drawn) if deed.by_chance else deed.oracle()
    except Refusal as refusal:
        return told(refusal)
    return outcome


def told(result: Any) -> Outcome:
    """What came of it, without ids: they differ from run to run."""
    if isinstance(result, Refusal):
        return type(result).__name__, result.facts()
    if not is_dataclass(result):
        outcome: Outcome = result
        return outcome
    left_out = _IDS | _CATALOGUE
    facts = {f.name: getattr(result, f.name) for f in fields(result) if f.name not in left_out}
    if isinstance(chance := facts.get("chance"), Chance):
        facts["chance"] = chance.label, chance.weight, chance.of
    if "shares" in facts:
        facts["shares"] = tuple((share.rule, share.points) for share in facts["shares"])
    return facts


def agree(real: Outcome, expected: Outcome) -> bool:
    """Whether every fact that was foretold came true."""
    if isinstance(real, dict) and isinstance(expected, dict):
        return all(real[name] == fact for name, fact in expected.items())
    return real == expected
