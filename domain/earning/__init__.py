"""How points are earned: joining, signing in, purchases, surprises; how they end or last longer."""

from domain.earning.expiry import Swept, remind, sweep
from domain.earning.granting import grant
from domain.earning.prolonging import (
    Extension,
    Extent,
    GivenBack,
    Lost,
    concerned,
    give_back,
    lost,
    lost_by,
    prolong,
    prolonged,
    start_extension,
)
from domain.earning.purchase.counter import Quote, award_history, credit, quote
from domain.earning.purchase.history import PastPurchase, TakenIn, in_books, take_in
from domain.earning.purchase.recording import Credited
from domain.earning.purchase.surprise import Drawn, draw_of_the_day, usual_odds
from domain.earning.purchase.undoing import Refunded, refund, undo
from domain.earning.sign_in import SignedIn, repair, sign_in
from domain.earning.tiers import Standing, standing
from domain.earning.welcome import Joined, join

__all__ = [
    "Credited",
    "Drawn",
    "Extension",
    "Extent",
    "GivenBack",
    "Joined",
    "Lost",
    "PastPurchase",
    "Quote",
    "Refunded",
    "SignedIn",
    "Standing",
    "Swept",
    "TakenIn",
    "award_history",
    "concerned",
    "credit",
    "draw_of_the_day",
    "give_back",
    "grant",
    "in_books",
    "join",
    "lost",
    "lost_by",
    "prolong",
    "prolonged",
    "quote",
    "refund",
    "remind",
    "repair",
    "sign_in",
    "standing",
    "start_extension",
    "sweep",
    "take_in",
    "undo",
    "usual_odds",
]
