"""A broadcast's copies on their way: how many there may be, and what each of them ends in."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.telegram import leaflets
from bot.telegram.ask import Desk
from bot.telegram.sender import FRESH_SECONDS
from bot.telegram.telling import language_of
from bot.telegram.transport import Late, NotSent, ServerFault
from domain.broadcasts import Content, Recipient, may_go

logger = logging.getLogger(__name__)

# So many wait for their turn as leave in this time, so that what is known of them stays fresh.
AHEAD_SECONDS: Final = 0.2
UNDER_WAY_SECONDS: Final = 1.0
# However slow it goes, a claim is worth its commit, and three of them may be under way.
CLAIM_LEAST: Final = 5
# What is claimed waits for the end of a pause that is no longer.
PAUSE_KEPT_SECONDS: Final = 1.0


@dataclass
class Pipe:
    """The claimed copies of one lane: in `line`, then `waiting` for their turn at the pacer.

    `under_way` are these, and those whose end is not written down: no more than `most`. `starts`
    sends a copy, `runs_low` is called whenever the next claim is wanted.
    """

    lane: str
    starts: Callable[["Copy"], None]
    runs_low: Callable[[], None]
    line: deque["Copy"] = field(default_factory=deque)
    waiting: int = 0
    under_way: int = 0
    most: int = 0
    # The broadcast that claimed last: the next one is another, where there is another.
    served: int = 0
    _ahead: int = 1

    def room(self, rate: float) -> int:
        """How many to claim now, at so many a second."""
        self._ahead = max(int(rate * AHEAD_SECONDS), 1)
        self.most = max(int(rate * UNDER_WAY_SECONDS), 3 * CLAIM_LEAST)
        return max(min(self._claim, self.most - self.under_way), 0) if self._is_low else 0

    def take(self, copies: Sequence["Copy"]) -> None:
        """These are claimed."""
        self.under_way += len(copies)
        self.line.extend(copies)
        self._move_up()

    def let_go(self) -> None:
        """One has had its turn."""
        self.waiting -= 1
        self._move_up()
        self._call_for_more()

    def settle(self, count: int) -> None:
        """What became of so many is written down."""
        self.under_way -= count
        self._call_for_more()

    def dissolve(self) -> list["Copy"]:
        """Ends the line; those who stood in it, whom nobody has written to."""
        line = list(self.line)
        self.line.clear()
        return line

    @property
    def _claim(self) -> int:
        return max(self._ahead, CLAIM_LEAST)

    @property
    def _is_low(self) -> bool:
        return len(self.line) + self.waiting <= self._claim

    def _call_for_more(self) -> None:
        if self._is_low:
            self.runs_low()

    def _move_up(self) -> None:
        while self.line and self.waiting < self._ahead:
            self.waiting += 1
            self.starts(self.line.popleft())


@dataclass
class Copy:
    """One member's copy of a broadcast, on its way; it may leave as it is `until` then."""

    broadcast: int
    content: Content
    to: Recipient
    pipe: Pipe
    until: float
    waits: bool = True
    on_wire: bool = False

    def goes(self, leaves: bool) -> None:
        """It leaves for Telegram, or was sent back undone."""
        self.on_wire = leaves
        self.has_turn()

    def has_turn(self) -> None:
        """It waits no more."""
        if self.waits:
            self.waits = False
            self.pipe.let_go()


async def hand_over(desk: Desk, copy: Copy) -> str:
    """Sends a copy when it has its turn; what became of it, as it is settled.

    Where what is known of its member is not fresh any more, it is looked up again.
    """
    fresh = asyncio.get_running_loop().time() < copy.until
    outcome = await _sent(desk, copy) if fresh else "late"
    while outcome == "late":
        if not await _may_go(desk, copy):
            return "unsent"
        outcome = await _sent(desk, copy)
    return outcome


async def _may_go(desk: Desk, copy: Copy) -> bool:
    if desk.pacer.paused_for() > PAUSE_KEPT_SECONDS:
        return False
    copy.until = asyncio.get_running_loop().time() + FRESH_SECONDS
    try:
        return await desk.store.read(may_go, copy.broadcast, copy.to.member)
    except Exception:
        logger.exception("a broadcast's member could not be looked up; it is tried again")
        return False


async def _sent(desk: Desk, copy: Copy) -> str:
    to = copy.to
    try:
        await leaflets.hand_out(
            desk,
            to.contact.chat,
            language_of(desk, to.contact),
            copy.content,
            to.facts,
            broadcast=copy.broadcast,
            tokens=to.tokens,
            lane=copy.pipe.lane,
            on_wire=copy.goes,
            until=copy.until,
        )
    except Forbidden:
        return "blocked"
    except BadRequest as error:
        logger.error("a broadcast's message was refused: %s", error.message)
        return "blocked" if "chat not found" in error.message.lower() else "failed"
    except Late:
        return "late"
    except RetryAfter:
        return "unsent"
    except (NotSent, ServerFault, InvalidToken):
        return "retry"
    except TelegramError:
        return "unknown"
    except Exception:
        logger.exception("a broadcast's message could not be written")
        return "unknown" if copy.on_wire else "failed"
    return "delivered"
