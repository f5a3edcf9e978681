"""A member's purchases, and one of them: what was paid how, and what can still be taken back."""

from dataclasses import dataclass

from bot.telegram.ask import Ask, Button, Rows
from bot.texts.formats import Html, Signed
from domain import purchases
from domain.calendar import DAY, MINUTE
from domain.members import name_of
from domain.purchases import Purchase
from domain.tx import ReadTx
from handlers.screens import asked_page, base36, called, called_member, lines, pager
from handlers.staff.routes import DESK, may_sell

PAGE_SIZE = 4


@dataclass(frozen=True)
class Seen:
    """A purchase, whose it is, the points it made, and its receipt."""

    purchase: Purchase
    owner: str
    points: int
    receipt: str


def look(tx: ReadTx, purchase_id: int) -> Seen:
    """All of it in one look."""
    purchase = purchases.find(tx, purchase_id)
    points, receipt = purchases.points_of(tx, purchase), purchases.receipt_of(tx, purchase_id)
    return Seen(purchase, name_of(tx, purchase.member), points, receipt)


@DESK.button("purchases")
async def show_purchases(ask: Ask) -> None:
    """Lists a member's purchases, newest first."""
    who = ask.args[1]
    page = await ask.read(purchases.purchases_of, int(who, 36), asked_page(ask), PAGE_SIZE)
    name = await called_member(ask, int(who, 36))
    await ask.show(
        ask.render("purchases-title" if page.items else "purchases-none", name=name),
        [
            *([_pick(ask, each)] for each in page.items),
            *pager(ask, "purchases", page.number, page.pages, who),
            [ask.button("back", "card-of", who)],
        ],
    )


@DESK.button("purchase")
async def show_one(ask: Ask) -> None:
    """Shows one of them."""
    await show_purchase(ask, int(ask.args[0], 36))


async def show_purchase(ask: Ask, purchase_id: int) -> None:
    """Shows a purchase: what was paid how, what went back, and what still can."""
    seen = await ask.read(look, purchase_id)
    await ask.show(lines(*purchase_lines(ask, seen)), _ways(ask, seen))
    # Last, because an answer that fails is given again.
    await ask.leave()


def purchase_lines(ask: Ask, seen: Seen) -> list[Html | None]:
    """A purchase in words: whose and when, what was paid how, and what went back."""
    purchase = seen.purchase
    off = [
        ask.render(f"purchase-{with_}", off=ask.money(minor))
        for with_, minor in (("voucher", purchase.voucher_minor), ("points", purchase.points_minor))
        if minor
    ]
    return [
        ask.render("purchase-whose", name=called(ask, seen.owner), receipt=seen.receipt),
        ask.render(
            "find-purchase",
            moment=ask.moment(purchase.happened_at),
            paid=ask.money(purchase.paid),
            points=Signed(seen.points),
        ),
        *off,
        _gone_back(ask, purchase),
    ]


def _gone_back(ask: Ask, purchase: Purchase) -> Html | None:
    if purchase.undone_at is not None:
        return ask.render("find-undone", moment=ask.moment(purchase.undone_at))
    if purchase.refunded:
        left = ask.money(purchase.left)
        return ask.render("purchase-refunded", back=ask.money(purchase.refunded), left=left)
    return None


def _pick(ask: Ask, purchase: Purchase) -> Button:
    return ask.button(
        "purchase",
        "purchase",
        base36(purchase.id),
        state="undone" if purchase.undone_at is not None else "kept",
        moment=ask.moment(purchase.happened_at),
        paid=ask.money(purchase.paid),
    )


def _ways(ask: Ask, seen: Seen) -> Rows:
    purchase, now = seen.purchase, ask.desk.store.now()
    rules = ask.programme
    back = []
    if may_sell(ask) and purchase.undone_at is None:
        which = base36(purchase.id)
        fresh = now <= purchase.happened_at + rules.earning.undo_minutes * MINUTE
        if fresh and not purchase.refunded:
            points = Signed(seen.points)
            back.append(ask.button("undo-points", "sale-undo", which, points=points))
        if now <= purchase.happened_at + rules.counter.refund_days * DAY:
            back.append(ask.button("refund", "refund-of", which))
    who = base36(purchase.member)
    return [
        back,
        [ask.button("purchases", "purchases", 1, who), ask.button("card-of", "card-of", who)],
    ]
