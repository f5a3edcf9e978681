"""The buttons below a broadcast: addresses that its author types, and screens of the bot's own."""

import re
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from bot.telegram.ask import Ask
from bot.telegram.leaflets import link_label
from bot.texts.formats import clean
from domain.broadcasts import Link
from domain.errors import ScreenOld
from handlers.member.clicked import SCREENS
from handlers.owner.broadcasts.draft import FLOW, Draft, draft_of, keep
from handlers.owner.broadcasts.preview import show_copy
from handlers.owner.routes import ROUTES
from handlers.questions import Unfit
from handlers.screens import in_rows

LINKS_MOST = 6
LABEL_LETTERS_MOST = 32
ADDRESS_LETTERS_MOST = 1024
_TELEGRAM = re.compile(r"(?:www\.)?t\.me/", re.IGNORECASE)
# A dash stands between them; before what is plainly an address a space or a colon will do.
_PLAIN = rf"(?:\s*[-–—:\uff1a]+\s*|\s+)(?=(?:https|tg)://|{_TELEGRAM.pattern})"
_LINE = re.compile(rf"([^-–—:\uff1a\s].*?)(?:\s+[-–—]+\s+|{_PLAIN})(\S+)", re.IGNORECASE)


@ROUTES.button("bc-links")
async def show_links(ask: Ask) -> None:
    """Shows the buttons that there are, and how to add one."""
    await _show(ask, draft_of(ask))


@ROUTES.step(FLOW, "links", takes_words=True)
async def take_links(ask: Ask) -> None:
    """Takes buttons that were typed, once Telegram has taken them; what is none is explained."""
    draft = draft_of(ask)
    try:
        draft = _with(draft, read_links(ask.text))
    except Unfit as unfit:
        text = ask.render(f"broadcast-unfit.{unfit.rule}", **_facts(ask, unfit))
        await ask.say(text, [[ask.button("back", "bc-links")]])
        return
    await show_copy(ask, draft.content)
    await _show(ask, draft)


@ROUTES.button("bc-screens")
async def show_screens(ask: Ask) -> None:
    """Offers the bot's own screens."""
    draft_of(ask)
    screens = [ask.button(f"broadcast-screen.{screen}", "bc-screen", screen) for screen in SCREENS]
    await ask.show(
        ask.render("broadcast-screens"),
        [*in_rows(screens), [ask.button("back", "bc-links")]],
    )


@ROUTES.button("bc-screen")
async def add_screen(ask: Ask) -> None:
    """Adds a button that opens one of them."""
    draft, screen = draft_of(ask), ask.args[0]
    if screen not in SCREENS or len(draft.content.links) >= LINKS_MOST:
        raise ScreenOld
    await _show(ask, _with(draft, (Link("", screen=screen),)))


@ROUTES.button("bc-unlink")
async def take_away(ask: Ask) -> None:
    """Takes a button away."""
    draft = draft_of(ask)
    links = draft.content.links
    number, count = map(int, ask.args)
    if count != len(links):
        raise ScreenOld
    left = links[:number] + links[number + 1 :]
    await _show(ask, replace(draft, content=replace(draft.content, links=left)))


def read_links(text: str) -> tuple[Link, ...]:
    """Buttons as typed, one on each line, `Label - https://…`; raises Unfit."""
    return tuple(_link(line) for line in text.splitlines() if line.strip())


def _link(line: str) -> Link:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise Unfit("link")
    label, address = clean(found[1]).strip(), found[2]
    if not label or len(label) > LABEL_LETTERS_MOST:
        raise Unfit("label", most=LABEL_LETTERS_MOST)
    return Link(label, url=_address(address))


def _address(typed: str) -> str:
    """An address that a button may open; raises Unfit."""
    address = f"https://{typed}" if _TELEGRAM.match(typed) else typed
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise Unfit("address") from None
    web = parts.scheme == "https" and re.fullmatch(r"[^.\s]+(\.[^.\s]+)+", host)
    if not (web or (parts.scheme == "tg" and host)) or len(address) > ADDRESS_LETTERS_MOST:
        raise Unfit("address")
    return address


def _with(draft: Draft, added: tuple[Link, ...]) -> Draft:
    links = draft.content.links + added
    if not added:
        raise Unfit("link")
    if len(links) > LINKS_MOST:
        raise Unfit("many", most=LINKS_MOST)
    return replace(draft, content=replace(draft.content, links=links))


async def _show(ask: Ask, draft: Draft) -> None:
    await keep(ask, draft, "links")
    links, label = draft.content.links, partial(link_label, ask.desk.texts, ask.language)
    there = [
        [ask.button("broadcast-remove", "bc-unlink", number, len(links), label=label(link))]
        for number, link in enumerate(links)
    ]
    screens = [ask.button("broadcast-add-screen", "bc-screens")] if len(links) < LINKS_MOST else []
    await ask.show(
        ask.render("broadcast-buttons", count=len(links), most=LINKS_MOST, example=_example(ask)),
        [*there, [*screens, ask.button("back", "bc-draft")]],
    )


def _facts(ask: Ask, unfit: Unfit) -> dict[str, str | int]:
    return {"most": unfit.most} if unfit.most else {"example": _example(ask)}


def _example(ask: Ask) -> str:
    return f"{ask.plain('broadcast-example-label')} - https://example.com/menu"
