"""Bad weather: faults that come by chance, and come again the same way from the same seed."""

from hashlib import blake2b
from math import ceil

from bot.playground.errors import ApiError, too_many_requests

# What comes so soon after a 429 was on its way before anybody could have read it.
ON_ITS_WAY = 0.1
NOISE = 1e-6


class Lost(Exception):
    """The call was carried out, and nobody will ever hear of it."""


class Faults:
    """In percent of the sending calls: 429, 5xx, a lost answer; and of people: who has blocked.

    After a 429 every sending call gets one until `retry_after` seconds are over; `ignored` counts
    the calls that did not wait.
    """

    def __init__(
        self,
        flood: int = 0,
        server: int = 0,
        lost: int = 0,
        blocked: int = 0,
        *,
        retry_after: int = 1,
        seed: int = 7,
    ) -> None:
        self.flood, self.server, self.lost, self.blocked = flood, server, lost, blocked
        self.retry_after = retry_after
        self.seed = seed
        self.met = {"flood": 0, "server": 0, "lost": 0}
        self.ignored = 0
        self._calls = 0
        self._staying: set[int] = set()
        self._began = self._until = float("-inf")

    def meet(self, now: float) -> bool:
        """Decides over one sending call: whether its answer will be lost. ApiError 429 or 5xx."""
        if now < self._until - NOISE:
            self.ignored += now > self._began + ON_ITS_WAY
            raise too_many_requests(ceil(self._until - now))
        self._calls += 1
        roll = self._drawn(f"call {self._calls}")
        if roll < self.flood:
            self.met["flood"] += 1
            self._began, self._until = now, now + self.retry_after
            raise too_many_requests(self.retry_after)
        if roll < self.flood + self.server:
            self.met["server"] += 1
            raise outage() if self.met["server"] % 2 else ApiError(500, "Internal Server Error")
        lost = roll < self.flood + self.server + self.lost
        self.met["lost"] += lost
        return lost

    def has_blocked(self, person_id: int) -> bool:
        """Whether this person turns out to have blocked the bot; it is always the same ones."""
        if not self.blocked or person_id in self._staying:
            return False
        return self._drawn(f"person {person_id}") < self.blocked

    def stays(self, person_id: int) -> None:
        """Whoever does something has not blocked the bot."""
        self._staying.add(person_id)

    def _drawn(self, what: str) -> int:
        """A number below a hundred, the same for the same seed and thing."""
        digest = blake2b(f"{self.seed} {what}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) % 100


def outage() -> ApiError:
    """What a proxy says while there is nobody behind it."""
    return ApiError(502, "Bad Gateway")


def bad_weather() -> Faults:
    """As bad as a day at Telegram gets: what the page's switch turns on."""
    return Faults(flood=5, server=2, lost=1, blocked=3)
