"""A bill that points shall pay a part of: the member agrees in their own chat, or does not."""

from bot.telegram.ask import Ask
from bot.texts.formats import Points
from domain import counter
from domain.counter import Payment
from domain.tx import Tx
from handlers.member.routes import ROUTES
from handlers.screens import home_row
from handlers.staff.paying import tell_clerk


@ROUTES.button("pay-agree")
async def agree(ask: Ask) -> None:
    """The member agrees; the counter goes on, and hears of it once."""
    done, is_news = await ask.write(agree_once, ask.member, int(ask.args[0], 36))
    await ask.toast(ask.plain("toast-agreed"))
    await ask.show(ask.render("pay-agreed", points=Points(done.points)), [home_row(ask)])
    if is_news:
        await tell_clerk(ask.desk, done)


def agree_once(tx: Tx, member: int, hold: int) -> tuple[Payment, bool]:
    """Agrees, and whether that is said for the first time."""
    before = counter.payment(tx, hold).state
    return counter.agree(tx, member, hold), before == "asked"


@ROUTES.button("pay-decline")
async def decline(ask: Ask) -> None:
    """The member says no, and the points are theirs again."""
    done = await ask.write(counter.decline, ask.member, int(ask.args[0], 36))
    await ask.toast(ask.plain("toast-not-agreed"))
    await ask.show(ask.render("pay-declined", points=Points(done.points)), [home_row(ask)])
    await tell_clerk(ask.desk, done)
