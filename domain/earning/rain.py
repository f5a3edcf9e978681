"""Points rain: who comes first gets a share, each member one, and never more than the pot."""

from dataclasses import dataclass
from typing import Any

from domain import books
from domain.earning.audience import window
from domain.earning.eligible import is_meant, running
from domain.earning.facts import Share
from domain.earning.granting import grant
from domain.earning.taken import take, taken
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
            circular(tx, "rain", tx.now, **_facts(tx, rule))
            begun += 1
    return begun


def rains(tx: ReadTx, member: int) -> tuple[RainRule, ...]:
    """The rains that a member can still catch a share of."""
    caught = taken(tx, member)
    return tuple(
        rule
        for rule in running(tx, RainRule)
        if (rule.id, _EVER) not in caught and is_meant(tx, rule, member) and _left(tx, rule)
    )


def is_news_for(tx: ReadTx, member: int, kind: str, facts: dict[str, Any]) -> bool:
    """Whether a circular is news for this member; a rain is, while they can catch of it."""
    return kind != "rain" or any(rule.id == facts["id"] for rule in rains(tx, member))


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


def _left(tx: ReadTx, rule: RainRule) -> int:
    spent = tx.sql.rain.spent(name=_pot(rule), day=_EVER) or 0
    return rule.pot - int(spent)
