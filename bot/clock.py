"""The one place that reads the wall clock."""

import time
from typing import Protocol


class Clock(Protocol):
    """Tells the programme's time."""

    def now(self) -> int:
        """Now, in UTC microseconds since 1970."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> int:
        """Now, in UTC microseconds since 1970."""
        return time.time_ns() // 1000


class ShiftedClock(SystemClock):
    """The machine's time moved forward by an offset: what the playground travels with."""

    def __init__(self, offset: int = 0) -> None:
        self.offset = offset

    def now(self) -> int:
        """Now plus the offset, in UTC microseconds since 1970."""
        return super().now() + self.offset

    def advance(self, us: int) -> None:
        """Moves time forward by `us` microseconds; time never runs backward."""
        if us < 0:
            raise ValueError("time never runs backward")
        self.offset += us
