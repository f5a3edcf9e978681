"""How fast and how much: Telegram's rates as buckets on the event loop's time, and its sizes."""

from math import ceil

CHAT_BURST = 20
CHAT_PER_SECOND = 1
BOT_BURST = 30
BOT_PER_SECOND = 30

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

    def __init__(self, burst: int, per_second: int) -> None:
        self._period = 1 / per_second
        self._burst = burst * self._period
        self._full_at = float("-inf")

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0 if one is."""
        return max(0.0, self._full_at + self._period - now - self._burst)

    def take(self, now: float) -> None:
        """Takes one token."""
        self._full_at = max(self._full_at, now) + self._period


class Rates:
    """The bot's bucket and one per chat; sends and edits share them."""

    def __init__(self) -> None:
        self._bot = Bucket(BOT_BURST, BOT_PER_SECOND)
        self._chats: dict[int, Bucket] = {}

    def admit(self, chat: int, now: float) -> int:
        """Takes a token of both buckets and answers 0, or how many whole seconds to wait."""
        bucket = self._chats.get(chat)
        if bucket is None:
            bucket = self._chats[chat] = Bucket(CHAT_BURST, CHAT_PER_SECOND)
        wait = max(bucket.wait(now), self._bot.wait(now))
        # Anything shorter than a microsecond is float noise, not a wait.
        if wait > 1e-6:
            return ceil(wait)
        bucket.take(now)
        self._bot.take(now)
        return 0
