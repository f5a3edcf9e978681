"""Looking people up by what they hold: a card or a receipt, never by name."""

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html, Points, Signed
from domain.books import available
from domain.calendar import MINUTE
from domain.earning import standing
from domain.errors import UnknownCode
from domain.members import by_card, contact
from domain.programme import Tier
from domain.purchases import Purchase, by_receipt, points_of
from domain.tx import ReadTx
from handlers.screens import back_row, base36, called, lines
from handlers.staff.acts import act_rows
from handlers.staff.routes import DESK


@DESK.command("find")
async def find(ask: Ask) -> None:
    """`/find CODE` shows a member, or the purchase of a receipt; without a code, asks for it."""
    if ask.args:
        await show_found(ask, "".join(ask.args))
        return
    await ask.step("find", "code")
    await ask.show(ask.render("find-what"), [[ask.button("cancel", "cancel")]])


@DESK.step("find", "code")
async def take_code(ask: Ask) -> None:
    """Takes the code."""
    await show_found(ask, ask.text)


async def show_found(ask: Ask, code: str) -> None:
    """Shows the member, and the purchase where the code is a receipt's."""
    member, purchase, points = await ask.read(look_up, ask.desk.shop, code)
    owner, tier, balance = await ask.read(glance, member)
    await ask.show(
        lines(
            ask.render(
                "find-member",
                name=called(ask, owner),
                tier=tier.name.in_(ask.language),
                points=Points(balance),
            ),
            *_purchase(ask, purchase, points),
        ),
        [
            *_rows(ask, member, purchase, points),
            *await act_rows(ask, member),
            [ask.button("birthday", "staff-birthday", base36(member)), *back_row(ask)],
        ],
    )
    # Last, because an answer that fails is given again.
    await ask.leave()


def look_up(tx: ReadTx, shop: str, code: str) -> tuple[int, Purchase | None, int]:
    """The member of a card, or of a receipt together with its purchase and the points it made."""
    try:
        return by_card(tx, code), None, 0
    except UnknownCode:
        purchase = by_receipt(tx, shop, code)
        return purchase.member, purchase, points_of(tx, purchase)


def glance(tx: ReadTx, member: int) -> tuple[str, Tier, int]:
    """What the counter may see of a member: name, tier, balance."""
    found = contact(tx, member)
    return found.name if found else "", standing(tx, member).tier, available(tx, member)


def _purchase(ask: Ask, purchase: Purchase | None, points: int) -> list[Html]:
    if purchase is None:
        return []
    told = ask.render(
        "find-purchase",
        moment=ask.moment(purchase.happened_at),
        paid=ask.money(purchase.paid),
        points=Signed(points),
    )
    if purchase.undone_at is None:
        return [told]
    return [told, ask.render("find-undone", moment=ask.moment(purchase.undone_at))]


def _rows(ask: Ask, member: int, purchase: Purchase | None, points: int) -> Rows:
    sale = ask.button("sale", "sale-change", base36(member))
    window = ask.programme.earning.undo_minutes * MINUTE
    if (
        purchase is None
        or purchase.undone_at is not None
        or ask.desk.store.now() > purchase.happened_at + window
    ):
        return [[sale]]
    undo = ask.button("undo-points", "sale-undo", base36(purchase.id), points=Signed(points))
    return [[undo, sale]]
