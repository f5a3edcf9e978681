"""Proof that a draw was fair: a file for each draw of the member's, and what repeats it."""

import json

from bot.telegram.ask import Ask, Document
from bot.texts.formats import Code, Html, Points
from domain import draws
from domain.draws import Drawn, Odds
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, base36, home_row, lines, pager

PAGE_SIZE = 5
OF_THE_PLAN = ("surprise", "daily", "daily-prize")


@ROUTES.button("proof-draws")
async def show_draws(ask: Ask) -> None:
    """Shows a page of the member's draws, each with a number to press."""
    asked = asked_page(ask)
    found, pages = await ask.read(draws.drawings_of, ask.member, asked, PAGE_SIZE)
    page = min(max(asked, 1), pages)
    shown = [
        ask.render(
            "draw-line",
            number=number,
            when=ask.moment(each.at),
            game=game_text(ask, each),
            outcome=outcome_text(ask, each.label, each.odds),
        )
        for number, each in enumerate(found, 1)
    ]
    numbers = [
        ask.button("number", "proof-of-draw", base36(each.id), number=number)
        for number, each in enumerate(found, 1)
    ]
    title = ask.render("draws-title" if found else "draws-none")
    rows = [numbers[:3], numbers[3:], *pager(ask, "proof-draws", page, pages)]
    ways = [ask.button("fair", "fair"), ask.button("back", "proof")]
    await ask.show(lines(title, *shown), [*(row for row in rows if row), ways])


@ROUTES.button("proof-of-draw")
async def send_proof(ask: Ask) -> None:
    """Sends the proof of a draw as a file; before its seed is told, it says when that is."""
    proof = await ask.read(draws.proof_of, ask.member, int(ask.args[0], 36))
    drawn, name = proof.drawn, f"draw-{proof.drawn.id}.json"
    told = ask.render(
        "draw-sent",
        game=game_text(ask, drawn),
        outcome=outcome_text(ask, drawn.label, drawn.odds),
    )
    if proof.seed.seed is None:
        more = ask.render("draw-untold", moment=ask.moment(proof.told_at))
    else:
        more = ask.render("draw-check", command=Code(f"python verify.py {name}"))
    data = json.dumps(proof.told(), indent=2).encode()
    ways = [[ask.button("draws", "proof-draws"), ask.button("verify", "proof-script")]]
    await ask.document(Document(name, data), lines(told, more), [*ways, home_row(ask)])


def game_text(ask: Ask, drawn: Drawn) -> Html:
    """What was drawn: a surprise, the day's draw, or a game by its name."""
    if drawn.game in OF_THE_PLAN:
        return ask.render(f"draw-game.{drawn.game}")
    _, _, game = drawn.game.partition("/")
    return ask.render("draw-game", name=reward_name(ask, game))


def outcome_text(ask: Ask, label: str, odds: Odds = ()) -> Html:
    """What a line of the odds gives: `points:20`, `reward:mug`, `ticket:23`, `nothing`."""
    kind, _, what = label.partition(":")
    if kind == "points":
        return ask.render("draw-outcome.points", points=Points(int(what)))
    if kind == "reward":
        return ask.render("draw-outcome.reward", reward=reward_name(ask, what))
    if kind == "ticket":
        return ask.render("draw-outcome.ticket", number=what)
    if kind == "active":
        return ask.render("draw-outcome.active", active=odds[0][1])
    return ask.render("draw-outcome.nothing")


def reward_name(ask: Ask, reward_id: str) -> str:
    """A reward's name; its id where it left the catalogue."""
    reward = ask.programme.reward(reward_id)
    return reward.name.in_(ask.language) if reward else reward_id
