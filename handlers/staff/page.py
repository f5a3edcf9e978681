"""The counter page: a link that pairs one, the pages that are paired, and the end of one."""

from collections.abc import Sequence

from bot.telegram.ask import Ask, Button, Rows
from bot.texts.formats import Html, Value, name
from domain.counter import devices
from domain.counter.devices import Device
from domain.staff import person_of
from handlers.screens import (
    asked_page,
    back_row,
    base36,
    called,
    in_rows,
    lines,
    page_of,
    pager,
    qr,
)
from handlers.staff.routes import COUNTER

PAGE_SIZE = 4
PAGES_IN_ROW = 2


@COUNTER.command("counter")
async def counter_page(ask: Ask) -> None:
    """Offers a new page, and shows the pages there are."""
    await show_pages(ask)


@COUNTER.button("page-new")
async def new_page(ask: Ask) -> None:
    """Gives the link that pairs a page, once and within ten minutes."""
    device = await ask.write(devices.offer_device, ask.clerk)
    code = await ask.read(devices.pairing_code, device)
    link = f"{ask.desk.front.link}/counter/#pair={code}"
    text = ask.render("page-link", link=link)
    rows = [[Button(ask.plain("button-page-open"), "", url=link)], [_to_pages(ask)]]
    if link.startswith("https:"):
        await ask.picture(qr(link), text, rows)
    else:
        # Another device neither finds this machine under that address nor may work offline there.
        await ask.show(text, rows)


@COUNTER.button("pages")
async def show_pages(ask: Ask) -> None:
    """Shows the pages one has paired; a manager sees everybody's."""
    await _show(ask, asked_page(ask))


async def _show(ask: Ask, asked: int) -> None:
    found = await ask.read(devices.devices, ask.clerk)
    if not ask.desk.front.link:
        await ask.show(ask.render("page-off"), [back_row(ask)])
        return
    shown, page, pages = page_of(found, asked, PAGE_SIZE)
    whose = [(await ask.read(person_of, each.actor))[1] for each in shown]
    await ask.show(
        lines(
            ask.render("page-home", count=len(found)),
            *(_line(ask, at, *each) for at, each in enumerate(zip(shown, whose, strict=True), 1)),
        ),
        [
            [ask.button("page-new", "page-new", ask.fresh())],
            *_revoke_rows(ask, shown),
            *pager(ask, "pages", page, pages),
            back_row(ask),
        ],
    )


@COUNTER.button("page-end")
async def end_page(ask: Ask) -> None:
    """Ends a page: it hands in nothing more."""
    await ask.write(devices.revoke, ask.clerk, int(ask.args[0], 36))
    await ask.toast(ask.plain("toast-page-ended"))
    await _show(ask, 1)


def _line(ask: Ask, number: int, device: Device, whose: str) -> Html:
    facts: dict[str, Value] = {"number": number, "seen": ask.moment(device.seen_at)}
    facts["whose"] = called(ask, whose)
    return ask.render("page-line", name=name(device.name) or ask.plain("page-nameless"), **facts)


def _revoke_rows(ask: Ask, shown: Sequence[Device]) -> Rows:
    buttons = [
        ask.button("page-end", "page-end", base36(each.id), ask.fresh(), number=number)
        for number, each in enumerate(shown, 1)
    ]
    return in_rows(buttons, PAGES_IN_ROW)


def _to_pages(ask: Ask) -> Button:
    return ask.button("back", "pages")
