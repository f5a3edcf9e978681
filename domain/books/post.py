"""The verbs of the books: issue, spend, expire, reverse. Each posts one balanced transaction."""

from dataclasses import dataclass

from domain.books.rules import Lot, Take, plan_spend
from domain.errors import NotEnoughPoints, PointsSpent, UndoneAlready
from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Posting:
    """A transaction that was posted, and the member's balance after it."""

    txn: int
    points: int
    balance: int


def open_accounts(tx: Tx, member: int) -> None:
    """Opens a member's accounts: available, held and owed, all empty."""
    tx.sql.books.open_accounts(member=member)


def balance(tx: ReadTx, member: int) -> int:
    """The cached balance of what is available, ended lots included until they are swept."""
    return tx.sql.books.balance(member=member) or 0


def issue(tx: Tx, member: int, points: int, kind: str, actor: str, expires_at: int) -> Posting:
    """Credits points as one new lot, which ends at `expires_at`; its origin is the kind.

    What ended already is swept first, so that the balance told is what can be spent.
    """
    assert points > 0, "an issue credits something"
    expire_ended(tx, member)
    posting = _post(tx, member, points, kind, actor, "issued")
    tx.sql.books.add_lot(
        id=tx.new_id(),
        member=member,
        txn=posting.txn,
        points=points,
        earned_at=tx.now,
        expires_at=expires_at,
        origin=kind,
    )
    return posting


def spend(tx: Tx, member: int, points: int, kind: str, actor: str) -> Posting:
    """Redeems points from the lots soonest to expire; raises NotEnoughPoints.

    What ended already is swept first: nobody spends points whose day is over.
    """
    expire_ended(tx, member)
    lots = [Lot(*row) for row in tx.sql.books.lots_left(member=member)]
    takes = plan_spend(lots, points, tx.now)
    reach = sum(take.points for take in takes)
    if reach < points:
        raise NotEnoughPoints(price=points, available=reach)
    posting = _post(tx, member, -points, kind, actor, "redeemed")
    _draw(tx, posting.txn, takes)
    return posting


def expire(tx: Tx, member: int, lot: int, points_left: int) -> Posting:
    """Ends what is left of one lot."""
    posting = _post(tx, member, -points_left, "expire", "clock", "expired")
    _draw(tx, posting.txn, (Take(lot, points_left),))
    return posting


def expire_ended(tx: Tx, member: int) -> None:
    """Ends a member's lots whose day is over, without waiting for the sweep."""
    for lot, points_left in list(tx.sql.books.ended_lots(member=member, now=tx.now)):
        expire(tx, member, lot, points_left)


def reverse(tx: Tx, txn: int, kind: str, actor: str) -> Posting:
    """Takes a whole transaction back by a new one; what was drawn returns to the same lots.

    Raises UndoneAlready at the second time, PointsSpent where an issue's lots are drawn.
    """
    if tx.sql.books.reversed_by(txn=txn) is not None:
        raise UndoneAlready
    member, points, programme_account, _, _ = tx.sql.books.pair_of(txn=txn)
    takes = [Take(lot, -drawn) for lot, drawn in tx.sql.books.draws_of_txn(txn=txn)]
    for lot, issued, left in tx.sql.books.lots_of_txn(txn=txn):
        if left < issued:
            raise PointsSpent
        takes.append(Take(lot, issued))
    posting = _post(tx, member, -points, kind, actor, programme_account, reverses=txn)
    _draw(tx, posting.txn, takes)
    return posting


def _post(
    tx: Tx,
    member: int,
    points: int,
    kind: str,
    actor: str,
    programme_account: str,
    reverses: int | None = None,
) -> Posting:
    txn = tx.new_id()
    tx.sql.books.add_txn(
        id=txn,
        key=tx.posting_key(),
        kind=kind,
        actor=actor,
        happened_at=tx.now,
        posted_at=tx.now,
        reverses=reverses,
        rules=tx.version.number,
    )
    balance_after, version = tx.sql.books.move(member=member, kind="available", points=points)
    tx.sql.books.add_pair(
        txn=txn,
        member=member,
        account="available",
        points=points,
        balance_after=balance_after,
        version=version,
        programme_account=programme_account,
    )
    return Posting(txn, points, balance_after)


def _draw(tx: Tx, txn: int, takes: tuple[Take, ...] | list[Take]) -> None:
    for take in takes:
        tx.sql.books.draw_down(lot=take.lot, points=take.points)
        tx.sql.books.add_draw(lot=take.lot, txn=txn, points=take.points)
