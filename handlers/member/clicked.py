"""A press on a button below a broadcast: it counts, and opens one of the bot's screens."""

from dataclasses import replace

from bot.telegram.ask import Ask
from domain import broadcasts
from domain.errors import ScreenOld
from handlers.member.routes import ROUTES

# What a broadcast's button may open, by the action that shows it.
SCREENS = (
    "points",
    "rewards",
    "signin",
    "card",
    "earn",
    "challenges",
    "tier",
    "invite",
    "rules",
)


@ROUTES.button("bc-open")
async def open_screen(ask: Ask) -> None:
    """Counts the press and shows the screen below the message, which stays as it is."""
    broadcast, button = int(ask.args[0], 36), int(ask.args[1])
    link = await ask.desk.store.write(broadcasts.click, ask.member, broadcast, button, key=None)
    if link is None or link.screen not in SCREENS:
        raise ScreenOld
    ask.args = ()
    if ask.incoming.pressed is not None:
        below = replace(ask.incoming.pressed, in_place=False)
        ask.incoming = replace(ask.incoming, pressed=below)
    await ROUTES.buttons[link.screen](ask)
