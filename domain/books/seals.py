"""Seals: each night the day's records are hashed into a tree, and its root joins the chain.

Who knows one root knows that nothing sealed up to that day has changed since.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from domain.books import merkle
from domain.books.merkle import BLOCK
from domain.books.records import records, unsealed
from domain.calendar import instant, local_date
from domain.ids import first_id
from domain.tx import ReadTx, Tx

# Local time: what another process posted seconds before midnight is committed by then.
SEALED_AT = "00:40"
BEFORE_THE_FIRST = bytes(32)


@dataclass(frozen=True)
class Seal:
    """One day of the chain: a Merkle root over `records` records whose ids are below `upto`."""

    number: int
    day: str
    upto: int
    records: int
    root: bytes
    previous: bytes
    hash: bytes

    def told(self) -> dict[str, Any]:
        """The seal as JSON has it, hashes in hexadecimal."""
        return {
            "number": self.number,
            "day": self.day,
            "upto": self.upto,
            "records": self.records,
            "root": self.root.hex(),
            "previous": self.previous.hex(),
            "hash": self.hash.hex(),
        }


@dataclass(frozen=True)
class Batch:
    """What one batch sealed, and whether it was the day's last."""

    records: int
    done: bool


def seal_hash(
    previous: bytes, number: int, day: str, upto: int, records: int, root: bytes
) -> bytes:
    """The link of the chain: SHA-256 over the six as one line, hashes in hexadecimal."""
    line = f"{previous.hex()} {number} {day} {upto} {records} {root.hex()}"
    return sha256(line.encode()).digest()


def newest_seal(tx: ReadTx) -> Seal | None:
    """The last link of the chain."""
    row = tx.sql.seals.newest()
    return Seal(*row) if row else None


def chain(tx: ReadTx) -> tuple[Seal, ...]:
    """Every seal, oldest first."""
    return tuple(Seal(*row) for row in tx.sql.seals.chain())


def seal_batch(tx: Tx, slot: int) -> Batch:
    """Seals one block of what was posted before the local day of `slot`; the last one closes it.

    A day without records has no seal. What is committed after its own day's seal stays out, and
    the audit names it: nobody puts a record behind a seal.
    """
    zone = tx.programme.zone
    today = local_date(slot, zone)
    upto = first_id(instant(today, zone))
    last = newest_seal(tx)
    day = (today - timedelta(days=1)).isoformat()
    # A zone that moved west comes to a day twice: the next night seals what is left of it.
    if last and (upto <= last.upto or day <= last.day):
        return Batch(0, done=True)
    number = last.number + 1 if last else 1
    begun, after = tx.sql.seals.progress(seal=number) or (0, last.upto - 1 if last else 0)
    ids = unsealed(tx, after, upto, BLOCK)
    if ids:
        _add_block(tx, number, begun, ids)
    done = len(ids) < BLOCK
    if done and begun + len(ids):
        _close(tx, last, number, day, upto, begun + len(ids))
    return Batch(len(ids), done)


def _add_block(tx: Tx, number: int, begun: int, ids: list[int]) -> None:
    texts = records(tx, ids[0], ids[-1])
    hashes = [merkle.leaf(texts[id_]) for id_ in ids]
    tx.sql.seals.add_leaves(
        [
            {"id": id_, "seal": number, "position": position, "hash": hash_}
            for position, (id_, hash_) in enumerate(zip(ids, hashes, strict=True), begun)
        ]
    )
    tx.sql.seals.add_block(seal=number, number=begun // BLOCK, hash=merkle.root(hashes))


def _close(tx: Tx, last: Seal | None, number: int, day: str, upto: int, count: int) -> None:
    # From here on ids are above what is sealed, also where the clock is set back.
    tx.new_id()
    previous = last.hash if last else BEFORE_THE_FIRST
    root = merkle.root([hash_ for (hash_,) in tx.sql.seals.blocks(seal=number)])
    tx.sql.seals.add(
        number=number,
        day=day,
        upto=upto,
        records=count,
        root=root,
        previous=previous,
        hash=seal_hash(previous, number, day, upto, count, root),
        at=tx.now,
    )
    tx.ring("seal")
