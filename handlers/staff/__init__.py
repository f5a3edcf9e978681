"""What staff may ask for at the counter."""

from handlers.staff import find, home, sale, voucher
from handlers.staff.routes import ROUTES

__all__ = ["ROUTES", "find", "home", "sale", "voucher"]
