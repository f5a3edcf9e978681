"""A purchase at the counter: quoted, and credited with everything that the rules make of it."""

from dataclasses import dataclass, replace
from typing import Any

from domain import books, purchases
from domain.earning import keeping, traces
from domain.earning.facts import Award, Facts, Share
from domain.earning.granting import grant
from domain.earning.moments import referrals
from domain.earning.purchase import surprise
from domain.earning.purchase.award import award, discount, tighter_cap
from domain.earning.purchase.gathering import Sale, Seen, gather
from domain.earning.purchase.plan import Plan, plan_of
from domain.earning.purchase.rules import paid_after_discount
from domain.earning.taken import take
from domain.errors import CategoryUnknown, OwnPurchase
from domain.members import staff, who
from domain.notices import tell
from domain.programme import InKindRule, Programme, Tier
from domain.tx import ReadTx, Tx
from domain.vault import code


@dataclass(frozen=True)
class Quote:
    """What a purchase costs and earns today, and why; money in minor units."""

    tier: Tier
    price: int
    paid: int
    points: int
    discount_percent: int
    shares: tuple[Share, ...]


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


def quote(
    tx: ReadTx,
    member: int,
    price: int,
    shop: str,
    category: str | None = None,
    product: str | None = None,
) -> Quote:
    """What `price` costs this member now after the best discount, and what it earns."""
    _known(tx.programme, category)
    plan = plan_of(tx.programme)
    seen, percent = _discounted(tx, plan, member, price, Sale(shop, category, product))
    earned = award(plan, seen.facts)
    return Quote(seen.tier, price, seen.facts.paid, earned.points, percent, earned.shares)


def credit(
    tx: Tx,
    member: int,
    price: int,
    shop: str,
    receipt: str | None,
    staff_id: int,
    category: str | None = None,
    product: str | None = None,
) -> Credited:
    """Credits a purchase, draws its surprise and tells the member.

    Raises OwnPurchase where staff credit themselves, ReceiptTaken where the receipt is known,
    CategoryUnknown where the programme has no such category.
    """
    _known(tx.programme, category)
    myself = who(tx, staff_id)
    if myself is not None and myself.member == member:
        raise OwnPurchase
    owed = books.lock(tx, member).owed
    actor = staff(tx, staff_id)
    plan = plan_of(tx.programme)
    seen, _ = _discounted(tx, plan, member, price, Sale(shop, category, product))
    txn, done = _credit(tx, plan, seen, price, receipt, actor, owed)
    told = _told(plan.programme, seen.facts, done)
    tell(tx, member, "purchase", txn, **told, balance=done.balance, repaid=done.repaid)
    if plan.has_referrals:
        referrals.qualify(tx, member, done.purchase, seen.facts.paid)
    prize = surprise.surprise_purchase(tx, plan, seen.facts, done.purchase)
    if prize is None:
        return done
    purchases.attach_surprise(tx, done.purchase, prize.txn)
    repaid = done.repaid + prize.repaid
    return replace(done, surprise=prize.points, balance=prize.balance, repaid=repaid)


def award_history(
    tx: Tx,
    member: int,
    price: int,
    shop: str,
    receipt: str,
    category: str | None,
    happened_at: int,
    actor: str,
) -> Credited:
    """Credits a purchase of the past as of its own time (UTC us), by the rules of now.

    What was paid is known, so there is no discount; nothing is drawn, and nobody is told, but of
    a reward in kind when its voucher is ready.
    """
    _known(tx.programme, category)
    owed = books.lock(tx, member).owed
    plan = plan_of(tx.programme)
    seen = gather(tx, plan, member, happened_at, price, Sale(shop, category))
    _, done = _credit(tx, plan, seen, price, receipt, actor, owed)
    return done


def _known(programme: Programme, category: str | None) -> None:
    known = [each.id for each in programme.categories]
    if category is not None and category not in known:
        raise CategoryUnknown(category, ", ".join(known) or "none")


def _discounted(tx: ReadTx, plan: Plan, member: int, price: int, sale: Sale) -> tuple[Seen, int]:
    """The facts of a purchase of now, with what is left to pay of its price."""
    seen = gather(tx, plan, member, tx.now, price, sale)
    percent = discount(plan, seen.facts)
    if percent == 0:
        return seen, 0
    facts = replace(seen.facts, paid=paid_after_discount(price, percent))
    return replace(seen, facts=facts), percent


def _credit(
    tx: Tx, plan: Plan, seen: Seen, price: int, receipt: str | None, actor: str, owed: int
) -> tuple[int | None, Credited]:
    """Posts what a purchase earns, with its explanation, and records it; the transaction's id."""
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
    )
    for rule, period in earned.taken:
        take(tx, member, rule, period, purchase)
    _promise_gifts(tx, plan.programme, facts, earned, purchase)
    reached = plan.programme.tier_at(seen.earned + earned.points)
    if happened_at is not None or seen.in_grace or reached.threshold > seen.tier.threshold:
        keeping.rise(tx, member, told=happened_at is None)
    credited = Credited(
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
    )
    return txn, credited


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


def _told(programme: Programme, facts: Facts, done: Credited) -> dict[str, Any]:
    """What the member is told of a purchase; `capped` says by which cap, if one cut."""
    cut = any(share.kind == "cap" for share in done.shares)
    return {
        "points": done.points,
        "paid": done.paid,
        "tier": facts.tier,
        "shares": done.shares,
        "capped": tighter_cap(programme.budget, facts) if cut else None,
    }
