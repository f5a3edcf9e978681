"""The code of the day: shown at the counter to whoever comes by."""

from bot.telegram.ask import Ask
from bot.texts.formats import Code, Points
from domain import counter
from handlers.screens import VISIT, back_row, deep_link, qr
from handlers.staff.routes import COUNTER


@COUNTER.command("code")
@COUNTER.button("visit-code")
async def show_code(ask: Ask) -> None:
    """Sends today's code, to be read out and as a picture to be scanned."""
    code = await ask.read(counter.visit_code, ask.desk.shop)
    points = Points(ask.programme.counter.visit_points)
    await ask.picture(
        qr(deep_link(ask.desk.bot.username, VISIT + code)),
        ask.render("visit-code", code=Code(code), points=points),
        [back_row(ask)],
    )
