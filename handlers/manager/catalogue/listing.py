"""The whole catalogue: what is on offer, what comes, is sold out, hidden, over."""

from bot.telegram.ask import Ask, Button
from domain import adoption
from domain.adoption import Shelved
from handlers.manager.routes import ROUTES
from handlers.screens import asked_page, back_row, lines, page_of, pager

SHOWN = 8


@ROUTES.command("catalogue")
@ROUTES.button("catalogue")
async def show_catalogue(ask: Ask) -> None:
    """Shows a page of it, each reward with its state, price and what is left."""
    await ask.leave()
    found = await ask.read(adoption.shelf)
    shown, page, pages = page_of(found, asked_page(ask), SHOWN)
    on_offer = sum(seen.state == "open" for seen in found)
    title = ask.render("catalogue-title", count=len(found), open=on_offer)
    await ask.show(
        lines(title if found else ask.render("catalogue-empty")),
        [
            *([_button(ask, seen)] for seen in shown),
            *pager(ask, "catalogue", page, pages),
            [ask.button("catalogue-new", "ct-new"), *back_row(ask)],
        ],
    )


def _button(ask: Ask, seen: Shelved) -> Button:
    return ask.button(
        "catalogue-reward",
        "ct-show",
        seen.reward.id,
        mark=ask.plain(f"catalogue-mark.{seen.state}"),
        name=seen.reward.name.in_(ask.language),
        price=seen.reward.points,
        left="none" if seen.left is None else seen.left,
    )
