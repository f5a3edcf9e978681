"""What was changed behind the seals: every sealed record is hashed again and compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.books import merkle
from domain.books.merkle import BLOCK
from domain.books.records import records, unsealed
from domain.books.seals import BEFORE_THE_FIRST, Seal, chain, newest_seal, seal_hash
from domain.tx import ReadTx

# Blocks looked at in one go: a tenth of a second.
BLOCKS = 8
NAMED_MAX = 20


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was sealed.

    Kinds: a record (a transaction or an extension, by its id) was edited, deleted, inserted or
    moved; or a seal, by its number, does not follow from its records and the seal before it.
    """

    kind: str
    id: int

    def sentence(self) -> str:
        """What happened, for an operator."""
        if self.kind == "seal":
            return f"seal {self.id} does not follow from its records and the seal before it"
        return f"record {self.id} was {self.kind} after it was sealed"


@dataclass(frozen=True)
class Portion:
    """Some blocks of one seal, `first` to `last`."""

    seal: int
    records: int
    first: int
    last: int


def portions(tx: ReadTx) -> tuple[Portion, ...]:
    """Everything that is sealed, in portions to be looked at one by one."""
    found = []
    for seal in chain(tx):
        newest = (seal.records - 1) // BLOCK
        for first in range(0, newest + 1, BLOCKS):
            last = min(first + BLOCKS - 1, newest)
            found.append(Portion(seal.number, seal.records, first, last))
    return tuple(found)


def altered(tx: ReadTx, portion: Portion) -> tuple[Fault, ...]:
    """The records of a portion that are not what was sealed, at most NAMED_MAX."""
    begin, end = portion.first * BLOCK, min((portion.last + 1) * BLOCK, portion.records)
    leaves = tx.sql.seals.leaves(seal=portion.seal, first=begin, last=end - 1)
    ids = [id_ for id_, _, _ in leaves]
    texts = records(tx, min(ids), max(ids)) if ids else {}
    faults = [Fault(kind, id_) for id_, _, hash_ in leaves if (kind := _kind(texts, id_, hash_))]
    faults += [Fault("moved", after) for before, after in pairwise(ids) if after < before]
    blocks = tx.sql.seals.blocks_between(seal=portion.seal, first=portion.first, last=portion.last)
    hashes = [hash_ for _, _, hash_ in leaves]
    again = [(merkle.root(hashes[at : at + BLOCK]),) for at in range(0, len(hashes), BLOCK)]
    if [position for _, position, _ in leaves] != list(range(begin, end)) or again != blocks:
        faults.append(Fault("seal", portion.seal))
    return tuple(faults[:NAMED_MAX])


def inserted(tx: ReadTx) -> tuple[Fault, ...]:
    """Records whose time is sealed, and which no seal holds, at most NAMED_MAX."""
    last = newest_seal(tx)
    return (
        tuple(Fault("inserted", id_) for id_ in unsealed(tx, 0, last.upto, NAMED_MAX))
        if last
        else ()
    )


def broken_links(tx: ReadTx) -> tuple[Fault, ...]:
    """Seals that do not follow from their blocks and the seal before, at most NAMED_MAX."""
    return tuple(_links(tx))[:NAMED_MAX]


def _kind(texts: dict[int, str], id_: int, hash_: bytes) -> str:
    text = texts.get(id_)
    if text is None:
        return "deleted"
    return "" if merkle.leaf(text) == hash_ else "edited"


def _links(tx: ReadTx) -> Iterator[Fault]:
    number, previous = 0, BEFORE_THE_FIRST
    for seal in chain(tx):
        if seal.number != number + 1 or seal.previous != previous or not _whole(tx, seal):
            yield Fault("seal", seal.number)
        number, previous = seal.number, seal.hash


def _whole(tx: ReadTx, seal: Seal) -> bool:
    """Whether a seal is made of its blocks, as many as its records fill, and says its own hash."""
    blocks = [hash_ for (hash_,) in tx.sql.seals.blocks(seal=seal.number)]
    if len(blocks) != -(-seal.records // BLOCK) or merkle.root(blocks) != seal.root:
        return False
    made = seal_hash(seal.previous, seal.number, seal.day, seal.upto, seal.records, seal.root)
    return made == seal.hash
