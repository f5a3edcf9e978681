"""What several screens share: pages that go round, codes as pictures, links into the bot."""

import io
from collections.abc import Sequence
from typing import TypeVar

import segno

from bot.telegram.ask import Ask, Button, Rows
from bot.telegram.buttons import base36 as base36
from bot.texts.formats import Html, name
from domain.members import Birthday, name_of

T = TypeVar("T")
BAR_CELLS = 10
BUTTONS_IN_ROW = 3
# What a link into the bot is for, before its code: staff scan the first two, members the last.
CARD, VOUCHER, VISIT = "u-", "v-", "visit_"


def lines(*parts: Html | None) -> Html:
    """The lines of a screen, those that say nothing left out."""
    return Html("\n".join(part for part in parts if part))


def bar(part: int, whole: int) -> str:
    """How much of a whole is reached, in ten cells: the last one fills with the whole."""
    filled = min(max(part, 0) * BAR_CELLS // whole, BAR_CELLS)
    return "▓" * filled + "░" * (BAR_CELLS - filled)


def called(ask: Ask, text: str) -> str:
    """How a person is called: their name, fit to be shown, or a word where nothing of it is."""
    return name(text) or ask.plain("nameless")


async def called_member(ask: Ask, member: int) -> str:
    """How a member is called."""
    return called(ask, await ask.read(name_of, member))


def birthday_text(ask: Ask, birthday: Birthday) -> Html:
    """A day of the year as the language writes it."""
    month = ask.render(f"month.m{birthday.month}")
    return ask.render("date", day=birthday.day, month=month)


def in_rows(buttons: Sequence[Button], most: int = BUTTONS_IN_ROW) -> list[Sequence[Button]]:
    """Buttons, so many in a row."""
    return [buttons[at : at + most] for at in range(0, len(buttons), most)]


def home_row(ask: Ask) -> Sequence[Button]:
    """The way back, always the last row."""
    return [ask.button("home", "points")]


def back_row(ask: Ask) -> Sequence[Button]:
    """The way back of staff: to the counter, or to the owner's screen."""
    return [ask.button("back", "staff-home")]


def back_to_settings(ask: Ask) -> Sequence[Button]:
    """The way back from each of a member's settings."""
    return [ask.button("back", "settings"), *home_row(ask)]


def pager(ask: Ask, action: str, page: int, pages: int, *more: str) -> Rows:
    """`◀ 2/7 ▶`; the ends lead round, so that no button is dead. Nothing for a single page.

    `more` follows the page in what the buttons ask for.
    """
    if pages < 2:
        return []
    return [
        [
            ask.button("previous", action, (page - 2) % pages + 1, *more),
            ask.button("page", action, page, *more, page=page, pages=pages),
            ask.button("next", action, page % pages + 1, *more),
        ]
    ]


def page_of(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """The items of a page, its number (the nearest there is), and how many pages there are."""
    pages = max(-(-len(items) // size), 1)
    page = min(max(page, 1), pages)
    return items[(page - 1) * size : page * size], page, pages


def asked_page(ask: Ask) -> int:
    """The page that a pager's button asks for; 1 for a command."""
    pressed = ask.incoming.pressed is not None and ask.args
    return int(ask.args[0]) if pressed and ask.args[0].isdecimal() else 1


def qr(text: str) -> bytes:
    """A QR code as PNG, with the quiet zone that scanners need."""
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="png", scale=10, border=4)
    return picture.getvalue()


def deep_link(username: str, payload: str) -> str:
    """A link that opens the bot and says `/start payload`."""
    return f"https://t.me/{username}?start={payload}"
