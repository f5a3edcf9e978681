"""What the owner may ask for."""

from handlers.owner import broadcasts, campaigns, extend, home, record, reinstate, stats
from handlers.owner.routes import ROUTES

__all__ = [
    "ROUTES",
    "broadcasts",
    "campaigns",
    "extend",
    "home",
    "record",
    "reinstate",
    "stats",
]
