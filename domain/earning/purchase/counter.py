"""A purchase at the counter: quoted, and credited with everything that the rules make of it."""

from dataclasses import dataclass, replace
from typing import Any

from domain import books, purchases
from domain.earning.facts import Facts, Share
from domain.earning.moments import referrals
from domain.earning.purchase import surprise
from domain.earning.purchase.award import award, discount, tighter_cap
from domain.earning.purchase.gathering import Sale, Seen, gather
from domain.earning.purchase.plan import Plan, plan_of
from domain.earning.purchase.recording import Credited, record
from domain.earning.purchase.rules import paid_after_discount
from domain.errors import CategoryUnknown
from domain.members import staff
from domain.notices import tell
from domain.programme import Programme, Tier
from domain.purchases import NO_COVER, Cover
from domain.staff import refuse_own
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Quote:
    """What a purchase costs and earns today, and why; money in minor units."""

    tier: Tier
    price: int
    paid: int
    points: int
    discount_percent: int
    shares: tuple[Share, ...]


def quote(
    tx: ReadTx,
    member: int,
    price: int,
    shop: str,
    category: str | None = None,
    product: str | None = None,
    *,
    covered: int = 0,
    happened_at: int | None = None,
) -> Quote:
    """What `price` costs this member after the best discount, and what it earns.

    `covered` is what is not paid in money (minor units). Now, unless `happened_at` says otherwise.
    """
    _known(tx.programme, category)
    plan = plan_of(tx.programme)
    at = tx.now if happened_at is None else happened_at
    sale = Sale(shop, category, product)
    seen, percent = _discounted(tx, plan, member, at, price, sale, covered)
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
    *,
    cover: Cover = NO_COVER,
    happened_at: int | None = None,
) -> Credited:
    """Credits a purchase, draws its surprise and tells the member.

    `cover` is what was not paid in money. One of the past (`happened_at`, UTC us) wins nothing.
    Raises OwnPurchase where staff credit themselves, ReceiptTaken where the receipt is known,
    CategoryUnknown where the programme has no such category.
    """
    _known(tx.programme, category)
    refuse_own(tx, staff_id, member)
    owed = books.lock(tx, member).owed
    actor = staff(tx, staff_id)
    plan = plan_of(tx.programme)
    at = tx.now if happened_at is None else happened_at
    sale = Sale(shop, category, product)
    seen, _ = _discounted(tx, plan, member, at, price, sale, cover.minor)
    done = record(tx, plan, seen, price, receipt, actor, owed, cover)
    told = _told(plan.programme, seen.facts, done, cover)
    tell(tx, member, "purchase", done.txn, **told, balance=done.balance, repaid=done.repaid)
    if plan.has_referrals:
        referrals.qualify(tx, member, done.purchase, seen.facts.paid)
    if seen.facts.paid == 0 or at != tx.now:
        return done
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
    return record(tx, plan, seen, price, receipt, actor, owed, told=False)


def _known(programme: Programme, category: str | None) -> None:
    known = [each.id for each in programme.categories]
    if category is not None and category not in known:
        raise CategoryUnknown(category, ", ".join(known) or "none")


def _discounted(
    tx: ReadTx, plan: Plan, member: int, at: int, price: int, sale: Sale, covered: int
) -> tuple[Seen, int]:
    """The facts of a purchase, with what is left to pay of its price."""
    seen = gather(tx, plan, member, at, price, sale)
    percent = discount(plan, seen.facts)
    due = paid_after_discount(price, percent) if percent else price
    assert 0 <= covered <= due, "no bill is covered beyond what it comes to"
    if due - covered == price:
        return seen, percent
    return replace(seen, facts=replace(seen.facts, paid=due - covered)), percent


def _told(programme: Programme, facts: Facts, done: Credited, cover: Cover) -> dict[str, Any]:
    """What the member is told of a purchase; `capped` says by which cap, if one cut."""
    cut = any(share.kind == "cap" for share in done.shares)
    return {
        "points": done.points,
        "paid": done.paid,
        "voucher": cover.voucher,
        "voucher_minor": cover.voucher_minor,
        "points_minor": cover.points_minor,
        "tier": facts.tier,
        "shares": done.shares,
        "capped": tighter_cap(programme.budget, facts) if cut else None,
    }
