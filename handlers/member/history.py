"""Every movement of a member's points, in pages."""

from collections.abc import Sequence

from bot.telegram.ask import Ask, Button
from bot.texts.formats import Html, Signed
from domain import books
from domain.books import Line, Page
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, base36, home_row, in_rows, lines, pager

PAGE_SIZE = 5


@ROUTES.command("history")
@ROUTES.button("history")
async def show_history(ask: Ask) -> None:
    """Shows a page: when, how much, where from, and the balance after it."""
    page = await ask.read(books.history, ask.member, asked_page(ask), PAGE_SIZE)
    entries = [line_text(ask, line) for line in page.items] or [ask.render("history-empty")]
    await ask.show(
        lines(ask.render("history-title"), *entries),
        [*pager(ask, "history", page.number, page.pages), [*_ways_on(ask, page), *home_row(ask)]],
    )


async def choose_line(ask: Ask, title: str, action: str) -> None:
    """Shows a page of the history, each line with a number to press for `action` on it."""
    page = await ask.read(books.history, ask.member, asked_page(ask), PAGE_SIZE)
    numbered = list(enumerate(page.items, 1))
    shown = [
        ask.render("history-numbered", number=number, line=line_text(ask, line))
        for number, line in numbered
    ]
    buttons = [
        ask.button("number", action, base36(line.txn), page.number, number=number)
        for number, line in numbered
    ]
    back = [ask.button("back", "history", page.number)]
    await ask.show(lines(ask.render(title), *shown), [*in_rows(buttons), back])


def _ways_on(ask: Ask, page: Page) -> Sequence[Button]:
    if not page.items:
        return []
    return [
        ask.button("why", "why-lines", page.number),
        ask.button("proof", "proof-lines", page.number),
    ]


def line_text(ask: Ask, line: Line) -> Html:
    """One movement: when, how much, where from, and the balance after it."""
    return ask.render(
        "history-line",
        when=ask.moment(line.at),
        points=Signed(line.points),
        kind=ask.render(f"history-kind.{line.kind}"),
        balance=line.balance_after,
    )
