"""Makes ids: in order of time, and rising also while time stands still."""

import secrets
from threading import Lock

from domain.ids import first_id

# A millisecond has room for 2**22 ids; the last 2**16 are left for those that follow the start.
_STARTS = 2**22 - 2**16


class Ids:
    """Makes ids that only rise, also on several threads and when time stands still."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = Lock()

    def rise_above(self, newest: int) -> None:
        """Makes no id at or below `newest`, also where the clock went back since it was made."""
        with self._lock:
            self._last = max(self._last, newest)

    def new(self, us: int) -> int:
        """A new 63-bit id for something made at `us`."""
        first = first_id(us)
        with self._lock:
            if first > self._last:
                # Each millisecond starts at random: two processes at one database seldom meet,
                # and where they do, one of them loses its batch to a key that must be unique.
                self._last = first + secrets.randbelow(_STARTS)
            else:
                self._last += 1
            return self._last
