"""A broadcast's message as one member gets it: their own facts, its buttons, the way to stop."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from bot.telegram.buttons import base36
from bot.telegram.composing import outgoing
from bot.telegram.desk import Button, Desk, OnWire, Rows
from bot.telegram.pacing import PAID
from bot.telegram.sent import Sent
from bot.texts import Texts
from bot.texts.formats import Day, Html, Points, as_html, name
from domain.broadcasts import Content, Facts, Link
from domain.broadcasts.content import source_of
from domain.programme import Language, Programme

# What a button of the preview asks for, whatever it says.
TRIED: Final = "bc-tried"
Says = Callable[[Texts, Language, Facts, Programme], Html]


def fill(texts: Texts, language: Language, html: str, facts: Facts, programme: Programme) -> Html:
    """A text with a member's own facts in their places; other braces stay as they are."""

    def said(place: re.Match[str]) -> str:
        return _SAYS[place[1]](texts, language, facts, programme)

    return Html(_PLACE.sub(said, html))


def rows(
    desk: Desk,
    language: Language,
    content: Content,
    broadcast: int | None = None,
    tokens: Sequence[str] = (),
) -> Rows:
    """Its buttons, each in a row, and the way to stop; those of the preview only look like it."""
    links = [
        _button(desk, language, link, broadcast, place, tokens[place] if tokens else "")
        for place, link in enumerate(content.links)
    ]
    label = desk.texts.plain(language, "button-stop-news")
    stop = Button(label, TRIED)
    if broadcast is not None:
        stop = Button(label, "stop-news", tuple(source_of(broadcast).split(":")))
    return [*([link] for link in links), [stop]]


async def hand_out(
    desk: Desk,
    chat: int,
    language: Language,
    content: Content,
    facts: Facts,
    *,
    broadcast: int | None = None,
    tokens: Sequence[str] = (),
    lane: str | None = None,
    on_wire: OnWire | None = None,
    until: float | None = None,
) -> Sent:
    """Sends it to one member, or to its author as a preview; raises as `desk.call` does."""
    html = fill(desk.texts, language, content.html, facts, desk.store.programme)
    method, given = outgoing(content, html)
    markup = desk.markup(chat, rows(desk, language, content, broadcast, tokens))
    given |= {"chat_id": chat, "reply_markup": markup}
    if lane == PAID:
        given["allow_paid_broadcast"] = True
    return Sent.read(await desk.call(method, lane, on_wire, until, **given))


def link_label(texts: Texts, language: Language, link: Link) -> str:
    """What stands on a button: its author's words, or what its screen is called."""
    return link.label or texts.plain(language, f"button-broadcast-screen.{link.screen}")


def counts_addresses(desk: Desk) -> bool:
    """Whether who opens an address is counted: where everybody can go by way of the bot's own."""
    return desk.front.link.startswith("https://")


def _button(
    desk: Desk, language: Language, link: Link, broadcast: int | None, place: int, token: str
) -> Button:
    label = link_label(desk.texts, language, link)
    if link.url:
        way = f"{desk.front.link}/go/{token}"
        return Button(label, "", url=way if token and counts_addresses(desk) else link.url)
    if broadcast is None:
        return Button(label, TRIED)
    return Button(label, "bc-open", (base36(broadcast), place))


def _name(texts: Texts, language: Language, facts: Facts, _: Programme) -> Html:
    return Html(as_html(name(facts.name) or texts.plain(language, "nameless")))


def _points(texts: Texts, language: Language, facts: Facts, _: Programme) -> Html:
    return texts.render(language, "points", count=facts.points)


def _tier(_: Texts, language: Language, facts: Facts, programme: Programme) -> Html:
    found = programme.tier(facts.tier)
    return Html(as_html(found.name.in_(language)) if found else "")


def _expiring(texts: Texts, language: Language, facts: Facts, programme: Programme) -> Html:
    if facts.expires_at is None or not facts.expiring:
        return texts.render(language, "leaflet-nothing-expires")
    # What ends at midnight is good for the whole day before.
    day = Day(facts.expires_at - 1, programme.zone)
    return texts.render(language, "leaflet-expiring", points=Points(facts.expiring), day=day)


_SAYS: Final[dict[str, Says]] = {
    "name": _name,
    "points": _points,
    "tier": _tier,
    "expiring": _expiring,
}
_PLACE: Final = re.compile("{(" + "|".join(_SAYS) + ")}")
