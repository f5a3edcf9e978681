"""A visit: who is in the shop sends the code of the day that hangs there, once a day."""

from dataclasses import dataclass

from domain import books
from domain.calendar import local_date
from domain.earning.caps import grant_within
from domain.earning.facts import Share
from domain.errors import LimitReached, VisitUnknown
from domain.tx import ReadTx, Tx

KIND = "visit"
DIGITS = 6


@dataclass(frozen=True)
class Visited:
    """What a visit gave; `capped`: a cap took so much of it, `repaid` went to what was owed."""

    shop: str
    points: int
    balance: int
    capped: int = 0
    repaid: int = 0


def visit_code(tx: ReadTx, shop: str) -> str:
    """A shop's code of the local day, six digits; no other day's can be told from it."""
    secret = tx.vault.secret(KIND, f"{shop}:{_today(tx)}")
    return f"{int.from_bytes(secret[:8], 'big') % 10**DIGITS:0{DIGITS}}"


def visit(tx: Tx, member: int, code: str) -> Visited:
    """Notes a visit and gives its points. Raises VisitUnknown, or LimitReached the second time."""
    typed = "".join(code.split())
    shop = next((each for each in tx.programme.shops if visit_code(tx, each) == typed), None)
    if shop is None:
        raise VisitUnknown
    books.lock(tx, member)
    day = _today(tx)
    if tx.sql.counter.visited(member=member, day=day) is not None:
        raise LimitReached(1, "day")
    points, txn = tx.programme.counter.visit_points, None
    done = Visited(shop, 0, books.available(tx, member))
    if points:
        given = grant_within(tx, member, KIND, "member", (Share(KIND, KIND, points),))
        txn = given.txn
        done = Visited(shop, given.points, given.balance, given.capped, given.repaid)
    tx.sql.counter.add_visit(member=member, day=day, shop=shop, at=tx.now, txn=txn)
    return done


def _today(tx: ReadTx) -> str:
    return local_date(tx.now, tx.programme.zone).isoformat()
