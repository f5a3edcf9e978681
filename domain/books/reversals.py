"""Taking back what was posted, whole or in part: always by a new transaction."""

from dataclasses import dataclass

from domain.books.endings import expire_ended, extend
from domain.books.movements import lock
from domain.books.notes import annotate
from domain.books.posting import draw, post
from domain.books.rules import Take, plan_return
from domain.errors import TooMuch, UndoneAlready
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Reversed:
    """A reversal: the points it took back or gave back, and the balance after it.

    `owed`: so much of them was spent already, and is owed from now on.
    """

    txn: int
    points: int
    balance: int
    owed: int = 0


@dataclass(frozen=True)
class _Original:
    txn: int
    member: int
    account: str
    whole: int
    is_issue: bool
    parts: int
    before: int


def reverse(tx: Tx, txn: int, kind: str, actor: str, points: int | None = None) -> Reversed:
    """Takes back what is left of a transaction, or `points` of it.

    What was issued leaves the very lots it made; what they lost to expiry is not asked for, and
    what was spent is owed. What was spent returns to the very lots it came from, with their own
    ends. Raises UndoneAlready where nothing is left, TooMuch where less than `points` is.
    """
    member = tx.sql.reversals.member_of(txn=txn)
    lock(tx, member)
    original = _Original(txn, member, *tx.sql.reversals.original(txn=txn))
    assert (original.account == "expired") == (kind == "reinstate"), "an expiry is reinstated"
    left = original.whole - original.before
    if left == 0:
        raise UndoneAlready
    part = left if points is None else points
    assert part > 0, "a reversal moves something"
    if part > left:
        raise TooMuch(points=part, most=left)
    take_back = _unissue if original.is_issue else _return
    reversed_ = take_back(tx, original, kind, actor, part)
    tx.sql.reversals.add(
        txn=reversed_.txn,
        original=txn,
        number=original.parts + 1,
        points=part,
        before=original.before,
        whole=original.whole,
    )
    return reversed_


def _unissue(tx: Tx, original: _Original, kind: str, actor: str, part: int) -> Reversed:
    expire_ended(tx, original.member)
    lot, left, ended = tx.sql.reversals.lot_made(txn=original.txn)
    taken = min(part, left)
    lapsed = min(part - taken, ended)
    owed = part - taken - lapsed
    posting = post(
        tx,
        original.member,
        kind,
        actor,
        {"available": -taken, "owed": -owed},
        {"issued": part, "expired": -lapsed},
        reverses=original.txn if part == original.whole else None,
    )
    if taken:
        draw(tx, posting.txn, [Take(lot, taken)])
    return Reversed(posting.txn, part, posting.balance, owed)


def _return(tx: Tx, original: _Original, kind: str, actor: str, part: int) -> Reversed:
    posting = post(
        tx,
        original.member,
        kind,
        actor,
        {"available": part},
        {original.account: -part},
        reverses=original.txn if part == original.whole else None,
    )
    drawn = [Take(*row) for row in tx.sql.reversals.drawn(txn=original.txn)]
    draw(tx, posting.txn, plan_return(drawn, part))
    return Reversed(posting.txn, part, posting.balance)


def would_owe(tx: ReadTx, txn: int, points: int) -> int:
    """What of the points that a transaction issued would be owed if so many were taken back."""
    _, left, ended = tx.sql.reversals.lot_made(txn=txn)
    spent: int = points - left - ended
    return max(spent, 0)


def give_back(tx: Tx, txn: int, kind: str, actor: str, points: int | None = None) -> Reversed:
    """Gives what was redeemed, or `points` of it, back to its lots; what ended meanwhile ends now.

    The result's `points` are those that the member has again. Raises UndoneAlready or TooMuch.
    """
    member = tx.sql.reversals.member_of(txn=txn)
    lock(tx, member)
    # What else is over by now has nothing to do with what comes back.
    expire_ended(tx, member)
    reversed_ = reverse(tx, txn, kind, actor, points)
    expire_ended(tx, member)
    left = tx.sql.books.balance(member=member)
    again = reversed_.points - (reversed_.balance - left)
    return Reversed(reversed_.txn, again, left)


def reinstate(tx: Tx, txn: int, expires_at: int, reason: str, actor: str) -> Reversed:
    """Gives back what an expiry took, until `expires_at`, and keeps the reason beside it.

    Raises UndoneAlready where it was given back before, or taken back with its purchase.
    """
    lock(tx, tx.sql.reversals.member_of(txn=txn))
    lot, member, ends, left = tx.sql.reversals.lot_expired(txn=txn)
    _, _, ended = tx.sql.reversals.lot_made(txn=tx.sql.reversals.origin_of(lot=lot))
    if min(left, ended) == 0:
        raise UndoneAlready
    if expires_at > ends:
        extend(tx, lot, expires_at, actor)
    reversed_ = reverse(tx, txn, "reinstate", actor, min(left, ended))
    annotate(tx, reversed_.txn, member, reason)
    return reversed_
