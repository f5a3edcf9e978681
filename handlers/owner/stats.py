"""The programme in figures that add up."""

from bot.telegram.ask import Ask
from bot.texts.formats import Points
from domain.insight import figures
from handlers.owner.routes import ROUTES
from handlers.screens import back_row


@ROUTES.command("stats")
@ROUTES.button("stats")
async def stats(ask: Ask) -> None:
    """Shows members and points: issued = redeemed + expired + outstanding."""
    seen = await ask.read(figures)
    await ask.show(
        ask.render(
            "stats",
            members=seen.members,
            issued=seen.issued,
            redeemed=seen.redeemed,
            expired=seen.expired,
            outstanding=Points(seen.outstanding),
            worth=ask.money(seen.worth_minor),
        ),
        [[ask.button("refresh", "stats"), ask.button("broadcast", "broadcast")], back_row(ask)],
    )
