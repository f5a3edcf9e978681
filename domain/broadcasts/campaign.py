"""The life of a broadcast: scheduled, running, paused, cancelled or done.

```mermaid
stateDiagram-v2
    [*] --> scheduled: start, for later
    [*] --> running: start
    scheduled --> running: its time has come
    running --> paused: its author, a canary, a restore
    paused --> running: resume
    running --> done: nobody is left
    scheduled --> cancelled
    running --> cancelled
    paused --> cancelled
```
"""

import json
from dataclasses import dataclass

from domain.broadcasts.audience import Audience, reach
from domain.broadcasts.content import Content
from domain.errors import AudienceEmpty, BroadcastOver, BroadcastUnknown, Refusal, ScreenOld
from domain.members import identify
from domain.staff import note
from domain.tx import ReadTx, Tx

# Of fewer people nobody can tell a bad message from bad luck.
CANARY_LEAST = 20
HOLDOUT_MOST = 50


@dataclass(frozen=True)
class Started:
    """A broadcast that was begun or is to begin, and how many people it is for."""

    broadcast: int
    expected: int


@dataclass(frozen=True)
class Open:
    """A broadcast that is under way, or is to begin at `starts_at` (UTC us)."""

    broadcast: int
    scheduled: bool
    starts_at: int
    paid: bool


def start(
    tx: Tx,
    author: int,
    content: Content,
    audience: Audience,
    *,
    starts_at: int | None = None,
    holdout_percent: int = 0,
    paid: bool = False,
    people: int | None = None,
) -> Started:
    """Starts a broadcast, now or at `starts_at` (UTC us); raises AudienceEmpty.

    `people` is how many its audience has where that was counted: of a million it takes seconds,
    and nobody else writes meanwhile.
    """
    assert 0 <= holdout_percent <= HOLDOUT_MOST, "most of them are told"
    expected = reach(tx, audience).people if people is None else people
    if expected == 0:
        raise AudienceEmpty
    later = starts_at is not None and starts_at > tx.now
    broadcast = tx.new_id()
    tx.sql.broadcasts.add(
        id=broadcast,
        author=identify(tx, author),
        content=tx.vault.seal("broadcast", content.packed()),
        audience=audience.packed(),
        state="scheduled" if later else "running",
        expected=expected,
        holdout_percent=holdout_percent,
        canary=_canary(tx, expected),
        paid=int(paid),
        at=tx.now,
        starts_at=starts_at if later else tx.now,
    )
    what = "schedule" if later else "start"
    note(tx, author, "broadcast", what=what, broadcast=broadcast, people=expected)
    tx.ring("broadcast")
    return Started(broadcast, expected)


def begin(tx: Tx, broadcast: int, people: int) -> None:
    """The time of a scheduled broadcast has come, if it still has, for so many people."""
    canary = _canary(tx, people)
    tx.sql.broadcasts.begin(id=broadcast, expected=people, canary=canary, now=tx.now)


def people_now(tx: ReadTx, broadcast: int) -> int:
    """How many people a broadcast is for now; none where what it asks for is no more."""
    try:
        return reach(tx, Audience.read(tx.sql.broadcasts.audience(id=broadcast))).people
    except Refusal:
        return 0


def reschedule(tx: Tx, broadcast: int, owner_id: int, starts_at: int) -> None:
    """Moves the start of a broadcast that has not begun; into the past: now."""
    if tx.sql.broadcasts.move(id=broadcast, starts_at=max(starts_at, tx.now)) is None:
        raise _refusal(tx, broadcast)
    note(tx, owner_id, "broadcast", what="reschedule", broadcast=broadcast)
    tx.ring("broadcast")


def pause(tx: Tx, broadcast: int, owner_id: int) -> None:
    """Holds a running broadcast; what is under way still arrives."""
    _change(tx, broadcast, "paused")
    note(tx, owner_id, "broadcast", what="pause", broadcast=broadcast)
    tx.ring("broadcast")


def resume(tx: Tx, broadcast: int, owner_id: int) -> None:
    """Lets a paused broadcast go on where it stood."""
    _change(tx, broadcast, "running")
    note(tx, owner_id, "broadcast", what="resume", broadcast=broadcast)
    tx.ring("broadcast")


def cancel(tx: Tx, broadcast: int, owner_id: int) -> None:
    """Ends a broadcast early, or before it began; who has it keeps it."""
    if not tx.sql.broadcasts.end(id=broadcast, state="cancelled", at=tx.now):
        raise _refusal(tx, broadcast)
    note(tx, owner_id, "broadcast", what="cancel", broadcast=broadcast)
    tx.ring("broadcast")


def pause_running(tx: Tx) -> int:
    """Holds everything that is under way, or was to be; how many broadcasts that is."""
    count: int = tx.sql.broadcasts.pause_running(now=tx.now)
    return count


def open_now(tx: ReadTx) -> tuple[Open, ...]:
    """The broadcasts that are under way or to begin, in the order of their starts."""
    return tuple(
        Open(broadcast, state == "scheduled", starts_at, bool(paid))
        for broadcast, state, starts_at, paid in tx.sql.broadcasts.open()
    )


def running(tx: ReadTx) -> tuple[int, ...]:
    """The broadcasts that are under way, oldest first."""
    return tuple(each.broadcast for each in open_now(tx) if not each.scheduled)


def paused(tx: ReadTx) -> tuple[int, ...]:
    """The broadcasts that wait for their author's word, oldest first."""
    return tuple(row[0] for row in tx.sql.broadcasts.paused())


def keep_screen(tx: Tx, broadcast: int, chat: int, message: int, language: str) -> None:
    """Keeps where the owner watches it: the message that shows the progress."""
    screen = tx.vault.seal("broadcast", json.dumps([chat, message, language]).encode())
    tx.sql.broadcasts.keep_screen(id=broadcast, screen=screen)


def drop_screen(tx: Tx, broadcast: int) -> None:
    """Its author watches it no more: something else stands there now."""
    tx.sql.broadcasts.keep_screen(id=broadcast, screen=None)


def note_shown(tx: Tx, broadcast: int) -> None:
    """Notes that the end stands on the owner's screen."""
    tx.sql.broadcasts.set_shown(id=broadcast)


def unshown(tx: ReadTx) -> tuple[int, ...]:
    """The broadcasts whose end is still to be shown on the owner's screen, oldest first."""
    return tuple(row[0] for row in tx.sql.broadcasts.unshown())


def _canary(tx: ReadTx, people: int) -> int:
    """How many are written to before all others."""
    percent = tx.programme.messages.canary_percent
    return max(people * percent // 100, 1) if percent and people >= CANARY_LEAST else 0


def _change(tx: Tx, broadcast: int, state: str) -> None:
    if not tx.sql.broadcasts.change(id=broadcast, state=state):
        raise _refusal(tx, broadcast)


def _refusal(tx: ReadTx, broadcast: int) -> Refusal:
    """Why nothing could be changed."""
    state = tx.sql.broadcasts.state(id=broadcast)
    if state is None:
        return BroadcastUnknown()
    return BroadcastOver() if state in ("cancelled", "done") else ScreenOld()
