"""All broadcasts: what is on its way, what is planned, and what is over."""

from bot.telegram.ask import Ask
from bot.texts.formats import Html
from domain import broadcasts
from domain.broadcasts import Listing, Report
from domain.tx import ReadTx
from handlers.owner.broadcasts.compose import ask_message
from handlers.owner.broadcasts.progress import called, mark, percent_of
from handlers.owner.routes import ROUTES
from handlers.screens import asked_page, back_row, base36, lines, pager


def read_page(tx: ReadTx, page: int) -> tuple[Listing, tuple[Report, ...], int]:
    """A page of the list, the figures of what stands on it, and how many are under way."""
    found = broadcasts.listing(tx, page)
    reports = tuple(broadcasts.report(tx, each.broadcast) for each in found.items)
    return found, reports, len(broadcasts.open_now(tx)) + len(broadcasts.paused(tx))


@ROUTES.command("broadcast")
@ROUTES.button("broadcast")
async def show_broadcasts(ask: Ask) -> None:
    """Shows a page of them; where there are none yet, asks for the first."""
    await ask.leave()
    found, reports, under_way = await ask.read(read_page, asked_page(ask))
    if not reports:
        await ask_message(ask)
        return
    which = [
        [
            ask.button(
                "broadcast-open",
                "bc-show",
                base36(report.broadcast),
                mark=mark(ask, report),
                title=called(ask, report.kind, report.title),
            )
        ]
        for report in reports
    ]
    await ask.show(
        lines(
            ask.render("broadcasts-title", open=under_way),
            *(_line(ask, report) for report in reports),
        ),
        [
            *which,
            *pager(ask, "broadcast", found.number, found.pages),
            [ask.button("broadcast-new", "bc-new"), *back_row(ask)],
        ],
    )


def _line(ask: Ask, report: Report) -> Html:
    return ask.render(
        "broadcast-line",
        mark=mark(ask, report),
        title=called(ask, report.kind, report.title),
        state=report.state,
        at=ask.moment(report.starts_at),
        percent=percent_of(report),
        delivered=report.delivered,
    )
