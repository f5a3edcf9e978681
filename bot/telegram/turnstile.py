"""Who may pass, and when: a chat's bucket, and the window that all bulk goes through.

Durations are seconds of the event loop's time.
"""

import asyncio
import heapq
from math import inf
from typing import Final

from bot.telegram.outcomes import Late

# uvloop reads its clock in whole milliseconds and rounds its timers to them: a turn may come this
# much too early, and what Telegram measures is kept to longer by what both may be wrong.
_TICK: Final = 0.0005
_MARGIN: Final = 0.002
# After a flood bulk goes at least at this part of its rate, and so it does beside many answers.
_LEAST: Final = 8
_RECOVERY_SECONDS: Final = 40.0
# The first round trips open connections; only after so many is the shortest of them a short one.
_TRIPS: Final = 100


class Pause:
    """Until when Telegram told everybody to be quiet."""

    __slots__ = ("until",)

    def __init__(self) -> None:
        self.until = 0.0

    def left(self) -> float:
        """What remains of it, in seconds; 0.0 when there is none."""
        return max(0.0, self.until - asyncio.get_running_loop().time())

    def prolong(self, seconds: float) -> bool:
        """Begins one, or makes it longer, never shorter; whether it has begun just now."""
        begins = not self.left()
        now = asyncio.get_running_loop().time()
        self.until = max(self.until, now + seconds + _MARGIN)
        return begins

    async def over(self) -> None:
        """Waits for its end, however often it is prolonged meanwhile."""
        while (seconds := self.left()) > 0:  # noqa: ASYNC110 - time itself is waited for
            await asyncio.sleep(seconds)


class Turnstile:
    """A token bucket with a queue, shut during a pause.

    The bucket is the generic cell rate algorithm (ITU-T I.371): `_due` is when it would be full
    again; a token is there as long as that is at most `burst - 1` intervals ahead.
    """

    __slots__ = ("_burst", "_due", "_gone", "_pause", "_timer", "_waiting", "rate")

    def __init__(self, pause: Pause, rate: float, burst: float) -> None:
        self.rate = rate
        self._pause = pause
        self._burst = burst
        self._due = 0.0
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._gone = 0
        self._timer: asyncio.TimerHandle | None = None

    def idle(self, now: float) -> bool:
        """Whether forgetting it would change nothing."""
        return not self._waiting and self._due <= now

    def empty(self, start: float) -> None:
        """Takes all tokens away; new ones come from `start` on."""
        self._due = start + self._burst / self.rate

    async def passed(self, lane: int, ticket: int, until: float | None = None) -> None:
        """Returns when it is this ticket's turn: the lower lane first, then the lower ticket.

        Raises Late where that is not before `until`.
        """
        loop = asyncio.get_running_loop()
        if not self._waiting and self._open(loop):
            self._take(loop.time())
            return
        turn: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (lane, ticket, turn))
        self._arm(loop)
        alarm = None if until is None else loop.call_at(until, _call_off, turn)
        try:
            await turn
        except Late:
            self._forget_one()
            raise
        except asyncio.CancelledError:
            if not turn.cancelled() and turn.exception() is None:
                self.give_back()
            else:
                self._forget_one()
            raise
        finally:
            if alarm is not None:
                alarm.cancel()

    def give_back(self) -> None:
        """Takes back a turn that was not used: the next one has it."""
        self._due -= 1 / self.rate
        self._arm(asyncio.get_running_loop(), anew=True)

    def _opens(self, now: float) -> float:
        """When the next one may pass, as far as it is known at `now`."""
        # The pause is the one thing that nobody is early for.
        return max(self._pause.until + _TICK, self._due - (self._burst - 1) / self.rate)

    def _open(self, loop: asyncio.AbstractEventLoop) -> bool:
        now = loop.time() + _TICK
        return self._opens(now) <= now

    def _take(self, now: float) -> None:
        self._due = max(self._due, now) + 1 / self.rate

    def _arm(self, loop: asyncio.AbstractEventLoop, *, anew: bool = False) -> None:
        if anew and self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._timer is None and self._waiting:
            opens = self._opens(loop.time() + _TICK)
            if opens < inf:
                self._timer = loop.call_at(opens, self._release, loop)

    def _release(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        while self._waiting:
            turn = self._waiting[0][2]
            if turn.done():
                self._gone -= 1
            elif self._open(loop):
                self._take(loop.time())
                turn.set_result(None)
            else:
                break
            heapq.heappop(self._waiting)
        self._arm(loop)

    def _forget_one(self) -> None:
        """Counts one who left the queue; clears it when half of those in it have."""
        self._gone += 1
        if 2 * self._gone > len(self._waiting):
            self._waiting = [entry for entry in self._waiting if not entry[2].done()]
            heapq.heapify(self._waiting)
            self._gone = 0


def _call_off(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_exception(Late("its turn did not come in time"))


class Slots:
    """Messages that the far side may count just now: on their way, or there since not long ago."""

    __slots__ = ("_resting", "held")

    def __init__(self) -> None:
        self.held = 0
        self._resting: list[float] = []

    def rest(self, until: float) -> None:
        """Keeps the slot of a message that has arrived until then."""
        heapq.heappush(self._resting, until)

    def clear(self, now: float) -> float:
        """Frees those whose rest is over; when the next one's will be, as far as it is known."""
        while self._resting and self._resting[0] <= now:
            heapq.heappop(self._resting)
            self.held -= 1
        return self._resting[0] if self._resting else inf


class Window(Turnstile):
    """At most `rate` messages in any one second, whenever the far side counts them within a call.

    A message counts from its release until one second after its answer, less half the shortest
    round trip: whichever moment between the two the far side took for it is over by then, unless a
    way there or back takes more than three times as long as another. Answers wait for nobody, but
    bulk makes room for them; below one message a second the window is longer.
    """

    __slots__ = ("_answers", "_bulk", "_full", "_most", "_span", "_trip", "_trips")

    def __init__(self, pause: Pause, rate: float) -> None:
        self._most = max(1, int(rate))
        seconds = max(1.0, self._most / rate)
        self._span = seconds + _MARGIN
        self._full = self._most / seconds
        self._trip, self._trips = inf, 0
        self._bulk, self._answers = Slots(), Slots()
        super().__init__(pause, self._full, max(2.0, self._most / 10))

    def admit(self) -> None:
        """Counts an answer, which leaves at once."""
        self._answers.held += 1

    def landed(self, released: float, *, is_answer: bool) -> None:
        """Notes that Telegram has spoken, or will not any more, of what was released then."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        self._trip, self._trips = min(self._trip, now - released), self._trips + 1
        known = self._trip / 2 if self._trips > _TRIPS else 0.0
        (self._answers if is_answer else self._bulk).rest(now + self._span - known)
        self._arm(loop)

    def stayed(self, *, is_answer: bool) -> None:
        """Frees the slot of what has never left; its place in the pace is spent."""
        (self._answers if is_answer else self._bulk).held -= 1
        self._arm(asyncio.get_running_loop(), anew=True)

    def give_back(self) -> None:
        """Takes back a turn that was not used: the next one has it."""
        self._bulk.held -= 1
        super().give_back()

    def slow_down(self, until: float) -> None:
        """Halves the rate, and starts over gently at `until`."""
        self.rate = max(self._full / _LEAST, self.rate / 2)
        self.empty(until)

    def regain(self) -> None:
        """Gives back a little of the rate; all that a flood took, in about half a minute."""
        self.rate = min(self._full, self.rate + self._full / (_RECOVERY_SECONDS * self.rate))

    def _opens(self, now: float) -> float:
        opens = super()._opens(now)
        soonest = min(self._bulk.clear(now), self._answers.clear(now))
        yielded = min(self._answers.held, self._most - max(1, self._most // _LEAST))
        return opens if self._bulk.held < self._most - yielded else max(opens, soonest)

    def _take(self, now: float) -> None:
        super()._take(now)
        self._bulk.held += 1
