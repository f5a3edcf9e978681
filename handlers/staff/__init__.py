"""What staff may ask for at the counter and at the desk."""

from handlers.staff import acts, find, home, sale, voucher
from handlers.staff.routes import COUNTER, DESK

__all__ = ["COUNTER", "DESK", "acts", "find", "home", "sale", "voucher"]
