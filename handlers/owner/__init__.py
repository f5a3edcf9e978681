"""What the owner may ask for."""

from handlers.owner import broadcast, home, progress, stats
from handlers.owner.routes import ROUTES

__all__ = ["ROUTES", "broadcast", "home", "progress", "stats"]
