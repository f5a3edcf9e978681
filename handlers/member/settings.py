"""Settings: the language, and the ways to notices, quiet hours and news."""

from dataclasses import dataclass
from typing import cast

from bot.telegram.ask import Ask, Button
from bot.texts import LANGUAGES
from domain import members, notices
from domain.earning.moments.yearly import choose_language
from domain.members import NOTICES, Birthday
from domain.notices import Quiet
from domain.programme import Language
from domain.staff import choose_staff_language
from domain.tx import ReadTx
from handlers.member.news import show_news
from handlers.member.quiet import hours
from handlers.member.routes import ROUTES
from handlers.screens import back_row, back_to_settings, birthday_text, home_row, in_rows, lines

SWITCHES_IN_ROW = 2


@dataclass(frozen=True)
class Choices:
    """What a member has set: whether they want news, when they want quiet, their birthday."""

    news: bool
    quiet: Quiet
    birthday: Birthday | None


def choices(tx: ReadTx, member: int) -> Choices:
    """Everything that the settings say, in one look."""
    return Choices(
        members.wants_news(tx, member),
        notices.quiet_of(tx, member),
        members.birthday_of(tx, member),
    )


@ROUTES.command("settings")
@ROUTES.button("settings")
async def show_settings(ask: Ask) -> None:
    """Shows what is set, and the ways to change it."""
    if ask.who is None and ask.role != "member":
        await show_staff_settings(ask)
        return
    chosen = await ask.read(choices, ask.member)
    birthday = chosen.birthday
    told = [] if birthday else [[ask.button("birthday", "birthday")]]
    spoken = ask.render(f"language-name.{ask.language}")
    await ask.show(
        lines(
            ask.render("settings-title"),
            ask.render("settings-language", language=spoken),
            ask.render("settings-birthday", day=birthday_text(ask, birthday)) if birthday else None,
            ask.render("settings-news", wanted=chosen.news),
            ask.render("settings-quiet", hours=hours(chosen.quiet)),
        ),
        [
            _languages(ask),
            *told,
            [ask.button(each, each) for each in ("notices", "quiet", "news")],
            home_row(ask),
        ],
    )


async def show_staff_settings(ask: Ask) -> None:
    """Who serves without a card has the language to choose."""
    spoken = ask.render(f"language-name.{ask.language}")
    await ask.show(
        lines(ask.render("settings-title"), ask.render("settings-language", language=spoken)),
        [_languages(ask), back_row(ask)],
    )


def _languages(ask: Ask) -> list[Button]:
    return [
        ask.button(
            "language",
            "set-language",
            language,
            chosen=language == ask.language,
            name=ask.plain(f"language-name.{language}"),
        )
        for language in LANGUAGES
    ]


@ROUTES.button("set-language")
async def set_language(ask: Ask) -> None:
    """Speaks the chosen language from now on."""
    language = ask.args[0]
    if ask.who is None and ask.role != "member":
        me = ask.person
        await ask.desk.store.write(
            choose_staff_language, me.outside_id, me.name, language, key=None
        )
    else:
        await ask.desk.store.write(choose_language, ask.member, language, key=None)
    ask.language = cast("Language", language)
    await ask.toast(ask.plain("toast-saved"))
    await show_settings(ask)


@ROUTES.button("notices")
async def show_notices(ask: Ask) -> None:
    """Shows every kind of notice as a switch."""
    wanted = await ask.read(members.preferences, ask.member)
    switches = [
        ask.button(
            "notice",
            "set-notice",
            kind,
            int(not wanted[kind]),
            wanted=wanted[kind],
            name=ask.plain(f"notice-name.{kind}"),
        )
        for kind in NOTICES
    ]
    await ask.show(
        lines(ask.render("notices-title"), ask.render("notices-how")),
        [*in_rows(switches, SWITCHES_IN_ROW), back_to_settings(ask)],
    )


@ROUTES.button("set-notice")
async def set_notice(ask: Ask) -> None:
    """Switches one kind of notice; news is agreed to where it says what that is."""
    kind, wanted = ask.args[0], ask.args[1] == "1"
    write = ask.desk.store.write
    if kind == "news" and wanted:
        await show_news(ask)
        return
    if kind == "news":
        await write(notices.stop_news, ask.member, "settings", None, key=None)
    else:
        await write(members.set_preference, ask.member, kind, wanted, key=None)
    await ask.toast(ask.plain("toast-saved"))
    await show_notices(ask)
