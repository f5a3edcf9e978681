"""The birthday: told once by the member, changed at the counter."""

from bot.telegram.ask import Ask
from domain.earning.moments.yearly import tell_birthday
from domain.errors import BirthdayKnown
from domain.members import birthday_of
from handlers.member.routes import ROUTES
from handlers.screens import birthday_text


@ROUTES.button("birthday")
async def ask_birthday(ask: Ask) -> None:
    """Asks for the day, and says that it is asked for once; raises BirthdayKnown after that."""
    if await ask.read(birthday_of, ask.member) is not None:
        raise BirthdayKnown
    await ask.step("birthday", "day")
    await ask.show(ask.render("birthday-asked"), [[ask.button("cancel", "cancel")]])


@ROUTES.step("birthday", "day")
async def take_birthday(ask: Ask) -> None:
    """Keeps it; what is no birthday is explained, and asked for again."""
    birthday = await ask.write(tell_birthday, ask.member, ask.text)
    await ask.show(
        ask.render("birthday-kept", day=birthday_text(ask, birthday)),
        [[ask.button("settings", "settings"), ask.button("home", "points")]],
    )
    # Last, because an answer that fails is given again.
    await ask.leave()
