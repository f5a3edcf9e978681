"""Proofs: a member shows with one record and a few hashes that a line of theirs is sealed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from domain.books import merkle
from domain.books.merkle import BLOCK
from domain.books.records import records
from domain.books.seals import SEALED_AT, Seal
from domain.calendar import DAY, local_date, wall
from domain.errors import LineUnknown, NotSealedYet
from domain.ids import first_id
from domain.tx import ReadTx, Tx

# Roots are posted while they are news: a newer one stands for all before it.
NEWS_DAYS = 7


@dataclass(frozen=True)
class Proof:
    """A record's text, its place among the seal's records, and the path from it to the root."""

    record: str
    position: int
    path: tuple[bytes, ...]
    seal: Seal

    def told(self) -> dict[str, Any]:
        """The proof as JSON has it: what docs/verify.py reads."""
        return {
            "record": self.record,
            "position": self.position,
            "path": [each.hex() for each in self.path],
            "seal": self.seal.told(),
        }


def proof_of(tx: ReadTx, member: int, txn: int) -> Proof:
    """The proof of one transaction of a member's; raises LineUnknown or NotSealedYet."""
    posted_at = tx.sql.seals.posted_at(txn=txn, member=member)
    if posted_at is None:
        raise LineUnknown
    number, position = tx.sql.seals.leaf(id=txn) or (0, 0)
    row = tx.sql.seals.find(number=number)
    if row is None:
        raise NotSealedYet(_sealed_at(tx, posted_at))
    block, place = divmod(position, BLOCK)
    leaves = tx.sql.seals.leaves(seal=number, first=block * BLOCK, last=(block + 1) * BLOCK - 1)
    blocks = [hash_ for (hash_,) in tx.sql.seals.blocks(seal=number)]
    path = merkle.path([hash_ for _, _, hash_ in leaves], place) + merkle.path(blocks, block)
    return Proof(records(tx, txn, txn)[txn], position, path, Seal(*row))


def unposted(tx: ReadTx) -> tuple[Seal, ...]:
    """The seals of the last days that the shop's channel has not seen, oldest first.

    After a restore, only those of days that ended since: the others may have been posted.
    """
    since = max(tx.now - NEWS_DAYS * DAY, tx.sql.seals.restored_at() or 0)
    return tuple(Seal(*row) for row in tx.sql.seals.unposted(after=first_id(since)))


def mark_posted(tx: Tx, number: int) -> None:
    """Notes that a seal's root was posted."""
    tx.sql.seals.mark_posted(number=number, at=tx.now)


def _sealed_at(tx: ReadTx, posted_at: int) -> int:
    zone = tx.programme.zone
    return wall(local_date(posted_at, zone) + timedelta(days=1), SEALED_AT, zone)
