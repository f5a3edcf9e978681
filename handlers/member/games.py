"""What games offer before they are played: the odds of a box or a wheel, a raffle's tickets."""

from bot.telegram.ask import Ask
from bot.texts.formats import Html, Points, Value
from domain.earning import Standing
from domain.programme import Game, Raffle, Wheel
from domain.rewards import Offer, games
from domain.rewards.games import RaffleNow
from handlers.member.draws import reward_name
from handlers.member.fair import chance_text
from handlers.member.offers import offer_text
from handlers.pictured import show_pictured
from handlers.screens import lines


async def show_game(ask: Ask, seen: Offer, where: Standing) -> None:
    """Shows a box or a wheel with the odds of everything in it."""
    game = seen.reward
    assert isinstance(game, Game), "a box or a wheel"
    chances = await ask.read(games.odds, game)
    odds = lines(*(chance_text(ask, each.label, each.weight, each.of) for each in chances))
    back = ask.button("back", "rewards")
    key = "turn" if isinstance(game, Wheel) else "open"
    key = key if seen.price else f"{key}-free"
    play = ask.button(key, "play", seen.id, seen.mark, ask.fresh(), price=seen.price)
    text, rows = (
        offer_text(ask, seen, where, more=odds),
        [[play, back] if seen.in_reach else [back]],
    )
    await show_pictured(ask, game.picture, text, rows)


async def show_raffle(ask: Ask, seen: Offer, where: Standing) -> None:
    """Shows a raffle: its prize, when it is drawn, and the tickets sold so far."""
    now = await ask.read(games.raffle_of, ask.member, seen.id)
    back = ask.button("back", "rewards")
    buy = ask.button("ticket", "ticket", seen.id, seen.mark, ask.fresh(), price=seen.price)
    text = offer_text(ask, seen, where, more=_raffle(ask, now))
    await show_pictured(ask, seen.reward.picture, text, [[buy, back] if seen.in_reach else [back]])


def _raffle(ask: Ask, now: RaffleNow) -> Html:
    if now.drawn_at is not None:
        numbers = ask.plain("list-separator").join(str(number) for number in now.won)
        return ask.render("raffle-drawn", moment=ask.moment(now.drawn_at), numbers=numbers)
    return lines(
        ask.render(
            "raffle",
            prize=_raffle_prize(ask, now.raffle),
            winners=now.raffle.winners,
            moment=ask.moment(now.draws_at),
        ),
        ask.render("raffle-tickets", mine=len(now.mine), all=now.tickets_all),
    )


def _raffle_prize(ask: Ask, raffle: Raffle) -> Value:
    if raffle.prize_reward is None:
        return Points(raffle.prize_points)
    return reward_name(ask, raffle.prize_reward)
