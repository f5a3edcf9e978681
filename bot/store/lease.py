"""The leader's lease: who has it works for all processes at one database, until it runs out.

Each taking raises the fence, and what carries an older one is written no more.
"""

from dataclasses import dataclass

from domain.tx import ReadTx, Tx


@dataclass(frozen=True)
class Lease:
    """A lease taken; one that does not run out needs no renewing."""

    fence: int
    runs_out: bool


def take(tx: Tx, owner: str, lasts: int) -> Lease | None:
    """Takes the lease for `lasts` microseconds; None while somebody else has it."""
    row = tx.sql.lease.take(owner=owner, lasts=lasts)
    return Lease(row[0], row[1] > 0) if row else None


def renew(tx: Tx, fence: int, lasts: int) -> bool:
    """Lets a lease last that long from now; False where another one was taken since."""
    return tx.sql.lease.renew(fence=fence, lasts=lasts) is not None


def give_up(tx: Tx, fence: int) -> None:
    """Lets the next one take the lease at once."""
    tx.sql.lease.give_up(fence=fence)


def leader(tx: ReadTx) -> str | None:
    """Who took the lease last; None where nobody ever did."""
    owner: str | None = tx.sql.lease.leader()
    return owner
