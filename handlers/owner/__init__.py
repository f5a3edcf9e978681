"""What the owner may ask for."""

from handlers.owner import broadcast, extend, home, progress, reinstate, stats
from handlers.owner.routes import ROUTES

__all__ = ["ROUTES", "broadcast", "extend", "home", "progress", "reinstate", "stats"]
