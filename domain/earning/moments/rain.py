"""Points rain: who comes first gets a share, each member one, and never more than the pot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain import books
from domain.earning.audience import window
from domain.earning.facts import Share
from domain.earning.granting import grant
from domain.earning.moments.eligible import is_meant, running
from domain.earning.taken import take
from domain.errors import RainOver
from domain.notices import circular
from domain.programme import RainRule
from domain.tx import ReadTx, Tx

# A pot is for the whole of its rain, whatever days that has.
_EVER = "ever"


@dataclass(frozen=True)
class Caught:
    """A share of a pot, caught just now or before."""

    points: int
    balance: int
    is_new: bool
    repaid: int = 0


def open_rains(tx: Tx) -> int:
    """Tells every member, once, of each rain that has begun; how many did."""
    begun = 0
    for rule in running(tx, RainRule):
        if tx.sql.rain.open(name=_pot(rule), day=_EVER):
            circular(tx, "rain", window(rule, tx.programme.zone)[0], **_facts(tx, rule))
            begun += 1
    return begun


def rains(tx: ReadTx, member: int) -> tuple[RainRule, ...]:
    """The rains that a member can still catch a share of."""
    return tuple(
        rule
        for rule in running(tx, RainRule)
        if _left(tx, rule) and is_meant(tx, rule, member) and not _caught(tx, rule, (member,))
    )


def falling(tx: ReadTx, rule_id: str) -> RainRule | None:
    """A rain that falls now and is not all caught yet."""
    rules = (rule for rule in running(tx, RainRule) if rule.id == rule_id)
    return next((rule for rule in rules if _left(tx, rule)), None)


def news_for(tx: ReadTx, members: Sequence[int], kind: str, facts: dict[str, Any]) -> Sequence[int]:
    """Whom of some members, in order of id, a circular is news for.

    A rain is, for as long as they can catch of it.
    """
    if kind != "rain":
        return members
    rule = falling(tx, facts["id"])
    if rule is None or not members:
        return ()
    caught = _caught(tx, rule, members)
    return [each for each in members if each not in caught and is_meant(tx, rule, each)]


def catch(tx: Tx, member: int, rule_id: str) -> Caught:
    """Catches a share, once. Raises RainOver where the pot is empty or the time is over."""
    books.lock(tx, member)
    rule = next((rule for rule in running(tx, RainRule) if rule.id == rule_id), None)
    if rule is None or not is_meant(tx, rule, member):
        raise RainOver(shares=0)
    if not take(tx, member, rule.id, _EVER):
        return Caught(rule.share, books.available(tx, member), is_new=False)
    # The member first, the pot after it.
    within = tx.sql.earning.spend_budget(
        name=_pot(rule), day=_EVER, points=rule.share, most=rule.pot
    )
    if within is None:
        raise RainOver(shares=rule.pot // rule.share)
    shares = (Share(rule.id, rule.kind, rule.share),)
    posting = grant(tx, member, rule.share, "rain", "member", shares=shares)
    return Caught(rule.share, posting.balance, is_new=True, repaid=posting.repaid)


def _facts(tx: Tx, rule: RainRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "rule": rule.name.model_dump(),
        "share": rule.share,
        "people": rule.pot // rule.share,
        "until": window(rule, tx.programme.zone)[1],
    }


def _pot(rule: RainRule) -> str:
    return f"rain:{rule.id}"


def _caught(tx: ReadTx, rule: RainRule, members: Sequence[int]) -> frozenset[int]:
    """Who of some members, in order of id, has a share already."""
    rows = tx.sql.rain.caught(rule=rule.id, period=_EVER, first=members[0], last=members[-1])
    return frozenset(member for (member,) in rows)


def _left(tx: ReadTx, rule: RainRule) -> bool:
    """Whether the pot has a share left; a later version may have made it smaller."""
    spent = tx.sql.rain.spent(name=_pot(rule), day=_EVER) or 0
    return int(spent) + rule.share <= rule.pot
