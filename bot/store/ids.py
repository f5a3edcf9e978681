"""Makes ids: in order of time, and rising also while time stands still."""

import os

from domain.ids import first_id


class Ids:
    """Makes ids that only rise, within one process also when time stands still."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, us: int) -> int:
        """A new 63-bit id for something made at `us`."""
        first = first_id(us)
        if first > self._last:
            # The low bits start at random, so that a restart within a millisecond repeats no id.
            self._last = first + int.from_bytes(os.urandom(2), "big")
        else:
            self._last += 1
        return self._last
