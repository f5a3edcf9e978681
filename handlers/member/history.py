"""Every movement of a member's points, in pages."""

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Signed
from domain import books
from domain.books import Line
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, home_row, lines, pager

PAGE_SIZE = 5


@ROUTES.command("history")
@ROUTES.button("history")
async def show_history(ask: Ask) -> None:
    """Shows a page: when, how much, where from, and the balance after it."""
    page = await ask.read(books.history, ask.member, asked_page(ask), PAGE_SIZE)
    entries = [_line(ask, line) for line in page.items] or [ask.render("history-empty")]
    await ask.show(
        lines(ask.render("history-title"), *entries),
        [*pager(ask, "history", page.number, page.pages), home_row(ask)],
    )


def _line(ask: Ask, line: Line) -> Html:
    return ask.render(
        "history-line",
        when=ask.moment(line.at),
        points=Signed(line.points),
        kind=ask.render(f"history-kind.{line.kind}"),
        balance=line.balance_after,
    )
