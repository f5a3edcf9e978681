"""Games: what points buy a chance of, drawn so that anybody can repeat it."""

from domain.rewards.games.playing import Played, odds, play
from domain.rewards.games.raffles import RaffleNow, Ticket, buy_ticket, raffle_of
from domain.rewards.games.winning import draw_raffles, tell_raffles
from domain.rewards.odds import Chance, odds_of

__all__ = [
    "Chance",
    "Played",
    "RaffleNow",
    "Ticket",
    "buy_ticket",
    "draw_raffles",
    "odds",
    "odds_of",
    "play",
    "raffle_of",
    "tell_raffles",
]
