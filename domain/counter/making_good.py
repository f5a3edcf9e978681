"""Points given to make something good: with a reason, within a day's limit."""

from dataclasses import dataclass

from domain import books
from domain.calendar import MINUTE, local_date
from domain.counter.limits import Act, is_seconded, most_alone, seconded
from domain.earning import grant, traces
from domain.earning.facts import Share
from domain.errors import (
    LineUnknown,
    NotAllowed,
    PointsRefused,
    ReasonRefused,
    SecondPersonNeeded,
    UndoTooLate,
)
from domain.members import staff
from domain.notices import tell
from domain.staff import Clerk, note, refuse_own
from domain.tx import ReadTx, Tx

KIND: Act = "make_good"
REASON_LETTERS = 200
# More than this at once is a mistake, whoever makes it.
POINTS_MAX = 1_000_000
NO_LIMIT = 2**53


@dataclass(frozen=True)
class MadeGood:
    """What was given, by which transaction; `left`: of the clerk's day, None without a limit."""

    txn: int
    member: int
    points: int
    balance: int
    at: int
    left: int | None = None
    repaid: int = 0


@dataclass(frozen=True)
class TakenBack:
    """Points that were given and taken back; `owed`: so many were spent already."""

    member: int
    points: int
    balance: int
    owed: int = 0


def make_good(
    tx: Tx,
    clerk: Clerk,
    member: int,
    points: int,
    reason: str,
    approved_by: Clerk | None = None,
) -> MadeGood:
    """Gives a member points for a reason, which they are told; it counts for no tier and no cap.

    Raises PointsRefused, ReasonRefused, OwnPurchase, NotAllowed for who never may, and
    SecondPersonNeeded where the clerk's day is used up by it.
    """
    said = " ".join(reason.split())
    if not 0 < points <= POINTS_MAX:
        raise PointsRefused(POINTS_MAX)
    if not 0 < len(said) <= REASON_LETTERS:
        raise ReasonRefused(REASON_LETTERS)
    books.lock(tx, member)
    actor = staff(tx, clerk.outside_id)
    refuse_own(tx, clerk.outside_id, member)
    limit = most_alone(tx, clerk, KIND)
    _spend(tx, actor, points, None if is_seconded(clerk, approved_by) else limit)
    posting = grant(tx, member, points, KIND, actor)
    books.annotate(tx, posting.txn, member, said)
    note(
        tx,
        clerk.outside_id,
        KIND,
        name=clerk.name,
        member=member,
        txn=posting.txn,
        points=points,
        limit=limit,
        **seconded(tx, approved_by),
    )
    told = {"points": points, "balance": posting.balance, "repaid": posting.repaid}
    tell(tx, member, "made_good", posting.txn, reason=said, **told)
    left = make_good_left(tx, clerk)
    return MadeGood(posting.txn, member, points, posting.balance, tx.now, left, posting.repaid)


def make_good_left(tx: ReadTx, clerk: Clerk) -> int | None:
    """The points that a clerk may still give today, alone; None without a limit."""
    most = most_alone(tx, clerk, KIND)
    return None if most is None else max(most - _spent(tx, staff(tx, clerk.outside_id)), 0)


def undo_make_good(tx: Tx, clerk: Clerk, txn: int) -> TakenBack:
    """Takes back what was given a moment ago: by who gave it, a manager or the owner.

    Raises LineUnknown, NotAllowed, UndoTooLate or UndoneAlready.
    """
    row = tx.sql.counter.made_good(txn=txn)
    if row is None:
        raise LineUnknown
    member, points, giver, at = row
    actor, minutes = staff(tx, clerk.outside_id), tx.programme.earning.undo_minutes
    if giver != actor and clerk.role not in ("owner", "manager"):
        raise NotAllowed
    if tx.now > at + minutes * MINUTE:
        raise UndoTooLate(minutes)
    back = books.reverse(tx, txn, "take_back", actor)
    shares = (Share(KIND, KIND, -points),)
    traces.keep(tx, member, "take_back", -points, txn=back.txn, shares=shares)
    tx.sql.counter.give_room(name=_budget(giver), day=_day_of(tx, at), points=points)
    note(tx, clerk.outside_id, "undo", name=clerk.name, member=member, txn=back.txn, points=points)
    told = {"points": points, "balance": back.balance, "owed": back.owed}
    tell(tx, member, "make_good_undone", None, **told)
    return TakenBack(member, points, back.balance, back.owed)


def _spend(tx: Tx, actor: str, points: int, most: int | None) -> None:
    """Takes it of the clerk's day; what a second person agreed to is of that day all the same."""
    within = tx.sql.earning.spend_budget(
        name=_budget(actor), day=_day(tx), points=points, most=NO_LIMIT if most is None else most
    )
    if within is None:
        raise SecondPersonNeeded(KIND)


def _spent(tx: ReadTx, actor: str) -> int:
    return tx.sql.counter.spent(name=_budget(actor), day=_day(tx)) or 0


def _budget(actor: str) -> str:
    return f"{KIND}:{actor}"


def _day(tx: ReadTx) -> str:
    return _day_of(tx, tx.now)


def _day_of(tx: ReadTx, at: int) -> str:
    return local_date(at, tx.programme.zone).isoformat()
