"""Every movement of a member's points, in pages."""

from collections.abc import Sequence

from bot.telegram.ask import Ask, Button
from bot.texts.formats import Html, Signed
from domain import books
from domain.books import Line, Page
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, home_row, lines, pager

PAGE_SIZE = 5


@ROUTES.command("history")
@ROUTES.button("history")
async def show_history(ask: Ask) -> None:
    """Shows a page: when, how much, where from, and the balance after it."""
    page = await ask.read(books.history, ask.member, asked_page(ask), PAGE_SIZE)
    entries = [line_text(ask, line) for line in page.items] or [ask.render("history-empty")]
    await ask.show(
        lines(ask.render("history-title"), *entries),
        [*pager(ask, "history", page.number, page.pages), [*_proof(ask, page), *home_row(ask)]],
    )


def _proof(ask: Ask, page: Page) -> Sequence[Button]:
    return [ask.button("proof", "proof-lines", page.number)] if page.items else []


def line_text(ask: Ask, line: Line) -> Html:
    """One movement: when, how much, where from, and the balance after it."""
    return ask.render(
        "history-line",
        when=ask.moment(line.at),
        points=Signed(line.points),
        kind=ask.render(f"history-kind.{line.kind}"),
        balance=line.balance_after,
    )
