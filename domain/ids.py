"""Ids in order of time: milliseconds since 2020 in the upper 41 bits, a counter below."""

import os

_EPOCH_MS = 1_577_836_800_000
_COUNTER_BITS = 22


def first_id(us: int) -> int:
    """The smallest id that can have been made at `us` (UTC microseconds)."""
    return max(us // 1000 - _EPOCH_MS, 0) << _COUNTER_BITS


class Ids:
    """Makes ids that only rise, within one process also when time stands still."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, us: int) -> int:
        """A new 63-bit id for something made at `us`."""
        # The low bits start at random, so that a restart within a millisecond repeats no id.
        fresh = first_id(us) + int.from_bytes(os.urandom(2), "big")
        self._last = max(self._last + 1, fresh)
        return self._last
