"""Why draws are fair: what is promised before, what is told after, and the odds of everything."""

from datetime import timedelta
from math import gcd

from bot.telegram.ask import Ask, Rows
from bot.texts.formats import BasisPoints, Code, Html
from domain import draws
from domain.calendar import local_date
from domain.draws import Odds, Seed
from domain.earning import usual_odds
from domain.programme import Game, Raffle
from domain.rewards import games
from domain.tx import ReadTx
from handlers.member.draws import outcome_text
from handlers.member.guide import ways_on
from handlers.member.routes import ROUTES
from handlers.screens import asked_page, home_row, lines, page_of, pager

WHOLE = 10_000
SURPRISE = ""


@ROUTES.command("fair")
@ROUTES.button("fair")
async def show_fair(ask: Ask) -> None:
    """Shows the promised seeds of today and tomorrow, and yesterday's, which is told."""
    if not ask.programme.allowed.draws:
        await ask.show(ask.render("fair-off"), _back(ask))
        return
    seeds = {seed.day: seed for seed in await ask.read(draws.seeds, 1)}
    today = local_date(ask.desk.store.now(), ask.programme.zone)
    said = [
        _seed(ask, day, seeds.get((today + timedelta(days=days)).isoformat()))
        for days, day in ((0, "today"), (1, "tomorrow"), (-1, "yesterday"))
    ]
    ways = [ask.button("odds", "odds"), ask.button("verify", "proof-script")]
    mine = [ask.button("draws", "proof-draws")] if ask.who else []
    text = lines(ask.render("fair"), *said, ask.render("fair-how"))
    await ask.show(text, [[*ways, *mine], *_back(ask)])


@ROUTES.button("odds")
async def show_odds(ask: Ask) -> None:
    """Shows the odds of one thing after the other: the surprise, each game, each raffle."""
    found = await ask.read(all_odds)
    if not found:
        await ask.show(ask.render("odds-none"), [[ask.button("back", "fair")]])
        return
    ((game, odds),), page, pages = page_of(found, asked_page(ask), 1)
    of = sum(weight for _, weight in odds)
    shown = [chance_text(ask, label, weight, of) for label, weight in odds]
    text = lines(_title(ask, game, of if odds else 0), *shown)
    await ask.show(text, [*pager(ask, "odds", page, pages), [ask.button("back", "fair")]])


def all_odds(tx: ReadTx) -> tuple[tuple[str, Odds], ...]:
    """What can be won now, and how likely: of the surprise, and of each game by its id.

    A raffle's odds are those of its tickets, so it has none of its own.
    """
    if not tx.programme.allowed.draws:
        return ()
    usual = usual_odds(tx)
    listed = [each for each in tx.programme.rewards if not each.hidden]
    return (
        *(((SURPRISE, usual),) if usual else ()),
        *(
            (each.id, games.odds_of(games.odds(tx, each)))
            for each in listed
            if isinstance(each, Game)
        ),
        *((each.id, ()) for each in listed if isinstance(each, Raffle)),
    )


def _title(ask: Ask, game: str, of: int) -> Html:
    if game == SURPRISE:
        return ask.render("odds-surprise")
    reward = ask.programme.reward(game)
    name = reward.name.in_(ask.language) if reward else game
    if isinstance(reward, Raffle):
        return ask.render("odds-raffle", name=name, winners=reward.winners)
    return ask.render("odds-game" if of else "odds-sold-out", name=name)


def chance_text(ask: Ask, label: str, weight: int, of: int) -> Html:
    """A line of the odds: in percent, and exactly."""
    common = gcd(weight, of)
    return ask.render(
        "odds-line",
        odds=BasisPoints((WHOLE * weight + of // 2) // of),
        part=weight // common,
        whole=of // common,
        outcome=outcome_text(ask, label),
    )


def _seed(ask: Ask, day: str, seed: Seed | None) -> Html | None:
    """A day's seed once it is told, before that its hash; nothing where nothing is promised."""
    if seed is None:
        return None
    told = seed.seed if day == "yesterday" else seed.commitment
    return ask.render(f"fair-seed.{day}", code=Code(told.hex())) if told else None


def _back(ask: Ask) -> Rows:
    return [home_row(ask)] if ask.who else ways_on(ask)
