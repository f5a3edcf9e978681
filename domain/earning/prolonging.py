"""More time for points: an extension for everybody, and what expired given back to one."""

from dataclasses import dataclass

from domain import books
from domain.earning.expiry import Swept
from domain.errors import UndoneAlready
from domain.ids import first_id
from domain.members import staff
from domain.notices import tell, tell_each
from domain.staff import note
from domain.tx import ReadTx, Tx

# Within a millisecond, ids of several processes have no order.
ID_GRAIN = 1_000


@dataclass(frozen=True)
class Extent:
    """How many members an extension concerns, and how many of their points."""

    members: int
    points: int


@dataclass(frozen=True)
class Extension:
    """The owner's word, given `at`: what ends by `ends_until` lasts until `until` (UTC us).

    Points credited after it are not meant.
    """

    at: int
    ends_until: int
    until: int
    actor: str


@dataclass(frozen=True)
class Lost:
    """What an expiry took at `at` and nobody gave back; `ends`: its lot's day, over or moved."""

    txn: int
    points: int
    at: int
    ends: int


@dataclass(frozen=True)
class GivenBack:
    """Expired points that a member has again, valid until `until` (UTC us), and the balance."""

    member: int
    points: int
    until: int
    balance: int


def concerned(tx: ReadTx, ends_until: int) -> Extent:
    """Whom and what an extension of the points that end by then would concern now."""
    return Extent(*tx.sql.prolonging.concerned(now=tx.now, ends_until=ends_until))


def start_extension(tx: Tx, ends_until: int, until: int, owner_id: int) -> Extension:
    """The owner's word that points last longer; `prolong` keeps it."""
    assert until > ends_until, "an extension extends"
    actor = note(tx, owner_id, "extend", until=until)
    return Extension(tx.now, ends_until, until, actor)


def prolong(tx: Tx, extension: Extension, cursor: int, most: int) -> Swept:
    """Moves the ends of a batch: of each member it meets all lots at once, told in one notice.

    `cursor` is an end (UTC us; 0 at first), `most` counts lots. Said again it changes nothing
    more: what was moved ends too late to be met. Lots that decay have no end to be moved.
    """
    meant = {
        "now": tx.now,
        "ends_until": extension.ends_until,
        "before": first_id(extension.at + ID_GRAIN),
    }
    rows = tx.sql.prolonging.ending_next(cursor=cursor, most=most, **meant)
    moved: list[tuple[int, int]] = []
    told: list[tuple[int, dict[str, int]]] = []
    members = sorted({member for member, _ in rows})
    for member in members:
        books.lock(tx, member)
        lots = tx.sql.prolonging.ending_of(member=member, **meant)
        if points := sum(left for _, left, _ in lots):
            moved += [(lot, ends) for lot, _, ends in lots]
            told.append((member, {"points": points, "until": extension.until}))
    if moved:
        books.extend_all(tx, moved, extension.until, extension.actor)
        tell_each(tx, "extended", told)
    return Swept(len(members), rows[-1][1] if rows else cursor, done=len(rows) < most)


def prolonged(tx: ReadTx, extension: Extension) -> Extent:
    """What an extension has done so far, by the traces it left."""
    return Extent(
        *tx.sql.prolonging.extended(
            since=first_id(extension.at), until=extension.until, actor=extension.actor
        )
    )


def lost(tx: ReadTx, member: int, most: int) -> tuple[Lost, ...]:
    """The latest expiries of a member that can be given back, newest first."""
    rows = tx.sql.prolonging.lost(member=member, txn=None, most=most)
    return tuple(Lost(*row) for row in rows)


def lost_by(tx: ReadTx, member: int, txn: int) -> Lost:
    """What one expiry took; raises UndoneAlready where nothing of it is left to give back."""
    for row in tx.sql.prolonging.lost(member=member, txn=txn, most=1):
        return Lost(*row)
    raise UndoneAlready


def give_back(tx: Tx, txn: int, until: int, reason: str, owner_id: int) -> GivenBack:
    """Gives back what an expiry took, valid until `until` at least, and tells the member.

    The reason is kept sealed beside it. Raises UndoneAlready where it was given back before.
    """
    _, member, ends = tx.sql.prolonging.lot_of(txn=txn)
    books.lock(tx, member)
    # What ended meanwhile goes first, so that the balance told is what can be spent.
    books.expire_ended(tx, member)
    done = books.reinstate(tx, txn, until, reason, staff(tx, owner_id))
    note(tx, owner_id, "reinstate", member=member, txn=done.txn, points=done.points)
    given = GivenBack(member, done.points, max(until, ends), done.balance)
    tell(
        tx,
        member,
        "reinstated",
        done.txn,
        points=given.points,
        until=given.until,
        balance=given.balance,
    )
    return given
