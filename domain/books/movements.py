"""The verbs that bring points in and out: issue and spend."""

from dataclasses import dataclass, replace

from domain.books.endings import expire_ended
from domain.books.posting import Posting, draw, post
from domain.books.rules import Lot, Take, plan_spend
from domain.errors import NotEnoughPoints
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Balances:
    """A member's accounts; `owed` is a debt, so it is zero or below."""

    available: int
    held: int
    owed: int


def open_accounts(tx: Tx, member: int) -> None:
    """Opens a member's accounts: available, held and owed, all empty."""
    tx.sql.books.open_accounts(member=member)


def lock(tx: Tx, member: int) -> Balances:
    """Takes a member's books for this change: no other one decides on them before it is over.

    Always the first thing a verb does that decides by them; several members in order of id.
    """
    return Balances(*(points for _, points in tx.sql.books.lock(member=member)))


def balance(tx: ReadTx, member: int) -> int:
    """The cached balance of what is available, ended lots included until they are swept."""
    return tx.sql.books.balance(member=member) or 0


def lots_left(tx: ReadTx, member: int) -> tuple[Lot, ...]:
    """The lots that still hold points, in the order in which they are spent."""
    return tuple(Lot(*row) for row in tx.sql.books.lots_left(member=member))


def issue(
    tx: Tx,
    member: int,
    points: int,
    kind: str,
    actor: str,
    expires_at: int,
    *,
    happened_at: int | None = None,
    decay_percent: int = 0,
    owed: int | None = None,
) -> Posting:
    """Credits points as one new lot, which ends at `expires_at`; its origin is the kind.

    What ended already is swept first, so that the balance told is what can be spent. What is
    owed is paid at once, from this lot; who locked the books already says how much that is.
    """
    assert points > 0, "an issue credits something"
    if owed is None:
        owed = lock(tx, member).owed
    expire_ended(tx, member)
    posting = post(
        tx,
        member,
        kind,
        actor,
        {"available": points},
        {"issued": -points},
        happened_at=happened_at,
    )
    lot = tx.new_id()
    tx.sql.books.add_lot(
        id=lot,
        member=member,
        txn=posting.txn,
        points=points,
        earned_at=tx.now if happened_at is None else happened_at,
        expires_at=expires_at,
        origin=kind,
        decay_percent=decay_percent,
    )
    if owed == 0:
        return posting
    repaid = min(points, -owed)
    paying = post(tx, member, "repay", "programme", {"available": -repaid, "owed": repaid})
    draw(tx, paying.txn, [Take(lot, repaid)])
    return replace(posting, balance=paying.balance, repaid=repaid)


def spend(tx: Tx, member: int, points: int, kind: str, actor: str) -> Posting:
    """Redeems points from the lots soonest to expire; raises NotEnoughPoints."""
    takes = takes_of(tx, member, points)
    posting = post(tx, member, kind, actor, {"available": -points}, {"redeemed": points})
    draw(tx, posting.txn, takes)
    return posting


def takes_of(tx: Tx, member: int, points: int) -> tuple[Take, ...]:
    """The lots that `points` come from, soonest to expire first; raises NotEnoughPoints.

    What ended already is swept first: nobody spends points whose day is over.
    """
    lock(tx, member)
    lots = lots_left(tx, member)
    if lots and lots[0].expires_at <= tx.now:
        expire_ended(tx, member)
        lots = lots_left(tx, member)
    takes = plan_spend(lots, points, tx.now)
    reach = sum(take.points for take in takes)
    if reach < points:
        raise NotEnoughPoints(price=points, available=reach)
    return takes
