"""A purchase written down: what it earns is posted, what it used up noted, its gifts promised."""

from dataclasses import dataclass
from typing import Any

from domain import books, purchases
from domain.earning import keeping, traces
from domain.earning.facts import Award, Facts, Share
from domain.earning.granting import grant
from domain.earning.purchase.award import award
from domain.earning.purchase.gathering import Seen
from domain.earning.purchase.plan import Plan
from domain.earning.taken import take
from domain.programme import InKindRule, Programme
from domain.purchases import NO_COVER, Cover
from domain.tx import Tx
from domain.vault import code


@dataclass(frozen=True)
class Credited:
    """A purchase as it was credited; `repaid`: so many of its points paid what was owed."""

    purchase: int
    member: int
    price: int
    paid: int
    points: int
    surprise: int
    balance: int
    at: int
    repaid: int = 0
    shares: tuple[Share, ...] = ()
    txn: int | None = None


def record(
    tx: Tx,
    plan: Plan,
    seen: Seen,
    price: int,
    receipt: str | None,
    actor: str,
    owed: int,
    cover: Cover = NO_COVER,
    *,
    told: bool = True,
) -> Credited:
    """Posts what a purchase earns, with its explanation, and writes it down with all it used up."""
    facts = seen.facts
    member = facts.member
    happened_at = None if facts.at == tx.now else facts.at
    purchase = tx.new_id()
    earned = award(plan, facts)
    posting = _post(tx, facts, earned, purchase, actor, owed)
    txn = posting.txn if posting else None
    purchases.record(
        tx,
        purchase,
        member,
        facts.shop,
        receipt or code(tx.vault.secret("receipt", purchase), 8),
        price,
        facts.paid,
        actor,
        facts.category,
        facts.product,
        happened_at,
        txn,
        cover,
    )
    for rule, period in earned.taken:
        take(tx, member, rule, period, purchase)
    _promise_gifts(tx, plan.programme, facts, earned, purchase)
    reached = plan.programme.tier_at(seen.earned + earned.points)
    if happened_at is not None or seen.in_grace or reached.threshold > seen.tier.threshold:
        keeping.rise(tx, member, told=told)
    return Credited(
        purchase=purchase,
        member=member,
        price=price,
        paid=facts.paid,
        points=earned.points,
        surprise=0,
        balance=posting.balance if posting else books.available(tx, member),
        at=facts.at,
        repaid=posting.repaid if posting else 0,
        shares=earned.shares,
        txn=txn,
    )


def _post(
    tx: Tx, facts: Facts, earned: Award, purchase: int, actor: str, owed: int
) -> books.Posting | None:
    """Posts one lot; a purchase that earns nothing leaves its explanation all the same."""
    explained: dict[str, Any] = {"shares": earned.shares, "facts": facts, "purchase": purchase}
    if earned.points == 0:
        traces.keep(tx, facts.member, "purchase", 0, **explained)
        return None
    return grant(
        tx,
        facts.member,
        earned.points,
        "purchase",
        actor,
        happened_at=facts.at,
        owed=owed,
        **explained,
    )


def _promise_gifts(
    tx: Tx, programme: Programme, facts: Facts, earned: Award, purchase: int
) -> None:
    for rule_id in earned.gifts:
        rule = programme.rule(rule_id)
        assert isinstance(rule, InKindRule), "gifts come from rules of rewards in kind"
        tx.sql.earning.add_gift(
            id=tx.new_id(),
            member=facts.member,
            rule=rule.id,
            reward=rule.reward,
            purchase=purchase,
            at=tx.now,
        )
