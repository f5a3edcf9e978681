"""The first screen of staff, by what they may do, and what a scanned code opens."""

from bot.telegram.ask import Ask, Rows
from domain.rewards import voucher_at
from handlers.guarding import guarded
from handlers.owner.home import show_owner_home
from handlers.screens import CARD, VOUCHER, back_row, called
from handlers.staff.card import open_card
from handlers.staff.routes import DESK, may_sell
from handlers.staff.voucher import show_voucher


async def open_link(ask: Ask, payload: str) -> bool:
    """Opens the card or voucher that a scanned link names; False where it names neither."""
    if payload.startswith(CARD):
        await open_card(ask, payload.removeprefix(CARD))
    elif payload.startswith(VOUCHER):
        found = await guarded(ask, voucher_at, payload.removeprefix(VOUCHER))
        await show_voucher(ask, found, to_use=may_sell(ask))
    else:
        return False
    return True


@DESK.button("staff-home")
async def show_staff_home(ask: Ask) -> None:
    """Shows what staff do here; an owner sees the programme first."""
    if ask.role == "owner":
        await show_owner_home(ask)
    else:
        await show_counter(ask)


@DESK.button("counter")
async def show_counter(ask: Ask) -> None:
    """Shows what is done at the counter, or at the desk."""
    key, rows = ("counter-home", _counter_rows(ask)) if may_sell(ask) else ("desk-home", [])
    await ask.show(
        ask.render(key, name=called(ask, ask.person.name)),
        [*rows, *_desk_rows(ask), *_manager_rows(ask), *_own_rows(ask)],
    )


async def show_invitation(ask: Ask, payload: str) -> None:
    """Keeps a friend's invitation for somebody of staff who has no card yet."""
    mine = ask.button("my-card", "join", payload)
    await ask.show(ask.render("staff-invited"), [[mine, *back_row(ask)]])


def _counter_rows(ask: Ask) -> Rows:
    return [
        [
            ask.button("sale", "sale"),
            ask.button("use-voucher", "check-voucher"),
            ask.button("refund", "refund"),
        ],
        [
            ask.button("visit-code", "visit-code"),
            ask.button("today", "today"),
            ask.button("pages", "pages"),
        ],
    ]


def _manager_rows(ask: Ask) -> Rows:
    # An owner has them on the first screen.
    if ask.role != "manager":
        return []
    return [[ask.button("catalogue", "catalogue"), ask.button("approvals", "approvals")]]


def _desk_rows(ask: Ask) -> Rows:
    return [[ask.button("find", "find"), ask.button("make-good", "make-good-whose")]]


def _own_rows(ask: Ask) -> Rows:
    back = back_row(ask) if ask.role == "owner" else []
    return [[ask.button("my-card", "join"), *back]]
