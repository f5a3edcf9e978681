"""Merkle trees are those of RFC 6962: known roots, every size, every path, no path but its own."""

from collections.abc import Sequence

import pytest

from domain.books import merkle
from domain.books.merkle import BLOCK
from tests import verifier

VERIFY = verifier.load()
# The test vectors of Google's Certificate Transparency.
LEAVES = (
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
)
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
AROUND_BLOCKS = [n * BLOCK + more for n in (1, 2, 3) for more in (-1, 0, 1)]


def leaves(size: int) -> list[bytes]:
    """The hashes of so many records."""
    return [merkle.leaf(f"record {number}") for number in range(size)]


def as_the_rfc_says(hashes: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962 §2.1, word by word."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    left, right = as_the_rfc_says(hashes[:split]), as_the_rfc_says(hashes[split:])
    return bytes(VERIFY.node_hash(left, right))


@pytest.mark.parametrize("size", range(1, len(ROOTS) + 1))
def test_the_known_trees_have_their_known_roots(size: int) -> None:
    hashes = [merkle.leaf(each.decode()) for each in LEAVES[:size]]
    assert merkle.root(hashes).hex() == ROOTS[size - 1]


@pytest.mark.parametrize("size", [*range(1, 41), *AROUND_BLOCKS])
def test_a_root_is_the_rfcs_also_over_whole_blocks(size: int) -> None:
    hashes = leaves(size)
    blocks = [merkle.root(hashes[at : at + BLOCK]) for at in range(0, size, BLOCK)]
    assert merkle.root(hashes) == as_the_rfc_says(hashes)
    assert merkle.root(blocks) == as_the_rfc_says(hashes)


@pytest.mark.parametrize("size", range(1, 41))
def test_each_leaf_has_a_path_to_the_root(size: int) -> None:
    hashes = leaves(size)
    for position, leaf in enumerate(hashes):
        path = merkle.path(hashes, position)
        assert VERIFY.climb(leaf, position, size, path) == merkle.root(hashes)


@pytest.mark.parametrize("size", AROUND_BLOCKS)
def test_a_path_through_a_block_and_the_blocks_is_the_trees_own(size: int) -> None:
    hashes = leaves(size)
    blocks = [merkle.root(hashes[at : at + BLOCK]) for at in range(0, size, BLOCK)]
    for position in {0, 1, BLOCK - 2, BLOCK - 1, BLOCK, size // 2, size - 2, size - 1} - {size}:
        block, place = divmod(min(position, size - 1), BLOCK)
        inside = hashes[block * BLOCK : (block + 1) * BLOCK]
        path = merkle.path(inside, place) + merkle.path(blocks, block)
        assert path == merkle.path(hashes, block * BLOCK + place)


@pytest.mark.parametrize("size", [2, 3, 7, 8, 13])
def test_no_flipped_bit_leads_to_the_root(size: int) -> None:
    hashes = leaves(size)
    root = merkle.root(hashes)
    for position, leaf in enumerate(hashes):
        path = merkle.path(hashes, position)
        for step in range(len(path) + 1):
            for bit in range(256):
                way = [leaf, *path]
                way[step] = (int.from_bytes(way[step], "big") ^ 1 << bit).to_bytes(32, "big")
                assert VERIFY.climb(way[0], position, size, way[1:]) != root


@pytest.mark.parametrize("size", [2, 3, 7, 8, 13])
def test_a_leaf_proves_no_other_place(size: int) -> None:
    hashes = leaves(size)
    for position, leaf in enumerate(hashes):
        path = merkle.path(hashes, position)
        for other in set(range(size)) - {position}:
            try:
                assert VERIFY.climb(leaf, other, size, path) != merkle.root(hashes)
            except VERIFY.Broken:
                continue
