"""Joining, and coming back."""

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points, name
from domain import earning
from domain.earning import Joined
from domain.members import Who
from handlers.member.points import front, front_rows, front_text
from handlers.member.routes import ROUTES
from handlers.screens import lines
from handlers.staff.home import open_link, show_staff_home


@ROUTES.command("start")
async def start(ask: Ask) -> None:
    """Enrols a person and shows the card; staff see the counter, or what they scanned."""
    if ask.role != "member":
        if await open_link(ask, ask.args[0] if ask.args else ""):
            return
        await show_staff_home(ask)
        return
    await join(ask)


@ROUTES.button("join")
async def join(ask: Ask) -> None:
    """Makes the person a member, once; a member who returns sees the card, not the tour."""
    joined = await ask.write(earning.join, ask.person)
    ask.who = Who(joined.member, None, ask.person.hint, reachable=True)
    card = front_text(ask, await ask.read(front, joined.member))
    if joined.is_new:
        await ask.show(lines(card, _welcome(ask, joined)), front_rows(ask))
    else:
        await ask.show(card, front_rows(ask))


def _welcome(ask: Ask, joined: Joined) -> Html:
    shop = ask.programme.name.in_(ask.language)
    called = name(ask.person.name)
    greeting = (
        ask.render("welcome", shop=shop, name=called, gift=Points(joined.gift))
        if joined.gift
        else ask.render("welcome-plain", shop=shop, name=called)
    )
    return lines(greeting, ask.render("welcome-how"))
