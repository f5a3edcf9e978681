"""Notices held back: written down, and told only when the owner says so.

After a restore nobody knows which of them were told before.
"""

from dataclasses import dataclass

from domain.tx import ReadTx, Tx

# In no shop's time: a notice due then waits until it is released.
HELD = 1 << 62


@dataclass(frozen=True)
class HeldBack:
    """What waits held back: how many of each kind, and the oldest one's id."""

    kinds: tuple[tuple[str, int], ...]
    oldest: int | None

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(count for _, count in self.kinds)


def held_back(tx: ReadTx) -> HeldBack:
    """Everything that waits to be released or dropped."""
    rows = list(tx.sql.outbox.held(held=HELD))
    return HeldBack(
        kinds=tuple((kind, count) for kind, count, _ in rows),
        oldest=min((oldest for _, _, oldest in rows), default=None),
    )


def hold_back(tx: Tx) -> int:
    """Holds back everything that is still to be told; how many notices that is."""
    # Without their attempts: a notice put off holds up its member's later ones.
    count: int = tx.sql.outbox.hold_back(held=HELD)
    return count


def release(tx: Tx) -> int:
    """Lets everything held back be told now; how many notices that is."""
    count: int = tx.sql.outbox.release(held=HELD, now=tx.now)
    tx.ring("outbox")
    return count


def drop(tx: Tx) -> int:
    """Settles everything held back as muted, told to nobody; how many notices that is."""
    count: int = tx.sql.outbox.drop_held(held=HELD)
    return count
