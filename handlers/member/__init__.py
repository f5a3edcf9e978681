"""What members may ask for: everybody may."""

from handlers.member import (
    birthday,
    card,
    challenges,
    earn,
    guide,
    history,
    invite,
    points,
    proof,
    rewards,
    rules,
    settings,
    sign_in,
    start,
    tier,
    vouchers,
    why,
)
from handlers.member.routes import ROUTES

__all__ = [
    "ROUTES",
    "birthday",
    "card",
    "challenges",
    "earn",
    "guide",
    "history",
    "invite",
    "points",
    "proof",
    "rewards",
    "rules",
    "settings",
    "sign_in",
    "start",
    "tier",
    "vouchers",
    "why",
]
