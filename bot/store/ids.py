"""Makes ids: in order of time, and rising also while time stands still."""

import os

from domain.ids import first_id


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
