"""A member's vouchers: every one with its state; an open one can be shown or given back."""

from bot.telegram.ask import Ask, Button
from bot.texts.formats import Code, Html, Points
from domain import rewards
from domain.rewards import Voucher, code_of
from domain.tx import ReadTx
from domain.vault import typed
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, base36, deep_link, home_row, lines, page_of, pager, qr

PAGE_SIZE = 6


@ROUTES.button("vouchers")
async def show_vouchers(ask: Ask) -> None:
    """Lists the member's vouchers, the open ones first."""
    mine = await ask.read(rewards.my_vouchers, ask.member)
    shown, page, pages = page_of(mine, asked_page(ask), PAGE_SIZE)
    await ask.show(
        lines(ask.render("vouchers-title"), None if mine else ask.render("vouchers-none")),
        [
            *([_pick(ask, voucher)] for voucher in shown),
            *pager(ask, "vouchers", page, pages),
            [ask.button("rewards", "rewards"), *home_row(ask)],
        ],
    )


@ROUTES.button("voucher")
async def show_voucher(ask: Ask) -> None:
    """Shows one voucher: an open one with its code."""
    voucher, code = await ask.read(voucher_and_code, ask.member, _id(ask))
    rows = [[ask.button("back", "vouchers")]]
    if voucher.state == "issued":
        rows = [
            [
                ask.button("show-qr", "voucher-qr", *ask.args),
                ask.button("give-back", "give-back", *ask.args),
            ],
            *rows,
        ]
    await ask.show(_text(ask, voucher, code), rows)


@ROUTES.button("voucher-qr")
async def show_voucher_qr(ask: Ask) -> None:
    """Sends the voucher as a picture to be scanned."""
    voucher, code = await ask.read(voucher_and_code, ask.member, _id(ask))
    link = deep_link(ask.desk.bot.username, f"v-{typed(code)}")
    await ask.picture(qr(link), _text(ask, voucher, code), [home_row(ask)])


@ROUTES.button("give-back")
async def ask_give_back(ask: Ask) -> None:
    """Asks before a voucher is given back."""
    voucher, _ = await ask.read(voucher_and_code, ask.member, _id(ask))
    name = voucher.reward.in_(ask.language)
    await ask.show(
        ask.render("voucher-give-back", reward=name, points=Points(voucher.points)),
        [
            [
                ask.button("give-back-now", "give-back-now", *ask.args, points=voucher.points),
                ask.button("back", "voucher", *ask.args),
            ]
        ],
    )


@ROUTES.button("give-back-now")
async def give_back(ask: Ask) -> None:
    """Gives an open voucher back; the points return to where they came from."""
    back = await ask.write(rewards.cancel, ask.member, _id(ask))
    await ask.show(
        ask.render("voucher-given-back", points=Points(back.points), balance=Points(back.balance)),
        [[ask.button("vouchers", "vouchers"), *home_row(ask)]],
    )


def voucher_and_code(tx: ReadTx, member: int, voucher: int) -> tuple[Voucher, str]:
    """A member's own voucher with its code."""
    return rewards.voucher_of(tx, member, voucher), code_of(tx, voucher)


def _id(ask: Ask) -> int:
    return int(ask.args[0], 36)


def _pick(ask: Ask, voucher: Voucher) -> Button:
    name = voucher.reward.in_(ask.language)
    label = ask.plain("voucher-label", state=voucher.state, reward=name)
    return Button(label, "voucher", (base36(voucher.id),))


def _text(ask: Ask, voucher: Voucher, code: str) -> Html:
    name = voucher.reward.in_(ask.language)
    if voucher.state == "issued":
        last_day = ask.day(voucher.expires_at - 1)
        return ask.render("voucher-open", reward=name, code=Code(code), day=last_day)
    at = voucher.expires_at - 1 if voucher.state == "expired" else voucher.settled_at or 0
    return ask.render(f"voucher-{voucher.state}", reward=name, day=ask.day(at))
