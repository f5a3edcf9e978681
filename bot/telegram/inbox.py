"""The durable inbox: no update is forgotten by Telegram before it stands in our own table.

Handling is at least once: an update may come again after a crash, and its key makes that harmless.
Only hashes of people's ids are kept, and payloads are sealed until they are blanked.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.store import Store
from bot.telegram.transport import retry_after_seconds
from domain.tx import ReadTx, Tx

logger = logging.getLogger(__name__)

Raw = dict[str, Any]
# Telegram remembers the last list it was given, so the whole list goes out each time.
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
ATTEMPTS_MAX: Final = 3
_BACKOFF_MIN: Final = 1.0
_BACKOFF_MAX: Final = 30.0
_SILENCE_MAX: Final = 90.0
_WATCH_EVERY: Final = 5.0
_RIVAL: Final = "another process polls with this bot's token"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as Telegram sent it; `person` is a hash, the same for all that one person sends."""

    update_id: int
    person: bytes
    raw: Raw
    attempts: int = 0


def accept(tx: Tx, updates: Sequence[Raw]) -> tuple[Arrival, ...]:
    """Keeps `updates` and returns those that nobody has answered yet."""
    arrivals = []
    for raw in updates:
        arrival = Arrival(raw["update_id"], tx.vault.lookup("inbox", _sender(raw)), raw)
        waits = tx.sql.inbox.accept(
            update_id=arrival.update_id,
            person=arrival.person,
            payload=tx.vault.seal("inbox", json.dumps(raw).encode()),
            received_at=tx.now,
        )
        if waits:
            arrivals.append(arrival)
    return tuple(arrivals)


def finish(tx: Tx, update_ids: Sequence[int]) -> None:
    """Marks updates as answered and blanks them."""
    for update_id in update_ids:
        tx.sql.inbox.finish(update_id=update_id)


def finish_all(tx: Tx) -> int:
    """Marks everything that waits as answered and blanks it; how many updates that is."""
    count: int = tx.sql.inbox.finish_all()
    return count


def fail(tx: Tx, update_id: int, attempts: int) -> bool:
    """Notes a failed attempt; True where it was the last one: the update is parked and blank."""
    parked = attempts >= ATTEMPTS_MAX
    note = tx.sql.inbox.park if parked else tx.sql.inbox.fail
    note(update_id=update_id, attempts=attempts)
    return parked


def people_waiting(tx: ReadTx) -> tuple[bytes, ...]:
    """Everybody with updates not yet answered."""
    return tuple(person for (person,) in tx.sql.inbox.people_waiting())


def pending(tx: ReadTx, person: bytes, limit: int) -> tuple[Arrival, ...]:
    """One person's first `limit` updates not yet answered."""
    return tuple(
        Arrival(update_id, person, json.loads(tx.vault.unseal("inbox", payload)), attempts)
        for update_id, payload, attempts in tx.sql.inbox.pending(person=person, most=limit)
    )


def _sender(raw: Raw) -> str:
    for part in raw.values():
        if isinstance(part, dict) and "from" in part:
            return str(part["from"]["id"])
    return "nobody"


async def receive(store: Store, hand_over: Callable[[Arrival], None], updates: list[Raw]) -> None:
    """Commits updates, then hands over the new ones: after this they may be acknowledged."""
    for arrival in await store.write(accept, updates, key=None):
        hand_over(arrival)


class Poller:
    """Fetches updates by long polling; `last_ok` is the loop time of the last good answer."""

    def __init__(
        self,
        call: Callable[[str, dict[str, Any]], Awaitable[Any]],
        store: Store,
        hand_over: Callable[[Arrival], None],
        *,
        timeout_seconds: int = 30,
    ) -> None:
        self._call = call
        self._store = store
        self._hand_over = hand_over
        self._timeout_seconds = timeout_seconds
        self._offset = 0
        self.last_ok = asyncio.get_running_loop().time()

    async def run(self) -> None:
        """Polls until cancelled. Raises InvalidToken, which no waiting would cure."""
        backoff = _BACKOFF_MIN
        while True:
            try:
                await self._poll()
                backoff = _BACKOFF_MIN
                continue
            except InvalidToken:
                logger.error("Telegram refuses the bot's token: no updates can be fetched")
                raise
            except RetryAfter as error:
                wait = retry_after_seconds(error)
            except Exception as error:
                reason = _RIVAL if isinstance(error, Conflict) else repr(error)
                logger.warning("no updates: %s; next try in %.1f s", reason, backoff)
                wait, backoff = backoff, min(_BACKOFF_MAX, backoff * 1.5)
            await asyncio.sleep(wait)

    async def _poll(self) -> None:
        updates = await self._call(
            "getUpdates",
            {
                "offset": self._offset,
                "timeout": self._timeout_seconds,
                "allowed_updates": ALLOWED_UPDATES,
            },
        )
        self.last_ok = asyncio.get_running_loop().time()
        if updates:
            await receive(self._store, self._hand_over, updates)
            self._offset = updates[-1]["update_id"] + 1


async def watch(poller: Poller) -> None:
    """Says so when Telegram has been silent for too long, once until it has answered again."""
    loop = asyncio.get_running_loop()
    warned = False
    while True:
        await asyncio.sleep(_WATCH_EVERY)
        silence = loop.time() - poller.last_ok
        if silence > _SILENCE_MAX and not warned:
            logger.warning("Telegram has not answered for %.0f s", silence)
        warned = silence > _SILENCE_MAX
