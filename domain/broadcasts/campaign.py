"""The life of a broadcast: running, paused, cancelled or done.

A member is claimed (and the claim committed) before anything is sent: after a crash a claim in
doubt counts as unknown and is not sent again. Marketing goes out at most once. Whoever surely got
nothing is given back, and claimed anew.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from domain.broadcasts.audience import Audience, reach, selection
from domain.errors import AudienceEmpty, BroadcastOver, BroadcastUnknown
from domain.members import Contact, contact, identify, mark_reachable
from domain.staff import note
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Content:
    """What is sent: ready HTML, a photo's file id where it has one, and its first line."""

    html: str
    photo: str | None
    title: str


@dataclass(frozen=True)
class Started:
    """A broadcast under way, and how many people it is for."""

    broadcast: int
    expected: int


@dataclass(frozen=True)
class Claimed:
    """Whom to write to next, with what; nobody left: `over`."""

    content: Content
    members: tuple[tuple[int, Contact], ...]
    over: bool


@dataclass(frozen=True)
class Report:
    """A broadcast in figures; `settled` = delivered + blocked + failed + muted + unknown."""

    broadcast: int
    state: str
    title: str
    audience: Audience
    expected: int
    delivered: int
    blocked: int
    failed: int
    muted: int
    unknown: int
    screen: tuple[int, int, str] | None

    @property
    def over(self) -> bool:
        """Whether nobody else will be written to."""
        return self.state in ("cancelled", "done")

    @property
    def settled(self) -> int:
        """How many members are dealt with."""
        return self.delivered + self.blocked + self.failed + self.muted + self.unknown

    @property
    def left(self) -> int:
        """How many members are not dealt with (for a cancelled one: never will be)."""
        return max(self.expected - self.settled, 0)


def start(tx: Tx, author: int, content: Content, audience: Audience) -> Started:
    """Starts a broadcast to everybody the audience has now; raises AudienceEmpty."""
    people = reach(tx, audience).people
    if people == 0:
        raise AudienceEmpty
    broadcast = tx.new_id()
    tx.sql.broadcasts.add(
        id=broadcast,
        author=identify(tx, author),
        content=tx.vault.seal("broadcast", json.dumps(asdict(content)).encode()),
        audience=json.dumps(asdict(audience)),
        expected=people,
        at=tx.now,
    )
    note(tx, author, "broadcast", what="start", broadcast=broadcast, people=people)
    tx.ring("broadcast")
    return Started(broadcast, people)


def keep_screen(tx: Tx, broadcast: int, chat: int, message: int, language: str) -> None:
    """Keeps where the owner watches it: the message that shows the progress."""
    screen = tx.vault.seal("broadcast", json.dumps([chat, message, language]).encode())
    tx.sql.broadcasts.keep_screen(id=broadcast, screen=screen)


def note_shown(tx: Tx, broadcast: int) -> None:
    """Notes that the end stands on the owner's screen."""
    tx.sql.broadcasts.set_shown(id=broadcast)


def unshown(tx: ReadTx) -> tuple[int, ...]:
    """The broadcasts whose end is still to be shown on the owner's screen, oldest first."""
    return tuple(row[0] for row in tx.sql.broadcasts.unshown())


def claim(tx: Tx, broadcast: int, most: int) -> Claimed:
    """Claims the next members of a running broadcast; ends it where there are none.

    Who does not want news is counted as muted here, at the moment of sending.
    """
    state, sealed, audience, cursor, created_at = tx.sql.broadcasts.head(id=broadcast)
    content = Content(**json.loads(tx.vault.unseal("broadcast", sealed)))
    if state != "running":
        return Claimed(content, (), over=True)
    rows = list(
        tx.sql.broadcasts.next_members(
            cursor=cursor,
            joined_by=created_at,
            most=most,
            **selection(tx, Audience(**json.loads(audience))),
        )
    )
    members = []
    for member, wants_news in rows:
        found = contact(tx, member)
        sending = bool(wants_news) and found is not None
        is_new = tx.sql.broadcasts.add_delivery(
            broadcast=broadcast, member=member, state="sending" if sending else "muted", at=tx.now
        )
        if is_new and sending and found is not None:
            members.append((member, found))
    if rows:
        tx.sql.broadcasts.advance(id=broadcast, cursor=rows[-1][0])
    else:
        _end(tx, broadcast, "done")
    return Claimed(content, tuple(members), over=not rows)


def settle(tx: Tx, broadcast: int, outcomes: Sequence[tuple[int, str]]) -> None:
    """Notes what became of claimed members: delivered, blocked, failed or unknown.

    Who is `unsent` is given back, to be claimed anew.
    """
    for member, state in outcomes:
        if state == "unsent":
            if tx.sql.broadcasts.release(broadcast=broadcast, member=member):
                tx.sql.broadcasts.return_to(id=broadcast, member=member)
            continue
        tx.sql.broadcasts.settle(broadcast=broadcast, member=member, state=state, at=tx.now)
        if state == "blocked":
            mark_reachable(tx, member, reachable=False)


def pause(tx: Tx, broadcast: int, owner_id: int) -> None:
    """Holds a running broadcast; what is under way still arrives."""
    _change(tx, broadcast, "paused")
    note(tx, owner_id, "broadcast", what="pause", broadcast=broadcast)


def resume(tx: Tx, broadcast: int, owner_id: int) -> None:
    """Lets a paused broadcast go on where it stood."""
    _change(tx, broadcast, "running")
    note(tx, owner_id, "broadcast", what="resume", broadcast=broadcast)
    tx.ring("broadcast")


def cancel(tx: Tx, broadcast: int, owner_id: int) -> None:
    """Ends a broadcast early; who has it keeps it."""
    _change(tx, broadcast, "cancelled")
    note(tx, owner_id, "broadcast", what="cancel", broadcast=broadcast)
    _end(tx, broadcast, "cancelled")
    tx.ring("broadcast")


def recover(tx: Tx) -> None:
    """After a crash: what was under way may have arrived or not, and is not sent again."""
    tx.sql.broadcasts.doubt(at=tx.now)


def pause_running(tx: Tx) -> int:
    """Holds everything that is running; how many broadcasts that is."""
    count: int = tx.sql.broadcasts.pause_running()
    return count


def running(tx: ReadTx) -> tuple[int, ...]:
    """The broadcasts that are to be sent now, oldest first."""
    return tuple(row[0] for row in tx.sql.broadcasts.running())


def report(tx: ReadTx, broadcast: int) -> Report:
    """How a broadcast stands; raises BroadcastUnknown."""
    row = tx.sql.broadcasts.of(id=broadcast)
    if row is None:
        raise BroadcastUnknown
    state, sealed, audience, expected, screen = row
    counts = dict(tx.sql.broadcasts.counts(broadcast=broadcast))
    return Report(
        broadcast=broadcast,
        state=state,
        title=json.loads(tx.vault.unseal("broadcast", sealed))["title"],
        audience=Audience(**json.loads(audience)),
        expected=expected,
        **{
            name: counts.get(name, 0)
            for name in ("delivered", "blocked", "failed", "muted", "unknown")
        },
        screen=tuple(json.loads(tx.vault.unseal("broadcast", screen))) if screen else None,
    )


def _change(tx: Tx, broadcast: int, state: str) -> None:
    if tx.sql.broadcasts.change(id=broadcast, state=state) is None:
        raise BroadcastOver


def _end(tx: Tx, broadcast: int, state: str) -> None:
    tx.sql.broadcasts.end(id=broadcast, state=state, at=tx.now)
