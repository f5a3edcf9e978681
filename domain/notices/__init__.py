"""The outbox: one row for each thing to be told, written with the change that causes it."""

from domain.notices.outbox import Notice, due, postpone, settle, tell

__all__ = ["Notice", "due", "postpone", "settle", "tell"]
