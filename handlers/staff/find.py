"""Looking people up by what they hold: a card, a receipt or a voucher, never by name."""

from bot.telegram.ask import Ask
from domain.errors import UnknownCode, VoucherUnknown
from domain.members import Found, member_at
from domain.purchases import Purchase, by_receipt
from domain.rewards import Voucher, voucher_at
from domain.tx import ReadTx
from handlers.guarding import guarding
from handlers.staff.card import show_opened
from handlers.staff.purchases import show_purchase
from handlers.staff.routes import DESK, may_sell
from handlers.staff.voucher import show_voucher


@DESK.command("find")
async def find(ask: Ask) -> None:
    """`/find CODE` shows a member, a purchase or a voucher; without a code, asks for it."""
    if ask.args:
        await show_found(ask, "".join(ask.args))
    else:
        await ask_what(ask)


@DESK.button("find")
async def ask_what(ask: Ask) -> None:
    """Asks for a code."""
    await ask.step("find", "code")
    await ask.show(ask.render("find-what"), [[ask.button("cancel", "cancel")]])


@DESK.step("find", "code")
async def take_code(ask: Ask) -> None:
    """Takes the code."""
    await show_found(ask, ask.text)


async def show_found(ask: Ask, code: str) -> None:
    """Shows the card, the purchase or the voucher that the code is of."""
    async with guarding(ask):
        found = await ask.read(look_up, ask.desk.shop, code)
    match found:
        case Found():
            await show_opened(ask, found)
        case Purchase():
            await show_purchase(ask, found.id)
        case Voucher():
            await show_voucher(ask, found, to_use=may_sell(ask))


def look_up(tx: ReadTx, shop: str, code: str) -> Found | Purchase | Voucher:
    """What a code is of; raises UnknownCode where it is of nothing, CardStale for an old card."""
    try:
        return member_at(tx, code)
    except UnknownCode:
        pass
    try:
        return by_receipt(tx, shop, code)
    except UnknownCode:
        pass
    try:
        return voucher_at(tx, code)
    except VoucherUnknown:
        raise UnknownCode from None
