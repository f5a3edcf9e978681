"""Joining, and coming back."""

from bot.telegram.ask import Ask
from bot.texts.formats import Html
from domain import earning
from domain.earning import Joined
from domain.earning.moments.referrals import join_invited
from domain.members import Who
from handlers.member.card import show_not_theirs
from handlers.member.invite import INVITATION
from handlers.member.news import news_answers, news_asked
from handlers.member.points import (
    Front,
    balance_line,
    front,
    front_rows,
    front_text,
    tier_line,
)
from handlers.member.routes import ROUTES
from handlers.member.visit import note_visit
from handlers.screens import VISIT, called, lines
from handlers.staff.home import open_link, show_invitation, show_staff_home


@ROUTES.command("start")
async def start(ask: Ask) -> None:
    """Enrols a person and shows the card; staff see the counter, or what they scanned."""
    payload = ask.args[0] if ask.args else ""
    if ask.role != "member":
        if payload.startswith(INVITATION) and ask.who is None:
            await show_invitation(ask, payload)
        elif not await open_link(ask, payload):
            await show_staff_home(ask)
    elif payload.startswith(VISIT):
        if ask.who is None:
            await join(ask)
        await note_visit(ask, payload.removeprefix(VISIT))
    elif not await show_not_theirs(ask, payload):
        await join(ask)


@ROUTES.button("join")
async def join(ask: Ask) -> None:
    """Makes the person a member, once; a member who returns sees the card, not the tour.

    Who comes by a friend's link is the friend's to be paid for.
    """
    payload = ask.args[0] if ask.args else ""
    if payload.startswith(INVITATION):
        code = payload.removeprefix(INVITATION)
        joined = await ask.write(join_invited, ask.person, code)
    else:
        joined = await ask.write(earning.join, ask.person)
    ask.who = Who(joined.member, None, ask.person.hint, reachable=True)
    seen = await ask.read(front, joined.member)
    if joined.is_new:
        await ask.show(_welcome(ask, joined, seen), [*news_answers(ask), *front_rows(ask)])
    else:
        await ask.show(front_text(ask, seen), front_rows(ask))


def _welcome(ask: Ask, joined: Joined, seen: Front) -> Html:
    """The tour: a new card, where it came from, and what to do with it."""
    return lines(
        balance_line(ask, seen),
        ask.render(
            "welcome" if joined.gift else "welcome-plain",
            shop=ask.programme.name.in_(ask.language),
            name=called(ask, ask.person.name),
        ),
        tier_line(ask, seen),
        ask.render("welcome-how"),
        news_asked(ask),
    )
