"""The outbox: one row for each thing to be told, written with the change that causes it."""

from domain.notices.outbox import Notice, blame, due, postpone, settle, tell

__all__ = ["Notice", "blame", "due", "postpone", "settle", "tell"]
