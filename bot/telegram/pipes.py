"""A broadcast's copies on their way: how many there may be, and what each of them ends in."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.telegram import leaflets
from bot.telegram.ask import Desk
from bot.telegram.telling import language_of
from bot.telegram.transport import Late, NotSent, ServerFault
from domain.broadcasts import Content, Recipient

logger = logging.getLogger(__name__)

# One claim is what leaves in this time: while one is leaving, the next one waits behind it.
CLAIM_SECONDS: Final = 0.2
UNDER_WAY_SECONDS: Final = 1.0


@dataclass
class Pipe:
    """The copies of one lane: those `waiting` for their turn, and all that are not settled.

    `runs_low` is called whenever the next claim is wanted.
    """

    lane: str
    runs_low: Callable[[], None]
    claim: int = 1
    waiting: int = 0
    under_way: int = 0
    # The broadcast that claimed last: the next one is another, where there is another.
    served: int = 0

    def room(self, rate: float) -> int:
        """How many to claim now, at so many a second."""
        self.claim = max(int(rate * CLAIM_SECONDS), 1)
        if self.waiting > self.claim:
            return 0
        most = max(int(rate * UNDER_WAY_SECONDS), 2)
        return max(min(self.claim, most - self.under_way), 0)

    def take(self) -> None:
        """One more waits for its turn."""
        self.waiting += 1
        self.under_way += 1

    def let_go(self) -> None:
        """One has had its turn."""
        self.waiting -= 1
        if self.waiting <= self.claim:
            self.runs_low()


@dataclass
class Copy:
    """One member's copy of a broadcast, on its way."""

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
    """Sends a copy when it has its turn; what became of it, as it is settled."""
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
    except (Late, RetryAfter):
        return "unsent"
    except (NotSent, ServerFault):
        return "retry"
    except TelegramError:
        return "unknown"
    except Exception:
        logger.exception("a broadcast's message could not be written")
        return "unknown" if copy.on_wire else "failed"
    return "delivered"
