"""The counter's first screen, and what a scanned code opens."""

from bot.telegram.ask import Ask
from handlers.owner.home import show_owner_home
from handlers.screens import called
from handlers.staff.routes import DESK
from handlers.staff.sale import open_card
from handlers.staff.voucher import check_voucher

CARD, VOUCHER = "u-", "v-"


async def open_link(ask: Ask, payload: str) -> bool:
    """Opens the card or voucher that a scanned link names; False where it names neither."""
    if payload.startswith(CARD):
        await open_card(ask, payload.removeprefix(CARD))
    elif payload.startswith(VOUCHER):
        await check_voucher(ask, payload.removeprefix(VOUCHER))
    else:
        return False
    return True


@DESK.button("staff-home")
async def show_staff_home(ask: Ask) -> None:
    """Shows the counter's commands; an owner's screen shows the programme above them."""
    if ask.role == "owner":
        await show_owner_home(ask)
        return
    await ask.show(
        ask.render("staff-home", name=called(ask, ask.person.name)),
        [
            [ask.button("sale", "sale"), ask.button("use-voucher", "check-voucher")],
            [ask.button("my-card", "join")],
        ],
    )
