"""What staff may ask for at the counter."""

from handlers.staff import acts, find, home, sale, voucher
from handlers.staff.routes import ROUTES

__all__ = ["ROUTES", "acts", "find", "home", "sale", "voucher"]
