"""The durable inbox: no update is forgotten by Telegram before it stands in our own table.

Handling is at least once: an update may come again after a crash, and its key makes that harmless.
Only hashes of people's ids are kept, and payloads are sealed until they are blanked.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from bot.metrics import UPDATES
from bot.store import Store
from domain.tx import ReadTx, Tx

Raw = dict[str, Any]
# Telegram remembers the last list it was given, so the whole list goes out each time.
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
ATTEMPTS_MAX: Final = 3
Way = Literal["polling", "webhook"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as Telegram sent it; `person` is a hash, the same for all that one person sends.

    `received_at` is the programme's time (UTC us).
    """

    update_id: int
    person: bytes
    raw: Raw
    attempts: int = 0
    received_at: int = 0

    @property
    def kind(self) -> str:
        """What happened; "other" where it was not asked for."""
        return next((kind for kind in ALLOWED_UPDATES if kind in self.raw), "other")


def accept(tx: Tx, updates: Sequence[Raw]) -> tuple[Arrival, ...]:
    """Keeps `updates` and returns those that nobody has answered yet."""
    arrivals = []
    for raw in updates:
        person = tx.vault.lookup("inbox", _sender(raw))
        arrival = Arrival(raw["update_id"], person, raw, received_at=tx.now)
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
    tx.sql.inbox.finish([{"update_id": update_id} for update_id in update_ids])


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
        Arrival(update_id, person, json.loads(tx.vault.unseal("inbox", payload)), attempts, at)
        for update_id, payload, attempts, at in tx.sql.inbox.pending(person=person, most=limit)
    )


def _sender(raw: Raw) -> str:
    for part in raw.values():
        sender = part.get("from") if isinstance(part, dict) else None
        if isinstance(sender, dict) and "id" in sender:
            return str(sender["id"])
    return "nobody"


async def receive(
    store: Store,
    hand_over: Callable[[Arrival], None],
    updates: Sequence[Raw],
    way: Way = "polling",
    expect: Callable[[Raw], None] = lambda raw: None,
) -> None:
    """Commits updates, then hands over the new ones: after this they may be acknowledged.

    `expect` hears of each before it is committed.
    """
    for raw in updates:
        expect(raw)
    for arrival in await store.write(accept, updates, key=None):
        UPDATES.labels(arrival.kind, way).inc()
        hand_over(arrival)
