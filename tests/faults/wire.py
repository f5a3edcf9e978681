"""The wire between a store and its database, and the places at which it breaks."""

from collections.abc import Callable
from typing import Any

Execute = Callable[..., Any]


class Wire:
    """Passes statements on, numbered from 0 since `count`, and breaks where `breaks` says so.

    `breaks(number, sql, done)` is asked twice for each statement: before it and, `done`, after it.
    Rolling back always succeeds: a database that lost its connection has rolled back as well.
    """

    def __init__(self, fault: Callable[[], Exception]) -> None:
        self._fault = fault
        self.breaks: Callable[[int, str, bool], bool] = whole
        self.passed: list[str] = []

    def through(self, execute: Execute) -> Execute:
        """What a store is given to wrap the `execute` of each connection that writes."""

        def passes(sql: str, *given: Any, **more: Any) -> Any:
            if sql.lstrip().upper().startswith("ROLLBACK"):
                return execute(sql, *given, **more)
            number = len(self.passed)
            self.passed.append(sql)
            if self.breaks(number, sql, False):
                raise self._fault()
            answer = execute(sql, *given, **more)
            if self.breaks(number, sql, True):
                raise self._fault()
            return answer

        return passes

    def count(self) -> None:
        """Begins to number statements anew."""
        self.passed.clear()

    def mends(self) -> None:
        """Is whole again."""
        self.breaks = whole


def whole(number: int, sql: str, done: bool) -> bool:
    """A wire that never breaks."""
    return False


class Once:
    """Breaks once, before or after one statement."""

    def __init__(self, number: int, done: bool) -> None:
        self._point: tuple[int, bool] | None = (number, done)

    def __call__(self, number: int, sql: str, done: bool) -> bool:
        if (number, done) != self._point:
            return False
        self._point = None
        return True


class ForGood:
    """Breaks before or after one statement, and at every one from there on."""

    def __init__(self, number: int, done: bool) -> None:
        self._point = (number, done)

    def __call__(self, number: int, sql: str, done: bool) -> bool:
        return (number, done) >= self._point
