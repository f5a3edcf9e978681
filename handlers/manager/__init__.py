"""What a manager may ask for: to agree to what one may not do alone, the catalogue, tags."""

from handlers.manager import approvals, catalogue, tags
from handlers.manager.routes import ROUTES

__all__ = ["ROUTES", "approvals", "catalogue", "tags"]
