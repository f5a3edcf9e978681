"""Points that pay a part of a bill: put aside, agreed to, taken at the sale, or given back."""

from dataclasses import dataclass

from domain import books
from domain.calendar import MINUTE
from domain.counter.limits import most_alone
from domain.errors import HoldClosed, HoldUnknown, NotAgreed, PartTooLittle, PartTooMuch
from domain.members import staff
from domain.notices import tell
from domain.staff import Clerk, refuse_own
from domain.tx import ReadTx, Tx

OPEN = ("asked", "agreed")


@dataclass(frozen=True)
class Payment:
    """Points put aside at one clerk's till. States: asked, agreed, captured, released, expired."""

    hold: int
    member: int
    actor: str
    points: int
    expires_at: int
    state: str
    ended_at: int | None = None


@dataclass(frozen=True)
class Held:
    """Points that were put aside until `expires_at` (UTC us), and the balance that is left."""

    hold: int
    points: int
    balance: int
    expires_at: int


def put_aside(tx: Tx, clerk: Clerk, member: int, points: int, present: bool) -> Held:
    """Puts a member's points aside for a bill; who is not present is asked in their chat.

    What this clerk had put aside of theirs before returns first. Raises PartTooLittle,
    PartTooMuch where points pay nothing here, OwnPurchase or NotEnoughPoints.
    """
    rules = tx.programme.counter
    most_alone(tx, clerk, "sell")
    refuse_own(tx, clerk.outside_id, member)
    if rules.part_percent == 0:
        raise PartTooMuch(0, 0)
    if points < rules.part_least_points:
        raise PartTooLittle(rules.part_least_points)
    actor = staff(tx, clerk.outside_id)
    books.lock(tx, member)
    for (before,) in list(tx.sql.counter.open_payments(member=member, actor=actor, now=tx.now)):
        books.release(tx, before, actor)
    until = tx.now + rules.hold_minutes * MINUTE
    held = _put_aside(tx, actor, member, points, until, agreed=present)
    if not present:
        worth = tx.programme.worth_minor(points)
        tell(tx, member, "payment_asked", None, hold=held.hold, points=points, worth=worth)
    return held


def keep_aside(tx: Tx, clerk: Clerk, member: int, hold: int, until: int) -> int:
    """Keeps what a member agreed to pay aside for longer; the hold that it is from now on.

    Raises what `agreed_points` does, and NotEnoughPoints where some of them ended meanwhile.
    """
    books.lock(tx, member)
    points, actor = agreed_points(tx, clerk, member, hold), staff(tx, clerk.outside_id)
    books.release(tx, hold, actor)
    return _put_aside(tx, actor, member, points, until, agreed=True).hold


def agree(tx: Tx, member: int, hold: int) -> Payment:
    """A member agrees to pay with what was put aside; said again it changes nothing.

    Raises HoldUnknown for anybody else's, and HoldClosed.
    """
    books.lock(tx, member)
    found = payment(tx, hold)
    if found.member != member:
        raise HoldUnknown
    _refuse_closed(found)
    tx.sql.counter.agree(hold=hold, now=tx.now)
    return payment(tx, hold)


def decline(tx: Tx, by: int | Clerk, hold: int) -> Payment:
    """The member says no, or the clerk does without: the points return to their lots.

    Raises HoldUnknown for what is neither's, and HoldClosed.
    """
    found = payment(tx, hold)
    if isinstance(by, Clerk):
        actor = staff(tx, by.outside_id)
        is_theirs = found.actor == actor
    else:
        actor, is_theirs = "member", found.member == by
    if not is_theirs:
        raise HoldUnknown
    books.release(tx, hold, actor)
    return payment(tx, hold)


def let_go(tx: Tx, clerk: Clerk, hold: int) -> None:
    """Gives back what a clerk still has put aside; what is over already stays as it is."""
    books.lock(tx, payment(tx, hold).member)
    if payment(tx, hold).state in OPEN:
        decline(tx, clerk, hold)


def payment(tx: ReadTx, hold: int) -> Payment:
    """A payment as it stands; raises HoldUnknown."""
    row = tx.sql.counter.payment(hold=hold)
    if row is None:
        raise HoldUnknown
    member, actor, agreed_at = row
    held = books.hold_of(tx, hold)
    state = held.state
    if state == "open":
        state = "asked" if agreed_at is None else "agreed"
        state = "expired" if held.expires_at <= tx.now else state
    return Payment(hold, member, actor, held.points, held.expires_at, state, held.ended_at)


def agreed_points(tx: ReadTx, clerk: Clerk, member: int, hold: int) -> int:
    """What a member agreed to pay at this clerk's till.

    Raises HoldUnknown for another's, HoldClosed, or NotAgreed.
    """
    found = payment(tx, hold)
    if (found.member, found.actor) != (member, staff(tx, clerk.outside_id)):
        raise HoldUnknown
    _refuse_closed(found)
    if found.state == "asked":
        raise NotAgreed
    return found.points


def _put_aside(tx: Tx, actor: str, member: int, points: int, until: int, *, agreed: bool) -> Held:
    held = books.hold(tx, member, points, "hold", actor, until)
    tx.sql.counter.add_payment(
        hold=held.hold, member=member, actor=actor, agreed_at=tx.now if agreed else None
    )
    return Held(held.hold, points, held.balance, until)


def _refuse_closed(found: Payment) -> None:
    if found.state not in OPEN:
        raise HoldClosed(found.state, found.ended_at or found.expires_at)
