"""A clock that stands still until a test moves it."""

DAY_ONE = 1_795_320_000_000_000  # 2026-11-22 12:00 in Shanghai


class StandingClock:
    """Time as a test wants it."""

    def __init__(self, now: int = DAY_ONE) -> None:
        self._now = now

    def now(self) -> int:
        """The time that was set, in UTC microseconds."""
        return self._now

    def advance(self, us: int) -> None:
        """Moves time forward."""
        assert us >= 0
        self._now += us
