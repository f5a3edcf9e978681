"""Tells one member what is due to them, and says what became of each notice."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.desk import Desk, OnWire
from bot.telegram.letters import Compose, Letter, Written, digests, joined
from bot.telegram.outcomes import Late, NotSent, ServerFault
from bot.telegram.pacing import BULK, NOTICE
from domain.errors import Busy
from domain.members import Contact
from domain.notices import Notice
from domain.notices.kinds import NEWS, NUDGE, SERVICE, URGENT
from domain.programme import Language

logger = logging.getLogger(__name__)

PACES = {URGENT: None, SERVICE: NOTICE, NUDGE: NOTICE, NEWS: BULK}
Outcomes = list[tuple[Notice, str]]


@dataclass(frozen=True)
class Telling:
    """Notices to one member: what has not left `until` then (loop time) is late.

    An outcome is what `domain.notices.settle` knows, or `late`. What is not sent holds up what
    follows it in its lane, which has no outcome then.
    """

    desk: Desk
    compose: Compose
    until: float
    on_wire: OnWire

    async def tell(self, notices: Sequence[Notice]) -> Outcomes:
        """Tells them lane by lane, those of one lane in as few messages as hold them."""
        outcomes: Outcomes = []
        for lane in sorted({notice.lane for notice in notices}):
            outcomes += await self._tell([notice for notice in notices if notice.lane == lane])
        return outcomes

    async def _tell(self, notices: Sequence[Notice]) -> Outcomes:
        outcomes: Outcomes = []
        written: list[Written] = []
        broken: Outcomes = []
        for notice in notices:
            if notice.wakes_at is not None:
                outcomes.append((notice, "asleep"))
            elif notice.unsent is not None or notice.to is None:
                outcomes.append((notice, notice.unsent or "blocked"))
            else:
                letter = await self._write(notice, notice.to)
                if isinstance(letter, str):
                    broken.append((notice, letter))
                    break
                if letter is None:
                    outcomes.append((notice, "muted"))
                else:
                    written.append((notice, letter))
        sent = await self._send_all(written)
        outcomes += sent
        return outcomes + broken if _all_sent(sent) else outcomes

    async def _write(self, notice: Notice, to: Contact) -> Letter | str | None:
        """The letter; None where it is no longer so; what came of it where it was not written."""
        try:
            return await self.compose(self.desk, notice, language_of(self.desk, to))
        except (TelegramError, Busy) as error:
            logger.warning("notice %s is put off: %s", notice.kind, type(error).__name__)
            return "later"
        except Exception:
            # One notice that cannot be written must not hold up the others.
            logger.exception("notice %s could not be written", notice.kind)
            return "faulty"

    async def _send_all(self, written: Sequence[Written]) -> Outcomes:
        outcomes: Outcomes = []
        urgent = bool(written) and written[0][0].lane == URGENT
        for message in [[one] for one in written] if urgent else digests(written):
            sent = await self._send(message)
            outcomes += sent
            if not _all_sent(sent):
                break
        return outcomes

    async def _send(self, message: Sequence[Written]) -> Outcomes:
        state = await self._sent(message)
        if state != "faulty" or len(message) == 1:
            return [(notice, state) for notice, _ in message]
        # One of them is to blame: alone, only that one is.
        return await self._send_each(message)

    async def _send_each(self, message: Sequence[Written]) -> Outcomes:
        outcomes: Outcomes = []
        for one in message:
            outcomes.append((one[0], await self._sent([one])))
            if outcomes[-1][1] != "sent":
                break
        return outcomes

    async def _sent(self, message: Sequence[Written]) -> str:
        """What became of one message."""
        notice = message[0][0]
        assert notice.to is not None, "who cannot be reached is not written to"
        try:
            letter = joined(message)
            await self.desk.send(
                notice.to.chat,
                letter.html,
                letter.rows,
                letter.photo,
                PACES[notice.lane],
                self.on_wire,
                silent=notice.silent,
                until=self.until,
            )
        except Exception as error:
            return _state_after(error, notice)
        return "sent"


def language_of(desk: Desk, contact: Contact) -> Language:
    """The language a member is written to in."""
    return desk.texts.pick(
        contact.language_chosen, contact.language_hint, desk.store.programme.language
    )


def _all_sent(outcomes: Outcomes) -> bool:
    return all(state == "sent" for _, state in outcomes)


def _state_after(error: Exception, notice: Notice) -> str:
    match error:
        case Late():
            return "late"
        case Forbidden():
            return "blocked"
        case BadRequest():
            logger.error("notice %s was refused: %s", notice.kind, error.message)
            return "blocked" if "chat not found" in error.message.lower() else "faulty"
        case NotSent() | ServerFault() | RetryAfter() | InvalidToken() | Conflict() | Busy():
            state = "later"
        case TimedOut():
            state = "unknown"
        case TelegramError():
            # Of an answer that cannot be understood, nobody knows what it was an answer to.
            state = "unknown" if notice.lane >= NUDGE else "later"
        case _:
            logger.exception("notice %s could not be sent", notice.kind, exc_info=error)
            return "faulty"
    logger.warning("notice %s is put off: %s", notice.kind, type(error).__name__)
    return state
