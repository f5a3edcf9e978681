"""What became of those whom a broadcast wrote to."""

from collections.abc import Sequence

from domain.broadcasts.deliveries import Fate, lock, put
from domain.calendar import SECOND
from domain.notices import block, unbooked
from domain.tx import ReadTx, Tx

# When Telegram was at fault: after how long a member's turn comes again, and how often.
RETRY_SECONDS = (2, 10, 60, 300, 300)
# Whom these became of got nothing.
_UNTOLD = ("blocked", "failed", "waiting")


def settle(tx: Tx, broadcast: int, outcomes: Sequence[tuple[int, str]]) -> None:
    """Notes what became of claimed members: delivered, blocked, failed or unknown.

    `retry` has its turn again after a while, a few times; `unsent` as soon as may be.
    """
    head = lock(tx, broadcast)
    attempts = dict(tx.sql.claiming.under_way(broadcast=broadcast))
    fates, tried = [], {}
    for member, outcome in dict(outcomes).items():
        if member in attempts:
            fates.append(_settled(tx, member, outcome, attempts[member]))
            tried[member] = attempts[member] + (outcome == "retry")
    put(tx, head, "sending", fates, tried)
    unbooked(tx, head.source, [fate.member for fate in fates if fate.state in _UNTOLD])
    for member in sorted(fate.member for fate in fates if fate.state == "blocked"):
        block(tx, member)


def recover(tx: Tx) -> None:
    """After a crash: what was under way may have arrived or not, and is not sent again."""
    for (broadcast,) in tx.sql.claiming.in_doubt():
        head = lock(tx, broadcast)
        attempts = dict(tx.sql.claiming.under_way(broadcast=broadcast))
        put(tx, head, "sending", [Fate(member, "unknown") for member in attempts], attempts)


def _settled(tx: ReadTx, member: int, outcome: str, attempts: int) -> Fate:
    if outcome == "unsent":
        return Fate(member, "waiting", tx.now)
    if outcome != "retry":
        return Fate(member, outcome)
    if attempts >= len(RETRY_SECONDS):
        return Fate(member, "failed")
    return Fate(member, "waiting", tx.now + RETRY_SECONDS[attempts] * SECOND)
