"""Playing: a box is opened, a wheel turned, a raffle's ticket bought, at the odds shown before."""

import asyncio

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import Html, Points, Signed
from bot.wheel import Slice, wheel
from domain import draws
from domain.programme import Wheel
from domain.rewards import games
from domain.rewards.games import Played
from handlers.member.draws import reward_name
from handlers.member.rewards import as_shown
from handlers.member.routes import ROUTES
from handlers.pictured import show_below
from handlers.screens import base36, home_row


@ROUTES.button("play")
async def play(ask: Ask) -> None:
    """Opens a box or turns a wheel; what it gave can be proven."""
    done = await as_shown(ask, games.play)
    if done is None:
        return
    await ask.toast(ask.plain("toast-played"))
    if isinstance(done.game, Wheel):
        await _show_wheel(ask, done)
    else:
        await show_below(ask, _result(ask, done), _ways(ask, done))


@ROUTES.button("ticket")
async def buy_ticket(ask: Ask) -> None:
    """Buys a ticket of a raffle."""
    done = await as_shown(ask, games.buy_ticket)
    if done is None:
        return
    await ask.toast(ask.plain("toast-ticket", number=done.number))
    await show_below(
        ask,
        ask.render(
            "ticket-bought",
            number=done.number,
            mine=done.tickets_mine,
            all=done.tickets_all,
            keeps=Points(done.balance),
        ),
        [[ask.button("raffle", "offer", done.raffle.id), *home_row(ask)]],
    )


async def _show_wheel(ask: Ask, done: Played) -> None:
    """The wheel as it stopped; a picture that was drawn before, Telegram has by now."""
    drawn = (await ask.read(draws.proof_of, ask.member, done.draw)).drawn
    slices = tuple(Slice(_word(ask, label), weight) for label, weight in drawn.odds)
    stopped = [label for label, _ in drawn.odds].index(drawn.label)
    pictures, name = ask.desk.pictures, f"wheel {slices} {stopped}"
    picture: bytes | str | None = pictures.known(name)
    if picture is None:
        picture = await asyncio.to_thread(wheel, slices, stopped)
    sent = await ask.picture(picture, _result(ask, done), _ways(ask, done))
    pictures.sent(name, sent.photo)


def _word(ask: Ask, label: str) -> str:
    """What a line of the odds gives, short enough for a slice: `points:20`, `reward:mug`."""
    kind, _, what = label.partition(":")
    if kind == "points":
        return f"+{what}"
    return reward_name(ask, what) if what else ""


def _result(ask: Ask, done: Played) -> Html:
    game, balance = done.game.name.in_(ask.language), Points(done.balance)
    if done.points:
        points = Signed(done.points)
        return ask.render("played-points", game=game, points=points, balance=balance)
    if done.prize is not None:
        prize = done.prize.name.in_(ask.language)
        return ask.render("played-reward", game=game, prize=prize, balance=balance)
    return ask.render("played-nothing", game=game, balance=balance)


def _ways(ask: Ask, done: Played) -> Rows:
    return [
        [
            ask.button("again", "offer", done.game.id),
            ask.button("proof", "proof-of-draw", base36(done.draw)),
        ],
        home_row(ask),
    ]
