"""The outbox: one row for each thing to be told, written with the change that causes it."""

from domain.notices.alerts import Alert, alert, mark_told, untold
from domain.notices.attention import (
    Price,
    booked,
    forget_attention,
    left,
    price,
    recent_price,
    unbooked,
)
from domain.notices.circulars import circular, send_circulars, told_of
from domain.notices.held import HELD, HeldBack, drop, held_back, hold_back, release
from domain.notices.holdout import held_out
from domain.notices.leaving import block, stop_news
from domain.notices.outbox import Notice, Tries, due, tell, tell_each
from domain.notices.quiet import (
    Quiet,
    clear_quiet,
    parse_quiet,
    quiet_from,
    quiet_of,
    set_quiet,
    shop_quiet_until,
)
from domain.notices.settling import settle

__all__ = [
    "HELD",
    "Alert",
    "HeldBack",
    "Notice",
    "Price",
    "Quiet",
    "Tries",
    "alert",
    "block",
    "booked",
    "circular",
    "clear_quiet",
    "drop",
    "due",
    "forget_attention",
    "held_back",
    "held_out",
    "hold_back",
    "left",
    "mark_told",
    "parse_quiet",
    "price",
    "quiet_from",
    "quiet_of",
    "recent_price",
    "release",
    "send_circulars",
    "set_quiet",
    "settle",
    "shop_quiet_until",
    "stop_news",
    "tell",
    "tell_each",
    "told_of",
    "unbooked",
    "untold",
]
