"""What staff may ask for at the counter and at the desk."""

from handlers.staff import (
    acts,
    card,
    find,
    home,
    make_good,
    page,
    paying,
    purchases,
    refund,
    sale,
    summary,
    today,
    visit,
    voucher,
)
from handlers.staff.routes import COUNTER, DESK

__all__ = [
    "COUNTER",
    "DESK",
    "acts",
    "card",
    "find",
    "home",
    "make_good",
    "page",
    "paying",
    "purchases",
    "refund",
    "sale",
    "summary",
    "today",
    "visit",
    "voucher",
]
