"""The routes of these audiences: who sells at the counter, and who helps at the desk."""

from bot.telegram.ask import Ask
from bot.telegram.routes import AUDIENCES_OF, Routes

COUNTER = Routes("counter", menu=("sale", "voucher", "refund", "code", "today", "counter"))
DESK = Routes("desk", menu=("find", "makegood"))


def may_sell(ask: Ask) -> bool:
    """Whether somebody of staff credits and refunds, or only helps."""
    return COUNTER.audience in AUDIENCES_OF[ask.role]


def may_tag(ask: Ask) -> bool:
    """Whether somebody of staff puts tags on members."""
    return "manager" in AUDIENCES_OF[ask.role]
