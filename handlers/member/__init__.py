"""What members may ask for: everybody may."""

from handlers.member import (
    card,
    guide,
    history,
    points,
    proof,
    rewards,
    settings,
    sign_in,
    start,
    vouchers,
)
from handlers.member.routes import ROUTES

__all__ = [
    "ROUTES",
    "card",
    "guide",
    "history",
    "points",
    "proof",
    "rewards",
    "settings",
    "sign_in",
    "start",
    "vouchers",
]
