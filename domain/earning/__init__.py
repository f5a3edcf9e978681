"""How points are earned: joining, signing in, purchases, surprises; and how they end."""

from domain.earning.counter import Credited, Quote, Undone, credit, quote, undo
from domain.earning.expiry import Swept, remind, sweep
from domain.earning.granting import grant
from domain.earning.sign_in import SignedIn, sign_in
from domain.earning.surprise import Drawn, draw_of_the_day
from domain.earning.tiers import Standing, standing
from domain.earning.welcome import Joined, join

__all__ = [
    "Credited",
    "Drawn",
    "Joined",
    "Quote",
    "SignedIn",
    "Standing",
    "Swept",
    "Undone",
    "credit",
    "draw_of_the_day",
    "grant",
    "join",
    "quote",
    "remind",
    "sign_in",
    "standing",
    "sweep",
    "undo",
]
