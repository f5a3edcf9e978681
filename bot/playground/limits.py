"""How fast and how much: Telegram's rates as buckets on the event loop's time, and its sizes."""

from collections import deque
from math import ceil

CHAT_BURST = 20
CHAT_PER_SECOND = 1
GROUP_BURST = 20
GROUP_PER_SECOND = 20 / 60
BOT_BURST = 30
BOT_PER_SECOND = 30
PAID_PER_SECOND = 1000
CHATS_KEPT = 10_000
# Anything shorter than a microsecond is float noise, not a wait.
NOISE = 1e-6

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_ANSWER = 200
LARGEST_PHOTO = 10 << 20
LARGEST_REQUEST = 52 << 20
LONGEST_PHOTO_SIDES = 10_000
MOST_PHOTO_RATIO = 20


class Bucket:
    """A token bucket kept as one moment: when it will be full again (GCRA)."""

    __slots__ = ("_burst", "_full_at", "_period")

    def __init__(self, burst: int, per_second: float) -> None:
        self._period = 1 / per_second
        self._burst = burst * self._period
        self._full_at = float("-inf")

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0 if one is."""
        return max(0.0, self._full_at + self._period - now - self._burst)

    def take(self, now: float) -> None:
        """Takes one token."""
        self._full_at = max(self._full_at, now) + self._period

    def full(self, now: float) -> bool:
        """Whether forgetting it would change nothing."""
        return self._full_at <= now


class Rates:
    """The bot's bucket and one per chat; sends and edits share them.

    A paid message needs no token of the bot's as long as there are a thousand a second; `charged`
    is how many were sent that way.
    """

    def __init__(self) -> None:
        self.charged = 0
        self._bot = Bucket(BOT_BURST, BOT_PER_SECOND)
        self._paid = Bucket(PAID_PER_SECOND, PAID_PER_SECOND)
        self._chats: dict[int, Bucket] = {}
        self._sweep_at = CHATS_KEPT

    def admit(self, chat: int, now: float, *, paid: bool = False) -> int:
        """Takes a token of both buckets and answers 0, or how many whole seconds to wait."""
        bucket = self._chats.get(chat)
        if bucket is None:
            bucket = self._chats[chat] = self._new(chat, now)
        charged = paid and self._bot.wait(now) > NOISE
        whole = self._paid if charged else self._bot
        wait = max(bucket.wait(now), whole.wait(now))
        if wait > NOISE:
            return ceil(wait)
        bucket.take(now)
        whole.take(now)
        self.charged += charged
        return 0

    def _new(self, chat: int, now: float) -> Bucket:
        if len(self._chats) >= self._sweep_at:
            self._chats = {key: b for key, b in self._chats.items() if not b.full(now)}
            self._sweep_at = max(CHATS_KEPT, 2 * len(self._chats))
        if chat < 0:
            return Bucket(GROUP_BURST, GROUP_PER_SECOND)
        return Bucket(CHAT_BURST, CHAT_PER_SECOND)


class Busiest:
    """How many calls came in all, and at most within one second, whichever second that was."""

    __slots__ = ("_latest", "most", "total")

    def __init__(self) -> None:
        self.total = 0
        self.most = 0
        self._latest: deque[float] = deque()

    def note(self, now: float) -> None:
        """One call came at `now`, in seconds."""
        self.total += 1
        self._latest.append(now)
        while self._latest[0] <= now - 1 + NOISE:
            self._latest.popleft()
        self.most = max(self.most, len(self._latest))
