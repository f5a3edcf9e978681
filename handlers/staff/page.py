"""The counter page: a link that pairs one, the pages that are paired, and the end of one."""

from bot.telegram.ask import Ask, Button, Rows
from bot.texts.formats import Html, Value, name
from domain.counter import devices
from domain.counter.devices import Device
from handlers.screens import back_row, base36, lines
from handlers.staff.routes import COUNTER

SHOWN = 8


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
    open_it = Button(ask.plain("button-page-open"), "", url=link)
    await ask.show(ask.render("page-link", link=link), [[open_it], [_to_pages(ask)]])


@COUNTER.button("pages")
async def show_pages(ask: Ask) -> None:
    """Shows the pages one has paired; a manager sees everybody's."""
    found = await ask.read(devices.devices, ask.clerk)
    if not ask.desk.front.link:
        await ask.show(ask.render("page-off"), [back_row(ask)])
        return
    shown = found[:SHOWN]
    await ask.show(
        lines(
            ask.render("page-home", count=len(found)),
            *(_line(ask, number, each) for number, each in enumerate(shown, 1)),
        ),
        [
            [ask.button("page-new", "page-new", ask.fresh())],
            *_revoke_rows(ask, shown),
            back_row(ask),
        ],
    )


@COUNTER.button("page-end")
async def end_page(ask: Ask) -> None:
    """Ends a page: it hands in nothing more."""
    await ask.write(devices.revoke, ask.clerk, int(ask.args[0], 36))
    await ask.toast(ask.plain("toast-page-ended"))
    await show_pages(ask)


def _line(ask: Ask, number: int, device: Device) -> Html:
    facts: dict[str, Value] = {"number": number, "seen": ask.moment(device.seen_at)}
    return ask.render("page-line", name=name(device.name) or ask.plain("page-nameless"), **facts)


def _revoke_rows(ask: Ask, shown: tuple[Device, ...]) -> Rows:
    buttons = [
        ask.button("page-end", "page-end", base36(each.id), ask.fresh(), number=number)
        for number, each in enumerate(shown, 1)
    ]
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


def _to_pages(ask: Ask) -> Button:
    return ask.button("back", "pages")
