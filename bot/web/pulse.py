"""Whether this process answers people: it leads, it hears Telegram, and its books take writes."""

import asyncio
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from bot.leading import Term, outside, steady
from bot.store import Unavailable
from bot.store.lease import renew
from bot.telegram.polling import SILENCE_SECONDS_MAX
from domain.calendar import SECOND
from domain.errors import Busy

# Whoever asks more often is told what was so a moment ago: each look is a write.
LOOKS_EVERY: Final = 5.0
_WRITTEN_WITHIN: Final = 2.0

State = Literal["starting", "answering", "deaf", "unwritable", "standing by"]


class Ears(Protocol):
    """The way by which updates come, on the loop's time."""

    @property
    def last_ok(self) -> float:
        """When Telegram was last heard."""
        ...


@dataclass(frozen=True)
class Felt:
    """A state, and the programme's time (UTC us) at which it was first so."""

    state: State
    since: int


class Pulse:
    """How it goes with a term's work; `ears` are there once the bot listens."""

    def __init__(self, term: Term, lease_seconds: float) -> None:
        self.ears: Ears | None = None
        self._term = term
        self._lasts = int(lease_seconds * SECOND)
        self._felt = Felt("starting", term.store.now())
        self._next_look = 0.0
        self._looking = asyncio.Lock()

    @property
    def leads(self) -> bool:
        """Whether this process is the one that works."""
        return not self._term.over.is_set() and steady() < self._term.until

    async def feel(self) -> Felt:
        """How it goes now, or went up to five seconds ago."""
        loop = asyncio.get_running_loop()
        async with self._looking:
            if loop.time() >= self._next_look or not self.leads:
                if (state := await self._state()) != self._felt.state:
                    self._felt = Felt(state, self._term.store.now())
                self._next_look = loop.time() + LOOKS_EVERY
        return self._felt

    async def _state(self) -> State:
        if not self.leads:
            return "standing by"
        if self.ears is None:
            return "starting"
        if asyncio.get_running_loop().time() - self.ears.last_ok > SILENCE_SECONDS_MAX:
            return "deaf"
        if await self._takes_writes():
            return "answering"
        return "unwritable" if self.leads else "standing by"

    async def _takes_writes(self) -> bool:
        """Renews the lease: a write that changes nothing, and reaches the disk all the same."""
        writing = self._term.store.write(renew, self._term.fence, self._lasts, key=None)
        try:
            return await asyncio.wait_for(outside(writing), _WRITTEN_WITHIN)
        except (Busy, Unavailable, TimeoutError):
            return False
