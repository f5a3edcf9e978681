"""The outbox: what is to be told, sealed, and how each of it stands when its turn comes."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic_core import to_json

from domain.members import Contact, opened
from domain.notices.attention import WEEK
from domain.notices.held import HELD
from domain.notices.kinds import KINDS, NEWS, NUDGE, SERVICE, URGENT
from domain.notices.quiet import quiet_from
from domain.tx import ReadTx, Tx

Unsent = Literal["blocked", "muted", "capped"]
LANES = (URGENT, SERVICE, NUDGE, NEWS)
# So many notices are read for each member that is asked for; the others come next.
_EACH = 8


@dataclass(frozen=True)
class Tries:
    """How often it was tried, failed by its own fault, and may have arrived or not."""

    attempts: int = 0
    faults: int = 0
    doubts: int = 0


@dataclass(frozen=True)
class Notice:
    """One thing to tell: whom, what kind, with which facts; `to` is None for the unreachable.

    `unsent` is how it ends without being sent, None where it is to be told; until `wakes_at` (UTC
    us) it must wait; `silent` is how it arrives at night. `txn` is the movement that it tells of.
    """

    id: int
    member: int
    kind: str
    lane: int
    facts: dict[str, Any]
    to: Contact | None
    unsent: Unsent | None
    wakes_at: int | None
    silent: bool
    txn: int | None
    source: str | None
    tries: Tries


def tell(tx: Tx, member: int, kind: str, txn: int | None = None, **facts: Any) -> None:
    """Writes down one thing to be told to a member, in the commit that causes it."""
    tx.sql.outbox.add(**_row(tx, member, kind, facts, txn=txn))
    tx.ring("outbox")


def tell_each(
    tx: Tx, kind: str, told: Iterable[tuple[int, dict[str, Any]]], source: str | None = None
) -> None:
    """Writes down the same kind of thing for many members, each with their own facts.

    `source` is the campaign that it belongs to.
    """
    tx.sql.outbox.add_each([_row(tx, member, kind, facts, source=source) for member, facts in told])
    tx.ring("outbox")


def due(
    tx: ReadTx, most: int, lanes: Sequence[int] = LANES, busy: Collection[int] = ()
) -> tuple[Notice, ...]:
    """What is to be told now to at most `most` members, but for the `busy` ones, in some lanes.

    By lane, the oldest first; all that is due to a member in a lane comes together.
    """
    found: list[Notice] = []
    for lane in lanes:
        members = _next_members(tx, most, lane, busy)
        found += _of_members(tx, lane, members, _EACH * most)
        most -= len(members)
        if not most:
            break
    return tuple(found)


def waiting(tx: ReadTx, lane: int, most: int) -> int:
    """How many notices of a lane are due now; counts to `most`."""
    count: int = tx.sql.outbox.waiting(lane=lane, now=tx.now, most=most)
    return count


def _next_members(tx: ReadTx, most: int, lane: int, busy: Collection[int]) -> list[int]:
    """Whose turn it is: of a movement somebody knows already, so its receipt comes first."""
    asked = {
        "lane": lane,
        "now": tx.now,
        "busy": "".join(f" {member} " for member in busy),
        "most": most,
    }
    movements = tx.sql.outbox.next_of_movements(**asked)
    rows = movements if len(movements) == most else [*movements, *tx.sql.outbox.next(**asked)]
    return list(dict.fromkeys(member for (member,) in rows))[:most]


def _of_members(tx: ReadTx, lane: int, members: list[int], most: int) -> list[Notice]:
    if not members:
        return []
    packed = json.dumps(members)
    rows = tx.sql.outbox.of_members(lane=lane, now=tx.now, members=packed, most=most)
    said = {
        (member, switch): bool(wanted)
        for member, switch, wanted in tx.sql.outbox.switches(members=packed)
    }
    read: dict[int, int] = {}
    if lane == NEWS:
        read = dict(tx.sql.attention.lately_each(members=packed, since=tx.now - WEEK))
    found = []
    for row in rows:
        notice = _opened(tx, lane, said, read, *row)
        if lane == NEWS and notice.unsent is None and notice.wakes_at is None:
            read[notice.member] = read.get(notice.member, 0) + 1
        found.append(notice)
    return found


def _opened(
    tx: ReadTx,
    lane: int,
    said: dict[tuple[int, str], bool],
    read: dict[int, int],
    *row: Any,
) -> Notice:
    """A row as it stands now; `read` is how much news its member was sent this week."""
    id_, member, kind, payload, txn, source, attempts, faults, doubts, *rest = row
    sealed, key, chosen, hint, reachable, quiet_begin, quiet_end = rest
    to = opened(tx, sealed, key, chosen, hint, reachable) if reachable and sealed else None
    own = None if quiet_begin is None else (quiet_begin, quiet_end)
    quiet_until = quiet_from(tx.programme, own).ends(tx.now, tx.programme.zone)
    switch = KINDS[kind].switch
    wakes_at: int | None = None
    unsent: Unsent | None = None
    if to is None:
        unsent = "blocked"
    elif switch is not None and not said.get((member, switch), switch != "news"):
        unsent = "muted"
    elif lane >= NUDGE and quiet_until is not None:
        wakes_at = quiet_until
    elif lane == NEWS and read.get(member, 0) >= tx.programme.messages.weekly_most:
        unsent = "capped"
    return Notice(
        id=id_,
        member=member,
        kind=kind,
        lane=lane,
        facts=json.loads(tx.vault.unseal("outbox", payload)),
        to=to,
        unsent=unsent,
        wakes_at=wakes_at,
        silent=lane == SERVICE and quiet_until is not None,
        txn=txn,
        source=source,
        tries=Tries(attempts, faults, doubts),
    )


def _row(
    tx: Tx,
    member: int,
    kind: str,
    facts: dict[str, Any],
    *,
    txn: int | None = None,
    source: str | None = None,
) -> dict[str, Any]:
    return {
        "id": tx.new_id(),
        "member": member,
        "txn": txn,
        "kind": kind,
        "lane": KINDS[kind].lane,
        "source": source,
        "payload": tx.vault.seal("outbox", to_json(facts)),
        "due_at": HELD if tx.hushed else tx.now,
    }
