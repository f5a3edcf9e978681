"""What the owner may ask for."""

from handlers.owner import broadcast, campaigns, extend, home, progress, record, reinstate, stats
from handlers.owner.routes import ROUTES

__all__ = [
    "ROUTES",
    "broadcast",
    "campaigns",
    "extend",
    "home",
    "progress",
    "record",
    "reinstate",
    "stats",
]
