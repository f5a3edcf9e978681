"""What a manager may ask for: to agree to what one person may not do alone, and the catalogue."""

from handlers.manager import approvals, catalogue
from handlers.manager.routes import ROUTES

__all__ = ["ROUTES", "approvals", "catalogue"]
