"""Merkle trees as in RFC 6962 §2.1 (Certificate Transparency), on SHA-256.

A tree stands on the hashes of its leaves; a root and a path are 32-byte hashes.
"""

from collections.abc import Sequence
from hashlib import sha256

# Leaves are kept in aligned blocks of this many: a block's root is a node of the whole tree.
BLOCK = 1_024


def leaf(record: str) -> bytes:
    """The hash of one record."""
    return sha256(b"\x00" + record.encode()).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over the hashes of leaves, or over the roots of whole blocks of them."""
    assert hashes, "a tree has a leaf"
    while len(hashes) > 1:
        hashes = _level(hashes)
    return hashes[0]


def path(hashes: Sequence[bytes], position: int) -> tuple[bytes, ...]:
    """The siblings on the way from a leaf up to the root, lowest first."""
    siblings = []
    while len(hashes) > 1:
        if (sibling := position ^ 1) < len(hashes):
            siblings.append(hashes[sibling])
        hashes, position = _level(hashes), position // 2
    return tuple(siblings)


def _level(hashes: Sequence[bytes]) -> list[bytes]:
    """The next level up; an odd one out rises as it is."""
    pairs = [_node(*pair) for pair in zip(hashes[::2], hashes[1::2], strict=False)]
    return pairs + list(hashes[len(hashes) & ~1 :])


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
