"""Donations: points given to a cause, with the sum that all gave to it."""

from domain.programme import Donation
from domain.tx import ReadTx, Tx


def give(tx: Tx, member: int, cause: Donation, points: int, txn: int) -> tuple[int, int]:
    """Notes the points that `txn` spent for a cause; all its points and gifts by now."""
    tx.sql.rewards.add_donation(txn=txn, member=member, reward=cause.id, points=points, at=tx.now)
    total, gifts = tx.sql.rewards.add_to_cause(reward=cause.id, points=points)
    return total, gifts


def given(tx: ReadTx, reward: str) -> tuple[int, int]:
    """The points that everybody gave to a cause, and in how many gifts."""
    total, gifts = tx.sql.rewards.cause(reward=reward) or (0, 0)
    return total, gifts
