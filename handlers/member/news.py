"""News: asked for once in the welcome, agreed to or ended in the settings and under each piece."""

from typing import cast

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html
from domain import members, notices
from domain.members import Consent, Place
from domain.tx import ReadTx
from handlers.member.points import show_points
from handlers.member.routes import ROUTES
from handlers.screens import back_to_settings, home_row, lines


def news_asked(ask: Ask) -> Html | None:
    """The one question of the welcome; none where the shop tells no news."""
    most = ask.programme.messages.weekly_most
    return ask.render("news-asked", most=most) if most else None


def news_answers(ask: Ask) -> Rows:
    """The answers to it."""
    if not ask.programme.messages.weekly_most:
        return []
    return [
        [
            ask.button("news-yes", "answer-news", 1, "start"),
            ask.button("news-no", "answer-news", 0, "start"),
        ]
    ]


@ROUTES.button("answer-news")
async def answer_news(ask: Ask) -> None:
    """Keeps the answer; the welcome gives way to the card, the settings show what is set now."""
    wanted, place = ask.args[0] == "1", cast("Place", ask.args[1])
    if wanted:
        await ask.desk.store.write(members.agree, ask.member, place, key=None)
    else:
        await ask.desk.store.write(notices.stop_news, ask.member, place, None, key=None)
    await ask.toast(ask.plain("toast-news", wanted=wanted))
    await (show_points(ask) if place == "start" else show_news(ask))


def news_of(tx: ReadTx, member: int) -> tuple[bool, Consent | None]:
    """Whether a member gets news, and what they said about it last."""
    return members.wants_news(tx, member), next(iter(members.consents_of(tx, member)), None)


@ROUTES.button("news")
async def show_news(ask: Ask) -> None:
    """Shows whether news is told, what was agreed to, when and where."""
    wanted, said = await ask.read(news_of, ask.member)
    most = ask.programme.messages.weekly_most
    key = "stop-news" if wanted else "news-yes"
    await ask.show(
        lines(
            ask.render("news-title", wanted=wanted),
            ask.render("news-how", most=most),
            _answer(ask, said) if said else None,
        ),
        [[ask.button(key, "answer-news", int(not wanted), "settings")], back_to_settings(ask)],
    )


def _answer(ask: Ask, said: Consent) -> Html:
    return ask.render("news-said", given=said.given, day=ask.day(said.at), place=said.source)


@ROUTES.button("stop-news")
async def stop_news(ask: Ask) -> None:
    """Ends the news for a member who pressed the button under a piece of it."""
    source = ":".join(ask.args)
    place: Place = "broadcast" if source.startswith("broadcast:") else "stop-button"
    await ask.desk.store.write(notices.stop_news, ask.member, place, source or None, key=None)
    await ask.say(
        ask.render("news-stopped"), [[ask.button("start-news", "start-news"), *home_row(ask)]]
    )


@ROUTES.button("start-news")
async def start_news(ask: Ask) -> None:
    """Takes the stop back."""
    await ask.desk.store.write(members.agree, ask.member, "stop-button", key=None)
    await ask.show(ask.render("news-again"), [home_row(ask)])
