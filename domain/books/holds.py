"""Points put aside: a hold is captured, whole or in part, released, or runs out. Once."""

from dataclasses import dataclass

from domain.books.endings import expire_ended
from domain.books.movements import lock, takes_of
from domain.books.posting import Posting, draw, post
from domain.books.rules import Take, plan_return
from domain.errors import HoldClosed, HoldUnknown, TooMuch
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Held:
    """A fresh hold, and the balance that is left."""

    hold: int
    txn: int
    points: int
    balance: int


@dataclass(frozen=True)
class Hold:
    """A hold as it stands. States: open, captured, released, expired. Times in UTC us."""

    id: int
    member: int
    txn: int
    points: int
    expires_at: int
    state: str
    captured: int
    end_txn: int | None
    ended_at: int | None


def hold(tx: Tx, member: int, points: int, kind: str, actor: str, expires_at: int) -> Held:
    """Puts points aside until `expires_at`, from the lots soonest to expire.

    Each lot keeps its own end while it is held. Raises NotEnoughPoints.
    """
    assert points > 0, "a hold holds something"
    assert expires_at > tx.now, "a hold lasts a while"
    takes = takes_of(tx, member, points)
    posting = post(tx, member, kind, actor, {"available": -points, "held": points})
    draw(tx, posting.txn, takes)
    made = tx.new_id()
    tx.sql.holds.add(
        id=made,
        member=member,
        txn=posting.txn,
        points=points,
        made_at=tx.now,
        expires_at=expires_at,
    )
    return Held(made, posting.txn, points, posting.balance)


def capture(tx: Tx, hold: int, actor: str, points: int | None = None) -> Posting:
    """Redeems what a hold holds, or `points` of it; the rest returns to its lots.

    Raises HoldUnknown, HoldClosed, or TooMuch where `points` are more than it holds.
    """
    found = _open(tx, hold)
    taken = found.points if points is None else points
    assert taken > 0, "a capture takes something: release gives all back"
    if taken > found.points:
        raise TooMuch(points=taken, most=found.points)
    return _end(tx, found, "captured", "capture", actor, taken)


def release(tx: Tx, hold: int, actor: str) -> Posting:
    """Gives all back to the lots it came from; raises HoldUnknown or HoldClosed."""
    return _end(tx, _open(tx, hold), "released", "release", actor, 0)


def expire_holds(tx: Tx, most: int) -> int:
    """Ends a batch of holds whose time is over, as a release does; tells how many."""
    rows = tx.sql.holds.due(now=tx.now, most=most)
    ended = 0
    for member, due in sorted((row[1], row[0]) for row in rows):
        lock(tx, member)
        found = hold_of(tx, due)
        # Captured or released by somebody else while this change waited for the member.
        if found.state == "open":
            _end(tx, found, "expired", "release", "clock", 0)
            ended += 1
    return ended


def hold_of(tx: ReadTx, hold: int) -> Hold:
    """A hold by its id; raises HoldUnknown."""
    row = tx.sql.holds.find(id=hold)
    if row is None:
        raise HoldUnknown
    return Hold(*row)


def _open(tx: Tx, hold: int) -> Hold:
    lock(tx, hold_of(tx, hold).member)
    found = hold_of(tx, hold)
    if found.state != "open":
        raise HoldClosed(found.state, found.ended_at or 0)
    if found.expires_at <= tx.now:
        raise HoldClosed("expired", found.expires_at)
    return found


def _end(tx: Tx, found: Hold, state: str, kind: str, actor: str, taken: int) -> Posting:
    back = found.points - taken
    posting = post(
        tx,
        found.member,
        kind,
        actor,
        {"held": -found.points, "available": back},
        {"redeemed": taken},
    )
    drawn = [Take(*row) for row in tx.sql.reversals.drawn(txn=found.txn)]
    draw(tx, posting.txn, plan_return(drawn, back))
    tx.sql.holds.end(id=found.id, state=state, captured=taken, txn=posting.txn, at=tx.now)
    # What ran out while it was held ends now that it is back.
    expire_ended(tx, found.member)
    return Posting(posting.txn, back, tx.sql.books.balance(member=found.member))
