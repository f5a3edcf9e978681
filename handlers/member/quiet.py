"""Quiet hours: the shop's, none, some that many want, or a member's own."""

from bot.telegram.ask import Ask, Button, Rows
from domain import notices
from domain.notices import Quiet
from domain.tx import ReadTx
from handlers.member.routes import ROUTES
from handlers.screens import back_to_settings, in_rows, lines

# Many a night, in minutes of the day.
NIGHTS = ((20 * 60, 10 * 60), (22 * 60, 8 * 60), (23 * 60, 7 * 60))
NEVER = (0, 0)
NIGHTS_IN_ROW = 2


def hours(quiet: Quiet) -> str:
    """Quiet hours as both languages write them; `none` where there are none."""
    return _written(quiet.from_minute, quiet.until_minute)


def quiet_and_shops(tx: ReadTx, member: int) -> tuple[Quiet, Quiet]:
    """A member's quiet hours, and what they would be if they said nothing."""
    return notices.quiet_of(tx, member), notices.quiet_from(tx.programme, None)


@ROUTES.button("quiet")
async def show_quiet(ask: Ask) -> None:
    """Shows when it is quiet, and what else there is to choose."""
    quiet, shops = await ask.read(quiet_and_shops, ask.member)
    await ask.show(
        lines(
            ask.render("quiet-title", hours=hours(quiet), own=quiet.own),
            ask.render("quiet-how") if hours(quiet) != "none" else ask.render("quiet-none"),
        ),
        _choices(ask, quiet, shops),
    )


def _choices(ask: Ask, quiet: Quiet, shops: Quiet) -> Rows:
    chosen = (quiet.from_minute, quiet.until_minute) if quiet.own else None

    def choice(night: tuple[int, int]) -> Button:
        return ask.button(
            "quiet-hours", "set-quiet", *night, chosen=chosen == night, hours=_written(*night)
        )

    return [
        [ask.button("quiet-shop", "as-shop", chosen=not quiet.own, hours=hours(shops))],
        *in_rows([choice(night) for night in (*NIGHTS, NEVER)], NIGHTS_IN_ROW),
        [ask.button("quiet-own", "own-quiet")],
        back_to_settings(ask),
    ]


@ROUTES.button("set-quiet")
async def set_quiet(ask: Ask) -> None:
    """Takes the hours that were chosen."""
    night = int(ask.args[0]), int(ask.args[1])
    await ask.desk.store.write(notices.set_quiet, ask.member, *night, key=None)
    await ask.toast(ask.plain("toast-saved"))
    await show_quiet(ask)


@ROUTES.button("as-shop")
async def clear_quiet(ask: Ask) -> None:
    """Goes by the shop's hours again."""
    await ask.desk.store.write(notices.clear_quiet, ask.member, key=None)
    await ask.toast(ask.plain("toast-saved"))
    await show_quiet(ask)


@ROUTES.button("own-quiet")
async def ask_quiet(ask: Ask) -> None:
    """Asks for hours of the member's own."""
    await ask.step("quiet", "hours")
    await ask.show(ask.render("quiet-asked"), [[ask.button("cancel", "cancel")]])


@ROUTES.step("quiet", "hours")
async def take_quiet(ask: Ask) -> None:
    """Keeps them; what are no hours is explained, and asked for again."""
    night = notices.parse_quiet(ask.text)
    await ask.write(notices.set_quiet, ask.member, *night)
    await show_quiet(ask)
    await ask.leave()


def _written(from_minute: int, until_minute: int) -> str:
    if from_minute == until_minute:
        return "none"
    begin, end = divmod(from_minute, 60), divmod(until_minute, 60)
    return f"{begin[0]:02}:{begin[1]:02}–{end[0]:02}:{end[1]:02}"
