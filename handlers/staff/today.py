"""What somebody at the counter did today: for their own till to be counted by."""

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points
from domain import counter
from domain.counter.today import Today, today
from domain.staff import Clerk
from domain.tx import ReadTx
from handlers.screens import back_row, called, lines
from handlers.staff.routes import COUNTER

NO_LIMIT = -1


@COUNTER.command("today")
@COUNTER.button("today")
async def show_today(ask: Ask) -> None:
    """Shows sales, what went back, vouchers, and what was made good."""
    seen, left = await ask.read(today_and_left, ask.clerk)
    await ask.show(
        lines(ask.render("today-done", name=called(ask, ask.person.name)), *_told(ask, seen, left)),
        [[ask.button("next-sale", "sale"), *back_row(ask)]],
    )


def today_and_left(tx: ReadTx, clerk: Clerk) -> tuple[Today, int | None]:
    """The clerk's day, and what they may still make good; None without a limit."""
    limits = tx.programme.counter.limits(clerk.role)
    never = limits is not None and limits.make_good_points == 0
    return today(tx, clerk), 0 if never else counter.make_good_left(tx, clerk)


def _told(ask: Ask, seen: Today, left: int | None) -> list[Html | None]:
    refunds, vouchers = seen.refunds, seen.vouchers
    return [
        ask.render("today-sales", sales=seen.sales, paid=ask.money(seen.paid)),
        ask.render("today-undone", undone=seen.undone) if seen.undone else None,
        ask.render("today-refunds", refunds=refunds, back=ask.money(seen.back))
        if refunds
        else None,
        ask.render("today-vouchers", vouchers=vouchers) if vouchers else None,
        ask.render(
            "today-good",
            given=Points(seen.made_good),
            left=NO_LIMIT if left is None else left,
        ),
    ]
