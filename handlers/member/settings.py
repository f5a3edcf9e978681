"""Language and notices, each one tap; and the stop button that every broadcast carries."""

from typing import cast

from bot.telegram.ask import Ask, Button
from bot.texts import LANGUAGES
from domain import members
from domain.earning.moments.yearly import choose_language
from domain.members import NOTICES, Birthday
from domain.programme import Language
from domain.staff import choose_staff_language
from domain.tx import ReadTx
from handlers.member.routes import ROUTES
from handlers.screens import back_row, birthday_text, home_row, lines


@ROUTES.command("settings")
@ROUTES.button("settings")
async def show_settings(ask: Ask) -> None:
    """Shows what is set, each setting a button that changes it."""
    if ask.who is None and ask.role != "member":
        await show_staff_settings(ask)
        return
    wanted, birthday = await ask.read(choices, ask.member)
    notices = [
        [
            ask.button(
                "notice",
                "set-notice",
                kind,
                int(not wanted[kind]),
                wanted=wanted[kind],
                name=ask.plain(f"notice-name.{kind}"),
            )
        ]
        for kind in NOTICES
    ]
    told = [] if birthday else [[ask.button("birthday", "birthday")]]
    spoken = ask.render(f"language-name.{ask.language}")
    await ask.show(
        lines(
            ask.render("settings-title"),
            ask.render("settings-language", language=spoken),
            ask.render("settings-birthday", day=birthday_text(ask, birthday)) if birthday else None,
            ask.render("settings-notices"),
        ),
        [_languages(ask), *told, *notices, home_row(ask)],
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


def choices(tx: ReadTx, member: int) -> tuple[dict[str, bool], Birthday | None]:
    """What a member wants to be told, and their birthday where they told it."""
    return members.preferences(tx, member), members.birthday_of(tx, member)


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


@ROUTES.button("set-notice")
async def set_notice(ask: Ask) -> None:
    """Switches one kind of notice."""
    kind, wanted = ask.args
    await ask.desk.store.write(members.set_preference, ask.member, kind, wanted == "1", key=None)
    await ask.toast(ask.plain("toast-saved"))
    await show_settings(ask)


@ROUTES.button("stop-news")
async def stop_news(ask: Ask) -> None:
    """Ends the news for a member who pressed the button under a broadcast."""
    await ask.desk.store.write(members.set_preference, ask.member, "news", False, key=None)
    await ask.say(
        ask.render("news-stopped"), [[ask.button("start-news", "start-news"), *home_row(ask)]]
    )


@ROUTES.button("start-news")
async def start_news(ask: Ask) -> None:
    """Takes the stop back."""
    await ask.desk.store.write(members.set_preference, ask.member, "news", True, key=None)
    await ask.show(ask.render("news-again"), [home_row(ask)])
