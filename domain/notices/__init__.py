"""The outbox: one row for each thing to be told, written with the change that causes it."""

from domain.notices.alerts import Alert, alert, mark_told, untold
from domain.notices.circulars import circular, send_circulars
from domain.notices.held import HELD, HeldBack, drop, held_back, hold_back, release
from domain.notices.outbox import Notice, blame, due, postpone, settle, tell, tell_each

__all__ = [
    "HELD",
    "Alert",
    "HeldBack",
    "Notice",
    "alert",
    "blame",
    "circular",
    "drop",
    "due",
    "held_back",
    "hold_back",
    "mark_told",
    "postpone",
    "release",
    "send_circulars",
    "settle",
    "tell",
    "tell_each",
    "untold",
]
