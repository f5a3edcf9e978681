"""The outbox: one row for each thing to be told, written with the change that causes it."""

from domain.notices.held import HELD, HeldBack, drop, held_back, hold_back, release
from domain.notices.outbox import Notice, blame, due, postpone, settle, tell, tell_each

__all__ = [
    "HELD",
    "HeldBack",
    "Notice",
    "blame",
    "drop",
    "due",
    "held_back",
    "hold_back",
    "postpone",
    "release",
    "settle",
    "tell",
    "tell_each",
]
